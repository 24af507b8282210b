-- Keys of a shop's programs: only the hash of the secret is kept. A key may do what its maker may in that shop at the
-- moment of use, and no more than its scopes.
CREATE TABLE api_key (
    id           uuid        PRIMARY KEY,
    tenant_id    uuid        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    user_id      uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    token        bytea       NOT NULL UNIQUE,
    hint         text        NOT NULL CHECK (length(hint) = 4),
    scopes       text[]      NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 4),
    expires_at   timestamptz,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
CREATE INDEX api_key_tenant ON api_key (tenant_id, id DESC);
CREATE INDEX api_key_user ON api_key (user_id);
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON api_key USING (souk_scope() = 'platform');
CREATE POLICY staff ON api_key USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
