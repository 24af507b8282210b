-- A line without pieces cannot be kept by the constraint that returns: it becomes the whole line again. A promotion of
-- which nothing is left goes.
-- Row-level security holds for the tables' owner too.
SELECT set_config('souk.scope', 'platform', true);
UPDATE order_line SET quantity = cancelled, total = unit_price * cancelled, cancelled = 0 WHERE quantity = 0;
DELETE FROM promotion_redemption WHERE amount = 0;
SELECT set_config('souk.scope', '', true);
ALTER TABLE promotion_redemption
    DROP COLUMN lines,
    DROP CONSTRAINT promotion_redemption_amount_check,
    ADD CONSTRAINT promotion_redemption_amount_check CHECK (amount > 0);
ALTER TABLE order_line
    DROP CONSTRAINT order_line_pieces,
    DROP COLUMN cancelled,
    DROP CONSTRAINT order_line_quantity_check,
    ADD CONSTRAINT order_line_quantity_check CHECK (quantity > 0);
