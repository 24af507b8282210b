-- Who agreed to which messages. Rows are added, never changed: each carries the hash of itself and of the one before
-- it in the merchant's chain (the nil id is the platform's). What counts is the newest row per person and purpose.
-- The person is an id; when their account is erased, everything is
-- taken back, and the rows stay as proof that lead to nobody.
CREATE TABLE consent (
    tenant_id    uuid        NOT NULL,
    seq          bigint      NOT NULL,
    subject      text        NOT NULL CHECK (subject ~ '^usr_'),
    purpose      text        NOT NULL CHECK (purpose IN ('order_whatsapp', 'marketing_whatsapp', 'marketing_email')),
    granted      boolean     NOT NULL,
    text_version text        NOT NULL,
    text_hash    bytea       NOT NULL,
    source       text        NOT NULL CHECK (source IN ('account', 'api', 'erasure')),
    at           timestamptz NOT NULL,
    hash         bytea       NOT NULL,
    PRIMARY KEY (tenant_id, seq)
);
CREATE INDEX consent_last ON consent (tenant_id, subject, purpose, seq DESC);
CREATE INDEX consent_subject ON consent (subject);

-- The end of each chain: whoever adds a row holds this one, so a chain never forks.
CREATE TABLE consent_chain (
    tenant_id uuid   PRIMARY KEY,
    seq       bigint NOT NULL,
    hash      bytea  NOT NULL
);

ALTER TABLE consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON consent USING (souk_scope() = 'platform');
CREATE POLICY staff ON consent FOR SELECT USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY own ON consent USING (souk_scope() = 'subject' AND subject = souk_subject());
ALTER TABLE consent_chain ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_chain FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON consent_chain USING (souk_scope() = 'platform');
-- A person adds to the chain of any merchant; the row says nothing about anybody.
CREATE POLICY adding ON consent_chain USING (souk_scope() = 'subject');
REVOKE UPDATE, DELETE ON consent FROM souk_identity;
REVOKE DELETE ON consent_chain FROM souk_identity;

-- The number for WhatsApp, sealed with the person's key.
ALTER TABLE account ADD COLUMN phone bytea;
