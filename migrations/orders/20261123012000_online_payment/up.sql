-- An order that is paid online waits, unpaid, for its money: its customer sees it, its shop does not.
DO $$
DECLARE c record;
BEGIN
    FOR c IN SELECT conname FROM pg_constraint
             WHERE conrelid = 'orders'::regclass AND contype = 'c'
               AND pg_get_constraintdef(oid) LIKE '%lifecycle%' AND pg_get_constraintdef(oid) LIKE '%closed_at%' LOOP
        EXECUTE format('ALTER TABLE orders DROP CONSTRAINT %I', c.conname);
    END LOOP;
END $$;
ALTER TABLE orders
    DROP CONSTRAINT orders_lifecycle_check,
    ADD CONSTRAINT orders_lifecycle_check
        CHECK (lifecycle IN ('unpaid', 'placed', 'accepted', 'completed', 'rejected', 'cancelled')),
    ADD CONSTRAINT orders_open_or_closed CHECK ((lifecycle IN ('unpaid', 'placed', 'accepted')) = (closed_at IS NULL)),
    DROP CONSTRAINT orders_payment_method_check,
    ADD CONSTRAINT orders_payment_method_check
        CHECK (payment_method IN ('on_site', 'online', 'paid', 'partly_refunded', 'refunded')),
    ADD CONSTRAINT orders_unpaid_waits CHECK (lifecycle <> 'unpaid' OR payment_method = 'online');

-- What was never paid is none of the shop's business, not even when it ended.
ALTER POLICY staff ON orders
    USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant() AND payment_method <> 'online')
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant() AND payment_method <> 'online');
