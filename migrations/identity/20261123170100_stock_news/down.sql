DROP TABLE stock_news;
