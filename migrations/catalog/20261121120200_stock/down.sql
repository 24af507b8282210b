DROP TABLE stock_movement;
DROP TABLE hold_line;
DROP TABLE hold;
DROP TABLE stock;
