-- Keys in a phone, a computer or a security key that prove who a person is: the public half, sealed the name that the
-- person gave it, and how often it signed. handle is the id by which the device knows the key.
CREATE TABLE passkey (
    id         uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    handle     bytea       NOT NULL UNIQUE,
    name       bytea       NOT NULL,
    credential jsonb       NOT NULL,
    counter    bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX passkey_of ON passkey (user_id, id);
COMMENT ON COLUMN passkey.counter IS 'what the device counted to when it last signed; 0: it does not count';

-- What a device is asked to sign. A row is taken out by the answer, right or wrong.
CREATE TABLE passkey_challenge (
    id         uuid        PRIMARY KEY,
    user_id    uuid        REFERENCES account ON DELETE CASCADE,
    purpose    text        NOT NULL CHECK (purpose IN ('register', 'sign_in', 'confirm')),
    state      jsonb       NOT NULL,
    expires_at timestamptz NOT NULL,
    CHECK ((user_id IS NULL) = (purpose = 'sign_in'))
);
CREATE INDEX passkey_challenge_of ON passkey_challenge (user_id, purpose) WHERE user_id IS NOT NULL;
CREATE INDEX passkey_challenge_end ON passkey_challenge (expires_at);
COMMENT ON COLUMN passkey_challenge.user_id IS 'null: signs in and is not known yet';

DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['passkey', 'passkey_challenge'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY operators ON %I USING (souk_scope() = ''platform'')', t);
        EXECUTE format('CREATE POLICY own ON %I USING (souk_scope() = ''subject'' AND user_id = souk_user())', t);
    END LOOP;
END $$;
