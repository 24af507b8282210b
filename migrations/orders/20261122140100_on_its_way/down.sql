ALTER TABLE order_history DROP COLUMN ready_at;
-- Row-level security holds for the tables' owner too.
SELECT set_config('souk.scope', 'platform', true);
UPDATE orders SET preparation = 'ready' WHERE preparation = 'en_route';
SELECT set_config('souk.scope', '', true);
ALTER TABLE orders
    DROP CONSTRAINT orders_brought_only,
    DROP CONSTRAINT orders_preparation_check,
    ADD CONSTRAINT orders_preparation_check CHECK (preparation IN ('queued', 'preparing', 'ready', 'handed_over'));
