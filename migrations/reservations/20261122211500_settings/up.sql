-- What a merchant sets: how holds go, what letters cost, which labels are printed. No row: as it is by itself.
CREATE TABLE setting (
    tenant_id  uuid        NOT NULL,
    name       text        NOT NULL CHECK (name IN ('rules', 'price_grid', 'label_ranges')),
    body       jsonb       NOT NULL,
    version    bigint      NOT NULL CHECK (version > 0),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

ALTER TABLE setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE setting FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON setting USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant())
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON setting USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
