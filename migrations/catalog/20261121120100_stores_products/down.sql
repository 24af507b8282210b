DROP TABLE variant;
DROP TABLE product_text;
DROP TABLE product;
DROP TABLE store;
