ALTER TABLE order_history DROP COLUMN ready_at;
UPDATE orders SET preparation = 'ready' WHERE preparation = 'en_route';
ALTER TABLE orders
    DROP CONSTRAINT orders_brought_only,
    DROP CONSTRAINT orders_preparation_check,
    ADD CONSTRAINT orders_preparation_check CHECK (preparation IN ('queued', 'preparing', 'ready', 'handed_over'));
