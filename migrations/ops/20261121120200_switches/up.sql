-- What the operators decided: a module is on or off for everybody (tenant_id is null) or for one tenant.
-- No row: on. Platform scope, so tenant_id may be null.
CREATE TABLE switch (
    module     text        NOT NULL,
    tenant_id  uuid,
    "on"       boolean     NOT NULL,
    revision   bigint      NOT NULL UNIQUE,
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL,
    reason     text        NOT NULL,
    UNIQUE NULLS NOT DISTINCT (module, tenant_id)
);
CREATE INDEX switch_tenant ON switch (tenant_id);

-- The last revision. One row, taken by the transaction that changes a switch: revisions are committed in
-- their order, so who has seen one has seen all before it. A sequence would not promise that.
CREATE TABLE switch_revision (
    one  boolean PRIMARY KEY DEFAULT true CHECK (one),
    last bigint  NOT NULL
);
INSERT INTO switch_revision (last) VALUES (0);

ALTER TABLE switch ENABLE ROW LEVEL SECURITY;
ALTER TABLE switch FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON switch USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
ALTER TABLE switch_revision ENABLE ROW LEVEL SECURITY;
ALTER TABLE switch_revision FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON switch_revision
    USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
