ALTER TABLE order_line DROP COLUMN discount;
ALTER TABLE orders DROP COLUMN subtotal, DROP COLUMN discount;
DROP TABLE cart_code, promotion_mark, promotion_redemption, promotion_counter, promotion_code, promotion;
