ALTER TABLE order_line DROP COLUMN code;
DROP TABLE order_sought;
