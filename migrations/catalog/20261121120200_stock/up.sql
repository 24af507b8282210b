-- How many there are of a variant (on_hand), how many of these belong to orders (allocated) and how many to
-- open checkouts (held). Selling more than there is breaks the last CHECK.
CREATE TABLE stock (
    tenant_id       uuid        NOT NULL,
    variant_id      uuid        PRIMARY KEY REFERENCES variant ON DELETE CASCADE,
    product_id      uuid        NOT NULL,
    store_id        uuid        NOT NULL,
    on_hand         bigint      NOT NULL CHECK (on_hand >= 0),
    allocated       bigint      NOT NULL DEFAULT 0 CHECK (allocated >= 0),
    held            bigint      NOT NULL DEFAULT 0 CHECK (held >= 0),
    version         bigint      NOT NULL DEFAULT 1,
    CONSTRAINT stock_not_oversold CHECK (on_hand - allocated - held >= 0)
);
CREATE INDEX stock_tenant ON stock (tenant_id, product_id);
ALTER TABLE stock ENABLE ROW LEVEL SECURITY;
ALTER TABLE stock FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON stock USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY shop_window ON stock FOR SELECT
    USING (souk_scope() = '' AND EXISTS (SELECT FROM product p WHERE p.id = product_id AND p.published));
CREATE POLICY operators ON stock USING (souk_scope() = 'platform');

-- Units set aside for one checkout.
--   held → allocated → consumed: placed, handed over
--   held → released (given back by orders) or expired (ran out); both come back when the order was placed after all
--   cancelled: the order ended without goods; short: the order was placed, but its units were sold meanwhile
CREATE TABLE hold (
    tenant_id       uuid        NOT NULL,
    id              uuid        PRIMARY KEY,
    store_id        uuid        NOT NULL,
    subject         text        NOT NULL,
    order_id        uuid,
    status          text        NOT NULL CHECK (status IN
        ('held', 'allocated', 'consumed', 'released', 'expired', 'cancelled', 'short')),
    expires_at      timestamptz NOT NULL,
    answer          jsonb       NOT NULL, -- said again when the same hold is asked for twice
    created_at      timestamptz NOT NULL
);
CREATE INDEX hold_tenant ON hold (tenant_id, id);
ALTER TABLE hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE hold FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON hold USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON hold USING (souk_scope() = 'platform');

CREATE TABLE hold_line (
    tenant_id       uuid        NOT NULL,
    hold_id         uuid        NOT NULL REFERENCES hold ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    line_id         uuid        NOT NULL,
    variant_id      uuid        NOT NULL,
    quantity        bigint      NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (hold_id, line_id)
);
CREATE INDEX hold_line_variant ON hold_line (tenant_id, variant_id);
ALTER TABLE hold_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE hold_line FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON hold_line USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON hold_line USING (souk_scope() = 'platform');

-- The ledger: why the counters are what they are. Their sums are the counters.
CREATE TABLE stock_movement (
    tenant_id       uuid        NOT NULL,
    seq             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    variant_id      uuid        NOT NULL,
    reason          text        NOT NULL CHECK (reason IN
        ('received', 'adjusted', 'held', 'allocated', 'consumed', 'released', 'expired')),
    on_hand         bigint      NOT NULL,
    allocated       bigint      NOT NULL,
    held            bigint      NOT NULL,
    hold_id         uuid,
    actor           text        NOT NULL DEFAULT '', -- public id of the person who did it by hand
    note            text        NOT NULL DEFAULT '',
    at              timestamptz NOT NULL
);
CREATE INDEX stock_movement_variant ON stock_movement (tenant_id, variant_id, seq);
ALTER TABLE stock_movement ENABLE ROW LEVEL SECURITY;
ALTER TABLE stock_movement FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON stock_movement USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON stock_movement USING (souk_scope() = 'platform');
