-- Carts and checkouts belong to a person and span merchants, so they are the two tables here that are not led
-- by a tenant: the policies go by the person. The catalogue's words are kept beside each line only so that a
-- cart can still be shown while the catalogue is away; prices always come from the catalogue.
CREATE TABLE cart_line (
    id            uuid        PRIMARY KEY,
    customer      text        NOT NULL,
    variant_id    uuid        NOT NULL,
    product_id    uuid        NOT NULL,
    store_id      uuid        NOT NULL,
    tenant_id     uuid        NOT NULL,
    quantity      integer     NOT NULL CHECK (quantity BETWEEN 1 AND 99),
    title         text        NOT NULL,
    variant_title text        NOT NULL,
    store_name    text        NOT NULL,
    image_url     text,
    added_at      timestamptz NOT NULL,
    UNIQUE (customer, variant_id)
);
ALTER TABLE cart_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE cart_line FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON cart_line
    USING (souk_scope() = 'subject' AND customer = souk_subject())
    WITH CHECK (souk_scope() = 'subject' AND customer = souk_subject());
-- A visitor who signs in keeps the cart: that fact has no tenant.
CREATE POLICY operators ON cart_line USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');

-- One attempt to turn a cart into orders. While it is open, a retry with the same key finds it again and asks
-- for the same holds.
CREATE TABLE checkout (
    id              uuid        PRIMARY KEY,
    customer        text        NOT NULL,
    idempotency_key text        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('open', 'placed', 'refused', 'expired')),
    created_at      timestamptz NOT NULL,
    closed_at       timestamptz,
    CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE UNIQUE INDEX checkout_open ON checkout (customer, idempotency_key) WHERE state = 'open';

-- The hold asked of the catalogue for each store of a checkout.
CREATE TABLE checkout_hold (
    tenant_id   uuid NOT NULL,
    hold_id     uuid NOT NULL,
    checkout_id uuid NOT NULL REFERENCES checkout (id) ON DELETE CASCADE,
    store_id    uuid NOT NULL,
    customer    text NOT NULL,
    PRIMARY KEY (tenant_id, hold_id)
);
CREATE INDEX checkout_hold_checkout ON checkout_hold (checkout_id);

ALTER TABLE checkout_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE checkout_hold FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON checkout_hold
    USING (souk_scope() = 'subject' AND customer = souk_subject())
    WITH CHECK (souk_scope() = 'subject' AND customer = souk_subject());
CREATE POLICY staff ON checkout_hold FOR SELECT USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON checkout_hold USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');

ALTER TABLE checkout ENABLE ROW LEVEL SECURITY;
ALTER TABLE checkout FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON checkout
    USING (souk_scope() = 'subject' AND customer = souk_subject())
    WITH CHECK (souk_scope() = 'subject' AND customer = souk_subject());
-- The catalogue tells that a hold ran out with the merchant as its tenant.
CREATE POLICY staff ON checkout
    USING (souk_scope() = 'tenant' AND EXISTS (SELECT FROM checkout_hold h WHERE h.checkout_id = checkout.id))
    WITH CHECK (souk_scope() = 'tenant');
CREATE POLICY operators ON checkout USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
