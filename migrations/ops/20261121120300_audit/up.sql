-- What operators did, written before it is done; outcome says how it went. Platform scope: no tenant_id,
-- the tenant an action concerned stands in its target.
CREATE TABLE audit (
    seq         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    actor       text        NOT NULL,
    action      text        NOT NULL,
    target      text        NOT NULL,
    reason      text        NOT NULL,
    outcome     text        NOT NULL DEFAULT '',
    correlation text        NOT NULL
);
CREATE INDEX audit_actor ON audit (actor, seq);
CREATE INDEX audit_action ON audit (action, seq);

ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON audit USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
REVOKE DELETE ON audit FROM souk_ops;
