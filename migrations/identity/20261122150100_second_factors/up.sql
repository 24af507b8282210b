-- A second proof beside the password: the secret that a phone computes codes with, sealed with the person's key.
-- last_step is the newest half minute whose code was taken; a code is good once.
CREATE TABLE second_factor (
    user_id      uuid        PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    secret       bytea       NOT NULL,
    last_step    bigint      NOT NULL,
    confirmed_at timestamptz,
    created_at   timestamptz NOT NULL
);
COMMENT ON COLUMN second_factor.confirmed_at IS 'null: shown to the person, not asked for yet';

-- For the day the phone is lost: keyed hashes, each good once.
CREATE TABLE recovery_code (
    user_id uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    code    bytea       NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (user_id, code)
);

DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['second_factor', 'recovery_code'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY operators ON %I USING (souk_scope() = ''platform'')', t);
        EXECUTE format('CREATE POLICY own ON %I USING (souk_scope() = ''subject'' AND user_id = souk_user())', t);
    END LOOP;
END $$;

-- When the person behind a session proved again who they are; null: when the session began.
ALTER TABLE session ADD COLUMN confirmed_at timestamptz;
