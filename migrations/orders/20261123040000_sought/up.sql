-- What staff look for an order by: the live it came from, how its deposit stands, and keyed hashes of what is personal.
CREATE TABLE order_sought (
    tenant_id  uuid NOT NULL,
    order_id   uuid PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    session_id uuid,
    deposit    text NOT NULL DEFAULT 'no_deposit' CHECK (deposit IN
        ('no_deposit', 'deposit_pending', 'deposit_approved', 'deposit_rejected')),
    phone_hash bytea, -- of the last nine digits
    city_hash  bytea
);
CREATE INDEX order_sought_session ON order_sought (tenant_id, session_id, order_id DESC) WHERE session_id IS NOT NULL;
CREATE INDEX order_sought_deposit ON order_sought (tenant_id, deposit, order_id DESC);
CREATE INDEX order_sought_phone ON order_sought (tenant_id, phone_hash, order_id DESC) WHERE phone_hash IS NOT NULL;
CREATE INDEX order_sought_city ON order_sought (tenant_id, city_hash, order_id DESC) WHERE city_hash IS NOT NULL;
-- The code of an article of a live is the first word of its line.
ALTER TABLE order_line ADD COLUMN code text NOT NULL GENERATED ALWAYS AS (split_part(title, ' ', 1)) STORED;
CREATE INDEX order_line_code ON order_line (tenant_id, code);

ALTER TABLE order_sought ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_sought FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON order_sought USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant())
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON order_sought USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
