ALTER TABLE order_line DROP COLUMN note, DROP COLUMN modifiers;
-- Lines that differ in modifiers only cannot stay apart.
DELETE FROM cart_line a USING cart_line b
    WHERE a.customer = b.customer AND a.variant_id = b.variant_id AND a.id > b.id;
ALTER TABLE cart_line
    DROP CONSTRAINT cart_line_wanted,
    DROP COLUMN modifiers,
    ADD CONSTRAINT cart_line_customer_variant_id_key UNIQUE (customer, variant_id);
