-- People and how they prove who they are. The address is found by a keyed hash and read by opening the sealed
-- value; nothing here is personal in the clear save the language.
--
-- Scopes: a person sees and changes their own rows (subject). Signing up, signing in, links from mails and token
-- refreshes begin without knowing the person and run in the platform scope, which the code enters by name.
-- Colleagues see each other's account, never a credential: that policy comes with the membership table.

-- The signed-in person of the subject scope: the UUID behind `usr_` and 26 letters of Crockford base 32.
CREATE FUNCTION souk_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT string_agg(to_hex(substr(b.bits, 3 + 4 * n, 4)::bit(4)::integer), '' ORDER BY n)::uuid
    FROM generate_series(0, 31) AS n, (
        SELECT string_agg((strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(souk_subject(), 4 + i, 1)) - 1)::bit(5)::text,
                          '' ORDER BY i) AS bits
        FROM generate_series(1, 26) AS i
        WHERE souk_subject() ~ '^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$'
    ) AS b
    WHERE b.bits IS NOT NULL
$$;

CREATE TABLE account (
    id           uuid        PRIMARY KEY,
    email_lookup bytea       NOT NULL CONSTRAINT account_email UNIQUE,
    email        bytea       NOT NULL,
    display_name bytea       NOT NULL,
    language     text        NOT NULL CHECK (language IN ('fr', 'en', 'es', 'pt', 'ar')),
    admin        boolean     NOT NULL DEFAULT false,
    verified_at  timestamptz,
    created_at   timestamptz NOT NULL
);
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON account USING (souk_scope() = 'platform');
CREATE POLICY own ON account USING (souk_scope() = 'subject' AND id = souk_user());

-- argon2id in PHC form. Apart from the account, so that whoever may see the account does not see this.
CREATE TABLE credential (
    user_id    uuid        PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    password   text        NOT NULL CHECK (password LIKE '$argon2id$%'),
    changed_at timestamptz NOT NULL
);
ALTER TABLE credential ENABLE ROW LEVEL SECURITY;
ALTER TABLE credential FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON credential USING (souk_scope() = 'platform');
CREATE POLICY own ON credential USING (souk_scope() = 'subject' AND user_id = souk_user());

-- A link in a mail: only the hash of its token is kept, and it works once.
CREATE TABLE mail_link (
    token      bytea       PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    purpose    text        NOT NULL CHECK (purpose IN ('verify', 'reset')),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    created_at timestamptz NOT NULL
);
CREATE INDEX mail_link_user ON mail_link (user_id, purpose);
CREATE INDEX mail_link_expires ON mail_link (expires_at);
ALTER TABLE mail_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail_link FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON mail_link USING (souk_scope() = 'platform');

-- Attempts to sign in, per keyed hash of (account, network) and of the network alone: no address in the clear.
CREATE TABLE throttle (
    who           bytea       PRIMARY KEY,
    attempts      integer     NOT NULL CHECK (attempts >= 0),
    last_at       timestamptz NOT NULL,
    blocked_until timestamptz
);
CREATE INDEX throttle_last ON throttle (last_at);
ALTER TABLE throttle ENABLE ROW LEVEL SECURITY;
ALTER TABLE throttle FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON throttle USING (souk_scope() = 'platform');
