-- An order that is brought is on its way between ready and handed over. When it will be ready stands in the history,
-- with the change that said so.
ALTER TABLE orders
    DROP CONSTRAINT orders_preparation_check,
    ADD CONSTRAINT orders_preparation_check
        CHECK (preparation IN ('queued', 'preparing', 'ready', 'en_route', 'handed_over')),
    ADD CONSTRAINT orders_brought_only CHECK (preparation <> 'en_route' OR fulfilment = 'delivery');
ALTER TABLE order_history ADD COLUMN ready_at timestamptz;
