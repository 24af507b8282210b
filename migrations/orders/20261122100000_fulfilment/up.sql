-- How a store hands over its orders. A store without a row is fetched from, as soon as possible. The rule is one
-- document: it is written whole, read whole, and never searched. Its amounts are minor units of the currency.
CREATE TABLE fulfilment (
    tenant_id  uuid        NOT NULL,
    store_id   uuid        NOT NULL,
    rule       jsonb       NOT NULL,
    currency   text        NOT NULL,
    timezone   text        NOT NULL,
    version    bigint      NOT NULL CHECK (version > 0),
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, store_id)
);

-- How many orders a slot has. The limit is part of the conditional upsert that counts one more.
CREATE TABLE slot_use (
    tenant_id uuid        NOT NULL,
    store_id  uuid        NOT NULL,
    mode      text        NOT NULL CHECK (mode IN ('pickup', 'delivery')),
    starts_at timestamptz NOT NULL,
    taken     integer     NOT NULL CHECK (taken >= 0),
    PRIMARY KEY (tenant_id, store_id, mode, starts_at)
);

-- What is owed is lines, fee and tip, less the discount. A release that knows neither writes none.
ALTER TABLE orders
    DROP CONSTRAINT orders_fulfilment_check,
    ADD CONSTRAINT orders_fulfilment_check CHECK (fulfilment IN ('pickup', 'delivery')),
    ADD COLUMN delivery_fee bigint NOT NULL DEFAULT 0 CHECK (delivery_fee >= 0),
    ADD COLUMN tip bigint NOT NULL DEFAULT 0 CHECK (tip >= 0),
    ADD COLUMN slot_start timestamptz,
    ADD COLUMN slot_end timestamptz,
    ADD CONSTRAINT orders_delivered_only CHECK (fulfilment = 'delivery' OR (delivery_fee = 0 AND tip = 0)),
    ADD CONSTRAINT orders_tip_within CHECK (tip <= total),
    ADD CONSTRAINT orders_slot_whole CHECK ((slot_start IS NULL) = (slot_end IS NULL) AND slot_end > slot_start);

DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['fulfilment', 'slot_use'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY staff ON %I USING (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())
                        WITH CHECK (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())', t);
        EXECUTE format('CREATE POLICY operators ON %I USING (souk_scope() = ''platform'') WITH CHECK (souk_scope() = ''platform'')', t);
    END LOOP;
END $$;
-- Customers order under the rules of any store and take places in its slots: both are public, neither is personal.
CREATE POLICY shown ON fulfilment FOR SELECT USING (souk_scope() = 'subject');
CREATE POLICY counting ON slot_use USING (souk_scope() = 'subject') WITH CHECK (souk_scope() = 'subject');
