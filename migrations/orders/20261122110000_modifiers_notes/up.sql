-- The same variant with other modifiers is another line; they are kept in order, so that equal choices are equal.
ALTER TABLE cart_line
    ADD COLUMN modifiers uuid[] NOT NULL DEFAULT '{}',
    DROP CONSTRAINT cart_line_customer_variant_id_key,
    ADD CONSTRAINT cart_line_wanted UNIQUE (customer, variant_id, modifiers);

-- What was chosen, in the words that were shown, inside the unit price; the customer's note to the line, sealed.
ALTER TABLE order_line
    ADD COLUMN modifiers jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN note bytea;
