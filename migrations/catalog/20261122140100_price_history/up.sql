-- What variants cost, and from when on. The statement that sets a price writes the row; rows are never changed.
CREATE TABLE price_change (
    tenant_id       uuid        NOT NULL,
    seq             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    variant_id      uuid        NOT NULL,
    price           bigint      NOT NULL CHECK (price >= 0), -- minor units, tax included
    at              timestamptz NOT NULL
);
CREATE INDEX price_change_variant ON price_change (tenant_id, variant_id, at);
ALTER TABLE price_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE price_change FORCE ROW LEVEL SECURITY;
CREATE POLICY staff_adds ON price_change FOR INSERT WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY staff_reads ON price_change FOR SELECT USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON price_change USING (souk_scope() = 'platform');

-- When it was last saved: the moment of a price that comes with it.
ALTER TABLE variant ADD COLUMN saved_at timestamptz NOT NULL DEFAULT clock_timestamp();
-- The lowest price of the 30 days before its reduction began; none: what it costs is shown as no reduction.
ALTER TABLE variant ADD COLUMN former bigint CHECK (former > price);

-- A writer that knows nothing of reductions, the release before, may raise a reduced price: that ends the reduction.
CREATE FUNCTION end_reduction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.former := NULL; RETURN NEW; END $$;
CREATE TRIGGER end_reduction BEFORE UPDATE OF price ON variant FOR EACH ROW WHEN (NEW.former <= NEW.price) EXECUTE FUNCTION end_reduction();

-- Of prices so far is known that they hold since the last save of their product.
SELECT set_config('souk.scope', 'platform', true);
INSERT INTO price_change (tenant_id, variant_id, price, at)
SELECT v.tenant_id, v.id, v.price, p.changed_at FROM variant v JOIN product p ON p.id = v.product_id;
SELECT set_config('souk.scope', '', true);

CREATE FUNCTION note_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO price_change (tenant_id, variant_id, price, at) VALUES (NEW.tenant_id, NEW.id, NEW.price, NEW.saved_at); RETURN NULL; END $$;
CREATE TRIGGER note_first_price AFTER INSERT ON variant FOR EACH ROW EXECUTE FUNCTION note_price();
CREATE TRIGGER note_price AFTER UPDATE OF price ON variant FOR EACH ROW WHEN (OLD.price <> NEW.price) EXECUTE FUNCTION note_price();
