-- What identity said about a store: shown on the board, newest version wins.
CREATE TABLE store (
    tenant_id uuid    NOT NULL,
    store_id  uuid    NOT NULL,
    name      text    NOT NULL,
    slug      text    NOT NULL,
    currency  text    NOT NULL,
    timezone  text    NOT NULL,
    version   bigint  NOT NULL,
    PRIMARY KEY (tenant_id, store_id)
);

-- The last number given in each of a tenant's series; a placement draws the next one before it writes its order.
-- A number is never given twice; a failed placement may leave a gap.
CREATE TABLE order_counter (
    tenant_id uuid   NOT NULL,
    series    text   NOT NULL,
    last      bigint NOT NULL,
    PRIMARY KEY (tenant_id, series)
);

-- An order with one store. Money is in minor units and includes tax; what was shown is frozen here and in the
-- lines. contact and note are sealed with the customer's key.
CREATE TABLE orders (
    id             uuid        PRIMARY KEY,
    tenant_id      uuid        NOT NULL,
    store_id       uuid        NOT NULL,
    checkout_id    uuid        NOT NULL,
    hold_id        uuid        NOT NULL UNIQUE,
    customer       text        NOT NULL,
    number         text        NOT NULL,
    channel        text        NOT NULL CHECK (channel IN ('web', 'live')),
    fulfilment     text        NOT NULL CHECK (fulfilment IN ('pickup')),
    payment_method text        NOT NULL CHECK (payment_method IN ('on_site')),
    lifecycle      text        NOT NULL CHECK (lifecycle IN ('placed', 'accepted', 'completed', 'rejected', 'cancelled')),
    preparation    text        NOT NULL CHECK (preparation IN ('queued', 'preparing', 'ready', 'handed_over')),
    reason         text,
    version        bigint      NOT NULL,
    currency       text        NOT NULL,
    total          bigint      NOT NULL CHECK (total >= 0),
    tax            bigint      NOT NULL CHECK (tax BETWEEN 0 AND total),
    store_name     text        NOT NULL,
    store_slug     text        NOT NULL,
    timezone       text        NOT NULL,
    language       text        NOT NULL,
    contact        bytea       NOT NULL,
    note           bytea,
    accept_by      timestamptz NOT NULL,
    placed_at      timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    closed_at      timestamptz,
    UNIQUE (tenant_id, number),
    CHECK ((lifecycle IN ('placed', 'accepted')) = (closed_at IS NULL)),
    CHECK ((lifecycle = 'completed') = (preparation = 'handed_over'))
);
CREATE INDEX orders_tenant ON orders (tenant_id, id DESC);
CREATE INDEX orders_open ON orders (tenant_id, id) WHERE closed_at IS NULL;
CREATE INDEX orders_closed ON orders (tenant_id, closed_at DESC) WHERE closed_at IS NOT NULL;
CREATE INDEX orders_changed ON orders (tenant_id, updated_at DESC);
CREATE INDEX orders_customer ON orders (customer, id DESC);

CREATE TABLE order_line (
    tenant_id     uuid    NOT NULL,
    order_id      uuid    NOT NULL REFERENCES orders (id),
    position      integer NOT NULL,
    line_id       uuid    NOT NULL,
    product_id    uuid    NOT NULL,
    variant_id    uuid    NOT NULL,
    title         text    NOT NULL,
    variant_title text    NOT NULL,
    quantity      integer NOT NULL CHECK (quantity > 0),
    unit_price    bigint  NOT NULL CHECK (unit_price >= 0),
    total         bigint  NOT NULL CHECK (total = unit_price * quantity),
    tax_rate_bp   integer NOT NULL CHECK (tax_rate_bp >= 0),
    tax           bigint  NOT NULL CHECK (tax BETWEEN 0 AND total),
    PRIMARY KEY (tenant_id, order_id, position)
);
CREATE INDEX order_line_order ON order_line (order_id);

-- Who did what to an order and when: one row per version, written by whoever's conditional update won.
CREATE TABLE order_history (
    tenant_id uuid        NOT NULL,
    order_id  uuid        NOT NULL REFERENCES orders (id),
    version   bigint      NOT NULL,
    what      text        NOT NULL,
    actor     text        NOT NULL CHECK (actor IN ('customer', 'merchant', 'system', 'platform')),
    person    text,
    reason    text,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, order_id, version)
);
CREATE INDEX order_history_order ON order_history (order_id);

-- Every look at a customer's contact: who, why, when.
CREATE TABLE personal_access (
    tenant_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    order_id  uuid        NOT NULL REFERENCES orders (id),
    reader    text        NOT NULL,
    purpose   text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX personal_access_order ON personal_access (order_id);

DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['store', 'order_counter', 'orders', 'order_line', 'order_history', 'personal_access'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY staff ON %I USING (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())
                        WITH CHECK (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())', t);
        EXECUTE format('CREATE POLICY operators ON %I USING (souk_scope() = ''platform'') WITH CHECK (souk_scope() = ''platform'')', t);
    END LOOP;
END $$;
-- Customers place their own orders, which draws numbers at any merchant, and follow them.
CREATE POLICY numbering ON order_counter
    USING (souk_scope() = 'subject') WITH CHECK (souk_scope() = 'subject');
CREATE POLICY own ON orders
    USING (souk_scope() = 'subject' AND customer = souk_subject())
    WITH CHECK (souk_scope() = 'subject' AND customer = souk_subject());
CREATE POLICY own ON order_line
    USING (souk_scope() = 'subject' AND EXISTS (SELECT FROM orders o WHERE o.id = order_id))
    WITH CHECK (souk_scope() = 'subject' AND EXISTS (SELECT FROM orders o WHERE o.id = order_id));
CREATE POLICY own ON order_history
    USING (souk_scope() = 'subject' AND EXISTS (SELECT FROM orders o WHERE o.id = order_id))
    WITH CHECK (souk_scope() = 'subject' AND EXISTS (SELECT FROM orders o WHERE o.id = order_id));
