-- Consents that were given at a checkout. Whoever has no account is known by their order: only there it stands whom to
-- write to.
ALTER TABLE consent
    DROP CONSTRAINT consent_subject_check,
    ADD CONSTRAINT consent_subject_check CHECK (subject ~ '^(usr|ord)_'),
    DROP CONSTRAINT consent_source_check,
    ADD CONSTRAINT consent_source_check CHECK (source IN ('account', 'api', 'erasure', 'checkout', 'link'));

-- An order at whose checkout somebody agreed to be written to. The contact is asked of orders afterwards, sealed with
-- the key of the person or, without an account, of the order; the keyed hashes find it by address and number. When
-- nothing is agreed to any more, the contact goes.
CREATE TABLE opt_in (
    tenant_id    uuid        NOT NULL,
    order_id     uuid        NOT NULL,
    store_id     uuid        NOT NULL,
    subject      text        NOT NULL CHECK (subject ~ '^(usr|ord)_'),
    contact      bytea,
    email_lookup bytea,
    phone_lookup bytea,
    attempts     integer     NOT NULL DEFAULT 0,
    next_at      timestamptz,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, order_id)
);
CREATE INDEX opt_in_next ON opt_in (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX opt_in_order ON opt_in (order_id);
CREATE INDEX opt_in_subject ON opt_in (subject);
CREATE INDEX opt_in_email ON opt_in (email_lookup) WHERE email_lookup IS NOT NULL;
CREATE INDEX opt_in_phone ON opt_in (phone_lookup) WHERE phone_lookup IS NOT NULL;
ALTER TABLE opt_in ENABLE ROW LEVEL SECURITY;
ALTER TABLE opt_in FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON opt_in USING (souk_scope() = 'platform');
-- A fact is heard in its merchant's scope: it adds to that merchant's rows and to the end of that chain.
CREATE POLICY hearing ON opt_in USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY hearing ON consent FOR INSERT
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY hearing ON consent_chain
    USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
