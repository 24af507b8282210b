-- A merchant may wait for approval: its people prepare the shop, its stores are not shown.
ALTER TABLE tenant DROP CONSTRAINT tenant_status_check,
    ADD CONSTRAINT tenant_status_check CHECK (status IN ('pending', 'active', 'suspended'));
CREATE INDEX tenant_status ON tenant (status, id DESC);

-- What operators decided about a merchant, one row per version of the tenant that came of it.
CREATE TABLE tenant_decision (
    tenant_id uuid        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    version   bigint      NOT NULL,
    status    text        NOT NULL CHECK (status IN ('active', 'suspended')),
    reason    text        NOT NULL CHECK (length(reason) <= 80),
    operator  uuid        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, version)
);
ALTER TABLE tenant_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON tenant_decision USING (souk_scope() = 'platform');
