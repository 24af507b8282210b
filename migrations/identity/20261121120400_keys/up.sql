-- Keys that sign people's tokens. next: published, does not sign yet; active: signs; retiring: signs no more, but
-- tokens it signed are still good; retired: gone from the key set. The private half is sealed by the master key.
CREATE TABLE signing_key (
    kid         text        PRIMARY KEY,
    state       text        NOT NULL CHECK (state IN ('next', 'active', 'retiring', 'retired')),
    public      bytea       NOT NULL,
    private     bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    active_at   timestamptz,
    retiring_at timestamptz,
    retired_at  timestamptz
);
CREATE UNIQUE INDEX signing_key_one_next ON signing_key (state) WHERE state = 'next';
CREATE UNIQUE INDEX signing_key_one_active ON signing_key (state) WHERE state = 'active';
ALTER TABLE signing_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE signing_key FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON signing_key USING (souk_scope() = 'platform');
