-- Orders that only this release knows end as cancelled ones.
ALTER POLICY staff ON orders
    USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant())
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
ALTER TABLE orders
    DROP CONSTRAINT orders_unpaid_waits,
    DROP CONSTRAINT orders_open_or_closed,
    DROP CONSTRAINT orders_lifecycle_check,
    DROP CONSTRAINT orders_payment_method_check;
UPDATE orders SET lifecycle = 'cancelled', closed_at = updated_at WHERE lifecycle = 'unpaid';
UPDATE orders SET payment_method = 'on_site';
ALTER TABLE orders
    ADD CONSTRAINT orders_lifecycle_check
        CHECK (lifecycle IN ('placed', 'accepted', 'completed', 'rejected', 'cancelled')),
    ADD CONSTRAINT orders_payment_method_check CHECK (payment_method IN ('on_site')),
    ADD CONSTRAINT orders_check1 CHECK ((lifecycle IN ('placed', 'accepted')) = (closed_at IS NULL));
