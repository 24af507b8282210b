DROP TABLE order_export;
