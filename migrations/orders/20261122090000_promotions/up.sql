-- A merchant's promotion. Amounts are minor units of its currency, parts are basis points. The columns of an
-- effect are set exactly for that effect.
CREATE TABLE promotion (
    tenant_id      uuid        NOT NULL,
    id             uuid        NOT NULL,
    running        text        NOT NULL CHECK (running IN ('active', 'paused', 'ended')),
    title          text        NOT NULL,
    effect         text        NOT NULL CHECK (effect IN ('percent', 'amount', 'free_delivery', 'buy_get', 'gift')),
    percent_bp     integer     CHECK (percent_bp BETWEEN 1 AND 10000),
    amount         bigint      CHECK (amount > 0),
    buy            integer     CHECK (buy > 0),
    free           integer     CHECK (free > 0),
    gift           uuid,
    most_off       bigint      CHECK (most_off > 0),
    currency       text        NOT NULL,
    min_subtotal   bigint      NOT NULL CHECK (min_subtotal >= 0),
    min_pieces     integer     NOT NULL CHECK (min_pieces > 0),
    first_order    boolean     NOT NULL,
    products       uuid[]      NOT NULL,
    variants       uuid[]      NOT NULL,
    stores         uuid[]      NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz CHECK (ends_at > starts_at),
    priority       integer     NOT NULL,
    stack_group    text        NOT NULL,
    funder         text        NOT NULL CHECK (funder IN ('merchant', 'platform', 'share')),
    platform_bp    integer     NOT NULL CHECK (platform_bp BETWEEN 0 AND 10000),
    total_limit    bigint      CHECK (total_limit > 0),
    customer_limit bigint      CHECK (customer_limit > 0),
    version        bigint      NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK ((effect = 'percent') = (percent_bp IS NOT NULL)),
    CHECK ((effect = 'amount') = (amount IS NOT NULL)),
    CHECK ((effect = 'buy_get') = (buy IS NOT NULL)),
    CHECK ((effect = 'gift') = (gift IS NOT NULL)),
    CHECK ((effect IN ('buy_get', 'gift')) = (free IS NOT NULL))
);

-- The codes of running promotions: one code means one promotion of a merchant. A promotion that ends gives its
-- codes back.
CREATE TABLE promotion_code (
    tenant_id    uuid NOT NULL,
    code         text NOT NULL,
    promotion_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, code),
    FOREIGN KEY (tenant_id, promotion_id) REFERENCES promotion
);
CREATE INDEX promotion_code_promotion ON promotion_code (tenant_id, promotion_id);

-- Uses of a promotion: by everybody (person is empty), and by each customer. The row of everybody carries the
-- limit and the version of the terms while they run, so that one conditional update decides about a use.
CREATE TABLE promotion_counter (
    tenant_id    uuid   NOT NULL,
    promotion_id uuid   NOT NULL,
    person       text   NOT NULL,
    used         bigint NOT NULL CHECK (used >= 0),
    most         bigint CHECK (most > 0),
    terms        bigint,
    PRIMARY KEY (tenant_id, promotion_id, person),
    FOREIGN KEY (tenant_id, promotion_id) REFERENCES promotion
);
CREATE INDEX promotion_counter_person ON promotion_counter (tenant_id, person) WHERE person <> '';

-- One use by an order: reserved when it is placed, committed when it is completed, released when it ends early.
CREATE TABLE promotion_redemption (
    tenant_id    uuid        NOT NULL,
    order_id     uuid        NOT NULL REFERENCES orders (id),
    promotion_id uuid        NOT NULL,
    customer     text        NOT NULL,
    title        text        NOT NULL,
    code         text,
    amount       bigint      NOT NULL CHECK (amount > 0),
    platform     bigint      NOT NULL CHECK (platform BETWEEN 0 AND amount),
    state        text        NOT NULL CHECK (state IN ('reserved', 'committed', 'released')),
    reserved_at  timestamptz NOT NULL,
    settled_at   timestamptz,
    PRIMARY KEY (tenant_id, order_id, promotion_id),
    FOREIGN KEY (tenant_id, promotion_id) REFERENCES promotion,
    CHECK ((state = 'reserved') = (settled_at IS NULL))
);
CREATE INDEX promotion_redemption_promotion ON promotion_redemption (tenant_id, promotion_id);
CREATE INDEX promotion_redemption_customer ON promotion_redemption (tenant_id, customer);

-- Counts the changes of a tenant's promotions: what processes compare to keep their copy in memory.
CREATE TABLE promotion_mark (
    tenant_id uuid   NOT NULL PRIMARY KEY,
    version   bigint NOT NULL
);

-- The codes a person entered; like the cart itself they span merchants.
CREATE TABLE cart_code (
    customer text        NOT NULL,
    code     text        NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (customer, code)
);

-- What was ordered costs its subtotal, less the discount. A release that knows no discounts writes none.
ALTER TABLE orders
    ADD COLUMN discount bigint NOT NULL DEFAULT 0 CHECK (discount >= 0),
    ADD COLUMN subtotal bigint GENERATED ALWAYS AS (total + discount) STORED CHECK (total = subtotal - discount);
ALTER TABLE order_line
    ADD COLUMN discount bigint NOT NULL DEFAULT 0 CHECK (discount BETWEEN 0 AND total),
    ADD CHECK (tax <= total - discount);

DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['promotion', 'promotion_code', 'promotion_counter', 'promotion_redemption', 'promotion_mark'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY staff ON %I USING (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())
                        WITH CHECK (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())', t);
        EXECUTE format('CREATE POLICY operators ON %I USING (souk_scope() = ''platform'') WITH CHECK (souk_scope() = ''platform'')', t);
    END LOOP;
END $$;
-- Customers use promotions by placing and cancelling their own orders, at any merchant.
CREATE POLICY counting ON promotion_counter
    USING (souk_scope() = 'subject' AND person IN ('', souk_subject()))
    WITH CHECK (souk_scope() = 'subject' AND person IN ('', souk_subject()));
CREATE POLICY own ON promotion_redemption
    USING (souk_scope() = 'subject' AND customer = souk_subject())
    WITH CHECK (souk_scope() = 'subject' AND customer = souk_subject());

ALTER TABLE cart_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE cart_code FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON cart_code
    USING (souk_scope() = 'subject' AND customer = souk_subject())
    WITH CHECK (souk_scope() = 'subject' AND customer = souk_subject());
CREATE POLICY operators ON cart_code USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
