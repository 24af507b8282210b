-- Every export of a merchant's orders: who, when, and which ones.
CREATE TABLE order_export (
    tenant_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    reader    text        NOT NULL,
    wish      jsonb       NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
ALTER TABLE order_export ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_export FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON order_export USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant())
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON order_export USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
