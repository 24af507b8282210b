ALTER TABLE order_line DROP COLUMN words;
