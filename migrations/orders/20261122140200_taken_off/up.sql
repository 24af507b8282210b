-- Pieces taken off a line of a placed order: its quantity is what is left, `cancelled` what was taken off.
ALTER TABLE order_line
    DROP CONSTRAINT order_line_quantity_check,
    ADD CONSTRAINT order_line_quantity_check CHECK (quantity >= 0),
    ADD COLUMN cancelled integer NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
    ADD CONSTRAINT order_line_pieces CHECK (quantity + cancelled > 0);

-- What a promotion took off which line, minor units by line id: what is taken off the order takes its share along.
-- Empty for orders of an earlier release.
ALTER TABLE promotion_redemption
    DROP CONSTRAINT promotion_redemption_amount_check,
    ADD CONSTRAINT promotion_redemption_amount_check CHECK (amount >= 0),
    ADD COLUMN lines jsonb NOT NULL DEFAULT '{}';
