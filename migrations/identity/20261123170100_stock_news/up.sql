-- What ran low at a merchant since the last mail about it: one row a variant, until its owners are told.
CREATE TABLE stock_news (
    tenant_id  uuid   NOT NULL,
    variant_id uuid   NOT NULL,
    title      text   NOT NULL,
    left_over  bigint NOT NULL CHECK (left_over >= 0),
    PRIMARY KEY (tenant_id, variant_id)
);
ALTER TABLE stock_news ENABLE ROW LEVEL SECURITY;
ALTER TABLE stock_news FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON stock_news USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant())
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON stock_news USING (souk_scope() = 'platform');
