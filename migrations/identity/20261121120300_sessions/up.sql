-- Who is signed in where. A browser session is found by the hash of its cookie; an API session is a family of
-- refresh tokens of which one is active.
CREATE TABLE session (
    id           uuid        PRIMARY KEY,
    user_id      uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    kind         text        NOT NULL CHECK (kind IN ('browser', 'api')),
    token        bytea       UNIQUE,
    tenant_id    uuid        REFERENCES tenant ON DELETE SET NULL,
    device       text        NOT NULL CHECK (length(device) <= 80),
    agent        bytea       NOT NULL,
    guest        uuid,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz,
    reason       text CHECK (reason IN ('logout', 'revoked', 'password', 'stolen')),
    CHECK ((kind = 'browser') = (token IS NOT NULL)),
    CHECK ((revoked_at IS NULL) = (reason IS NULL))
);
COMMENT ON COLUMN session.agent IS 'hash of the user agent: tells one device from another at a refresh';
COMMENT ON COLUMN session.guest IS 'visitor who signed up here; what they own moves when the address is verified';
CREATE INDEX session_of_user ON session (user_id) WHERE revoked_at IS NULL;
CREATE INDEX session_expires ON session (expires_at);
CREATE INDEX session_revoked ON session (revoked_at) WHERE revoked_at IS NOT NULL;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON session USING (souk_scope() = 'platform');
CREATE POLICY own ON session USING (souk_scope() = 'subject' AND user_id = souk_user());

-- One row per refresh token ever given; `successor` is the token that replaced it, sealed, for half a minute.
CREATE TABLE refresh_token (
    token      bytea       PRIMARY KEY,
    session_id uuid        NOT NULL REFERENCES session ON DELETE CASCADE,
    parent     bytea,
    state      text        NOT NULL CHECK (state IN ('active', 'rotated', 'revoked')),
    successor  bytea,
    created_at timestamptz NOT NULL,
    rotated_at timestamptz
);
CREATE UNIQUE INDEX refresh_token_one_active ON refresh_token (session_id) WHERE state = 'active';
CREATE INDEX refresh_token_session ON refresh_token (session_id);
ALTER TABLE refresh_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE refresh_token FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON refresh_token USING (souk_scope() = 'platform');

-- Whose cached tokens are out of date, for whoever caches them. Rows live for a quarter of an hour.
CREATE TABLE revocation (
    seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id    uuid        NOT NULL,
    session_id uuid,
    at         timestamptz NOT NULL
);
CREATE INDEX revocation_at ON revocation (at);
ALTER TABLE revocation ENABLE ROW LEVEL SECURITY;
ALTER TABLE revocation FORCE ROW LEVEL SECURITY;
CREATE POLICY readers ON revocation FOR SELECT USING (souk_scope() = 'platform');
CREATE POLICY sweepers ON revocation FOR DELETE USING (souk_scope() = 'platform');
CREATE POLICY tellers ON revocation FOR INSERT WITH CHECK (souk_scope() <> '');
