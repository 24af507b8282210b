-- How many products a merchant's plan allows, as identity told it last; null: no limit. A merchant without a row has none.
-- Whoever adds products waits for the row, so the last place is given once.
CREATE TABLE quota (
    tenant_id uuid    PRIMARY KEY,
    products  integer CHECK (products > 0),
    version   bigint  NOT NULL
);
ALTER TABLE quota ENABLE ROW LEVEL SECURITY;
ALTER TABLE quota FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON quota
    USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant())
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON quota USING (souk_scope() = 'platform');
