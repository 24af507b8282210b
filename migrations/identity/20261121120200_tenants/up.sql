-- Merchants, their stores, and who works for them.
--
-- Scopes: staff see and change what belongs to their tenant; a person sees their own memberships and the tenants
-- behind them (to choose one when signing in); operators see everything.
CREATE TABLE tenant (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    country    text        NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    status     text        NOT NULL CHECK (status IN ('active', 'suspended')),
    reason     text        NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    version    bigint      NOT NULL,
    created_at timestamptz NOT NULL
);
ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON tenant USING (souk_scope() = 'platform');
CREATE POLICY staff ON tenant USING (souk_scope() = 'tenant' AND id = souk_tenant());

CREATE TABLE store (
    id         uuid        PRIMARY KEY,
    tenant_id  uuid        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    slug       text        NOT NULL CONSTRAINT store_slug UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) BETWEEN 3 AND 60),
    name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    currency   text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    country    text        NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    timezone   text        NOT NULL,
    language   text        NOT NULL CHECK (language IN ('fr', 'en', 'es', 'pt', 'ar')),
    city       text        NOT NULL CHECK (length(city) <= 80),
    version    bigint      NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX store_tenant ON store (tenant_id, created_at);
ALTER TABLE store ENABLE ROW LEVEL SECURITY;
ALTER TABLE store FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON store USING (souk_scope() = 'platform');
CREATE POLICY staff ON store USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());

-- A removed member keeps the row, so that the version of their rights never goes back.
CREATE TABLE membership (
    tenant_id  uuid        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    user_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    role       text        NOT NULL CHECK (role IN ('owner', 'manager', 'seller', 'agent')),
    state      text        NOT NULL CHECK (state IN ('active', 'suspended', 'removed')),
    perm_ver   bigint      NOT NULL,
    since      timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX membership_user ON membership (user_id);
ALTER TABLE membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON membership USING (souk_scope() = 'platform');
CREATE POLICY staff ON membership USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY own ON membership FOR SELECT USING (souk_scope() = 'subject' AND user_id = souk_user());

CREATE POLICY own ON tenant FOR SELECT USING (souk_scope() = 'subject' AND EXISTS (
    SELECT FROM membership m WHERE m.tenant_id = tenant.id AND m.user_id = souk_user()));
CREATE POLICY colleagues ON account FOR SELECT USING (souk_scope() = 'tenant' AND EXISTS (
    SELECT FROM membership m WHERE m.user_id = account.id AND m.tenant_id = souk_tenant()));

-- A tenant always has an active owner. Whoever takes one away waits for the tenant's row first, so two owners who
-- leave at the same moment are counted one after the other.
CREATE FUNCTION keep_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM tenant WHERE id = OLD.tenant_id FOR NO KEY UPDATE;
    IF NOT EXISTS (
        SELECT FROM membership
        WHERE tenant_id = OLD.tenant_id AND user_id <> OLD.user_id AND role = 'owner' AND state = 'active'
    ) THEN
        RAISE EXCEPTION 'the last owner stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_last_owner';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER membership_last_owner BEFORE UPDATE ON membership FOR EACH ROW
    WHEN (OLD.role = 'owner' AND OLD.state = 'active' AND (NEW.role <> 'owner' OR NEW.state <> 'active'))
    EXECUTE FUNCTION keep_an_owner();

-- An invitation by mail: only the hash of its token is kept. One open invitation per address and tenant.
CREATE TABLE invitation (
    id           uuid        PRIMARY KEY,
    tenant_id    uuid        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    token        bytea       NOT NULL UNIQUE,
    email_lookup bytea       NOT NULL,
    email        bytea       NOT NULL,
    role         text        NOT NULL CHECK (role IN ('owner', 'manager', 'seller', 'agent')),
    state        text        NOT NULL CHECK (state IN ('sent', 'accepted', 'expired', 'revoked')),
    invited_by   uuid        NOT NULL,
    accepted_by  uuid,
    expires_at   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX invitation_open ON invitation (tenant_id, email_lookup) WHERE state = 'sent';
CREATE INDEX invitation_tenant ON invitation (tenant_id, created_at);
CREATE INDEX invitation_expires ON invitation (expires_at) WHERE state = 'sent';
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON invitation USING (souk_scope() = 'platform');
CREATE POLICY staff ON invitation USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
