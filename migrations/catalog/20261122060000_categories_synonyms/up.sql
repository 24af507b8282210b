-- A merchant's categories: a tree, shared by its stores.
CREATE TABLE category (
    tenant_id       uuid        NOT NULL,
    id              uuid        PRIMARY KEY,
    parent_id       uuid        REFERENCES category, -- none at the top
    name            text        NOT NULL,
    folded          text        NOT NULL, -- the name without accents and case: unique among siblings
    slug            text        NOT NULL,
    position        integer     NOT NULL, -- among siblings
    version         bigint      NOT NULL DEFAULT 1,
    changed_at      timestamptz NOT NULL,
    UNIQUE (tenant_id, slug)
);
CREATE UNIQUE INDEX category_sibling ON category
    (tenant_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), folded);
ALTER TABLE category ENABLE ROW LEVEL SECURITY;
ALTER TABLE category FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON category USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY shop_window ON category FOR SELECT USING (souk_scope() = '');
CREATE POLICY operators ON category USING (souk_scope() = 'platform');

-- Words that mean the same to a merchant's customers: who looks for one finds the others.
CREATE TABLE synonym (
    tenant_id       uuid        NOT NULL,
    id              uuid        PRIMARY KEY,
    terms           text[]      NOT NULL CHECK (cardinality(terms) BETWEEN 2 AND 12),
    version         bigint      NOT NULL DEFAULT 1,
    changed_at      timestamptz NOT NULL
);
CREATE INDEX synonym_tenant ON synonym (tenant_id, id);
ALTER TABLE synonym ENABLE ROW LEVEL SECURITY;
ALTER TABLE synonym FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON synonym USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY shop_window ON synonym FOR SELECT USING (souk_scope() = '');
CREATE POLICY operators ON synonym USING (souk_scope() = 'platform');

-- Where a product stands. The column `category` keeps the name it was given, for products that stand nowhere yet.
ALTER TABLE product ADD COLUMN category_id uuid REFERENCES category ON DELETE SET NULL;
CREATE INDEX product_category ON product (tenant_id, category_id);

-- The names that products have so far become categories at the top.
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT replace(replace(translate(
        regexp_replace(lower(normalize(name, NFKD)), U&'[\0300-\036f\0640\064b-\0655]', '', 'g'),
        U&'\0671\0649\0629', U&'\0627\064a\0647'), 'œ', 'oe'), 'æ', 'ae')
$$;
SELECT set_config('souk.scope', 'platform', true);
WITH named AS (
    SELECT tenant_id, plain_name(category) AS plain, min(category) AS name
    FROM product WHERE category <> '' GROUP BY 1, 2
), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY tenant_id ORDER BY plain) AS n,
        trim(BOTH '-' FROM regexp_replace(plain, '[^a-z0-9]+', '-', 'g')) AS word
    FROM named
)
INSERT INTO category (tenant_id, id, name, folded, slug, position, changed_at)
SELECT tenant_id, gen_random_uuid(), name, plain,
    CASE WHEN word = '' OR count(*) OVER (PARTITION BY tenant_id, word) > 1
        THEN concat_ws('-', nullif(word, ''), 'c' || n) ELSE word END,
    n - 1, clock_timestamp()
FROM numbered;
UPDATE product p SET category_id = c.id FROM category c
WHERE c.tenant_id = p.tenant_id AND p.category <> '' AND c.folded = plain_name(p.category);
SELECT set_config('souk.scope', '', true);
DROP FUNCTION plain_name(text);

-- A change without store and product: the tenant's categories or synonyms.
CREATE FUNCTION note_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO change (tenant_id) VALUES (coalesce(NEW.tenant_id, OLD.tenant_id)); RETURN NULL; END $$;
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON category FOR EACH ROW EXECUTE FUNCTION note_words();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON synonym FOR EACH ROW EXECUTE FUNCTION note_words();
