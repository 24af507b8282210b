-- What a merchant may have. A limit that is null is none. modules_off are modules that the plan does not include: ops turns
-- them into switches.
CREATE TABLE plan (
    code        text    PRIMARY KEY CHECK (code ~ '^[a-z0-9]{2,20}$'),
    place       integer NOT NULL UNIQUE,
    stores      integer CHECK (stores > 0),
    staff       integer CHECK (staff > 0),
    api_keys    integer CHECK (api_keys >= 0),
    products    integer CHECK (products > 0),
    modules_off text[]  NOT NULL DEFAULT '{}'
);
INSERT INTO plan (code, place, stores, staff, api_keys, products) VALUES
    ('free', 1, 3, 10, 5, 1000),
    ('pro', 2, 20, 100, 50, 50000),
    ('unlimited', 3, NULL, NULL, NULL, NULL);
ALTER TABLE plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan FORCE ROW LEVEL SECURITY;
CREATE POLICY readers ON plan FOR SELECT USING (souk_scope() <> '');
REVOKE INSERT, UPDATE, DELETE ON plan FROM souk_identity;

-- Whoever is here already keeps room to grow; whoever comes begins with the first plan.
ALTER TABLE tenant ADD COLUMN plan text NOT NULL DEFAULT 'pro' REFERENCES plan;
ALTER TABLE tenant ALTER COLUMN plan SET DEFAULT 'free';

-- Which plan a merchant was given by whom, and why.
CREATE TABLE plan_change (
    tenant_id uuid        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    version   bigint      NOT NULL,
    was       text        NOT NULL,
    plan      text        NOT NULL,
    reason    text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
    operator  uuid        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, version)
);
ALTER TABLE plan_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_change FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON plan_change USING (souk_scope() = 'platform');
REVOKE UPDATE, DELETE ON plan_change FROM souk_identity;

-- Nothing is added beyond the plan. Whoever adds to a tenant's stores (members, keys) waits for whoever does the same, so
-- the last place is given once.
CREATE FUNCTION keep_within_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    what text := TG_ARGV[0];
    most integer;
    used bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('plan ' || what || NEW.tenant_id, 0));
    EXECUTE format('SELECT p.%I FROM tenant t JOIN plan p ON p.code = t.plan WHERE t.id = $1', what)
        INTO most USING NEW.tenant_id;
    IF most IS NULL THEN
        RETURN NEW;
    END IF;
    IF what = 'stores' THEN
        SELECT count(*) INTO used FROM store WHERE tenant_id = NEW.tenant_id;
    ELSIF what = 'staff' THEN
        SELECT count(*) INTO used FROM membership
        WHERE tenant_id = NEW.tenant_id AND state <> 'removed' AND user_id <> NEW.user_id;
    ELSE
        SELECT count(*) INTO used FROM api_key
        WHERE tenant_id = NEW.tenant_id AND revoked_at IS NULL
            AND (expires_at IS NULL OR expires_at > NEW.created_at);
    END IF;
    IF used >= most THEN
        RAISE EXCEPTION 'the plan allows no more %', what
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quota_' || what, DETAIL = most::text;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER quota_stores BEFORE INSERT ON store FOR EACH ROW EXECUTE FUNCTION keep_within_plan('stores');
CREATE TRIGGER quota_staff BEFORE INSERT ON membership FOR EACH ROW EXECUTE FUNCTION keep_within_plan('staff');
CREATE TRIGGER quota_api_keys BEFORE INSERT ON api_key FOR EACH ROW EXECUTE FUNCTION keep_within_plan('api_keys');
