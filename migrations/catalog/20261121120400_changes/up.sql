-- What changed lately, for the read models of all processes: ids only, written by triggers so that no writer can
-- forget it, swept after an hour. Readers go by transaction id and stop below the oldest transaction in flight,
-- so that no commit is overtaken.
CREATE TABLE change (
    tenant_id       uuid        NOT NULL,
    seq             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xact            bigint      NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    store_id        uuid,
    product_id      uuid,
    variant_id      uuid, -- set when only the stock of this variant changed
    at              timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX change_xact ON change (xact);
ALTER TABLE change ENABLE ROW LEVEL SECURITY;
ALTER TABLE change FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON change FOR INSERT WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY read_models ON change FOR SELECT USING (souk_scope() = '');
CREATE POLICY operators ON change USING (souk_scope() = 'platform');

-- Changes of transactions below this one are all there.
CREATE FUNCTION settled_xact() RETURNS bigint LANGUAGE sql STABLE
    AS $$ SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint $$;

CREATE FUNCTION note_store() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO change (tenant_id, store_id) VALUES (NEW.tenant_id, NEW.id); RETURN NULL; END $$;
CREATE TRIGGER note_change AFTER INSERT OR UPDATE ON store FOR EACH ROW EXECUTE FUNCTION note_store();

-- Everything else of a product changes together with its row: title, texts, variants, photos.
CREATE FUNCTION note_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO change (tenant_id, product_id) VALUES (NEW.tenant_id, NEW.id); RETURN NULL; END $$;
CREATE TRIGGER note_change AFTER INSERT OR UPDATE ON product FOR EACH ROW EXECUTE FUNCTION note_product();

CREATE FUNCTION note_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO change (tenant_id, product_id, variant_id) VALUES (NEW.tenant_id, NEW.product_id, NEW.variant_id); RETURN NULL; END $$;
CREATE TRIGGER note_change AFTER UPDATE ON stock FOR EACH ROW EXECUTE FUNCTION note_stock();
