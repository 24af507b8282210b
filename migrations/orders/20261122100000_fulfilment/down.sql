ALTER TABLE orders
    DROP CONSTRAINT orders_slot_whole,
    DROP CONSTRAINT orders_tip_within,
    DROP CONSTRAINT orders_delivered_only,
    DROP COLUMN slot_end,
    DROP COLUMN slot_start,
    DROP COLUMN tip,
    DROP COLUMN delivery_fee,
    DROP CONSTRAINT orders_fulfilment_check,
    ADD CONSTRAINT orders_fulfilment_check CHECK (fulfilment IN ('pickup')) NOT VALID;
DROP TABLE slot_use, fulfilment;
