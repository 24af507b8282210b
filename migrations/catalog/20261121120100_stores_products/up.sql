-- Stores as identity tells them, with the profile that merchants add here.
CREATE TABLE store (
    tenant_id       uuid        NOT NULL,
    id              uuid        PRIMARY KEY,
    slug            text        NOT NULL UNIQUE,
    name            text        NOT NULL,
    currency        text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    country         text        NOT NULL,
    timezone        text        NOT NULL,
    language        text        NOT NULL,
    active          boolean     NOT NULL,
    told_version    bigint      NOT NULL, -- identity's version of the store; an older one is ignored
    tenant_active   boolean     NOT NULL DEFAULT true,
    tenant_version  bigint      NOT NULL DEFAULT 0, -- identity's version of the tenant
    description     text        NOT NULL DEFAULT '',
    address         jsonb,
    photo           text,
    paused          boolean     NOT NULL DEFAULT false, -- shown, but takes no orders
    version         bigint      NOT NULL DEFAULT 1, -- of the profile, for If-Match
    changed_at      timestamptz NOT NULL
);
CREATE INDEX store_tenant ON store (tenant_id);
ALTER TABLE store ENABLE ROW LEVEL SECURITY;
ALTER TABLE store FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON store USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY shop_window ON store FOR SELECT USING (souk_scope() = '' AND active AND tenant_active);
CREATE POLICY operators ON store USING (souk_scope() = 'platform');

CREATE TABLE product (
    tenant_id       uuid        NOT NULL,
    id              uuid        PRIMARY KEY,
    store_id        uuid        NOT NULL REFERENCES store,
    slug            text        NOT NULL UNIQUE,
    handle          text        NOT NULL, -- the merchant's own key, by which an import finds it again
    title           text        NOT NULL,
    description     text        NOT NULL DEFAULT '',
    category        text        NOT NULL DEFAULT '',
    brand           text        NOT NULL DEFAULT '',
    tags            text[]      NOT NULL DEFAULT '{}',
    tax_class       text        NOT NULL CHECK (tax_class IN ('standard', 'reduced', 'zero')),
    options         text[]      NOT NULL DEFAULT '{}' CHECK (cardinality(options) <= 3), -- their names: size, colour
    photos          text[]      NOT NULL DEFAULT '{}', -- blob names without width, first one first
    published       boolean     NOT NULL DEFAULT false,
    published_at    timestamptz, -- when it was first published: its place in lists
    folded          text        NOT NULL, -- title, brand, category, SKUs without accents, for staff's search
    version         bigint      NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    UNIQUE (store_id, handle)
);
CREATE INDEX product_tenant ON product (tenant_id, id);
ALTER TABLE product ENABLE ROW LEVEL SECURITY;
ALTER TABLE product FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON product USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY shop_window ON product FOR SELECT USING (souk_scope() = '' AND published);
CREATE POLICY operators ON product USING (souk_scope() = 'platform');

-- Title and description in further languages; the product's own are in the store's language.
CREATE TABLE product_text (
    tenant_id       uuid        NOT NULL,
    product_id      uuid        NOT NULL REFERENCES product ON DELETE CASCADE,
    language        text        NOT NULL,
    title           text        NOT NULL,
    description     text        NOT NULL DEFAULT '',
    PRIMARY KEY (product_id, language)
);
CREATE INDEX product_text_tenant ON product_text (tenant_id, product_id);
ALTER TABLE product_text ENABLE ROW LEVEL SECURITY;
ALTER TABLE product_text FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON product_text USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY shop_window ON product_text FOR SELECT
    USING (souk_scope() = '' AND EXISTS (SELECT FROM product p WHERE p.id = product_id AND p.published));
CREATE POLICY operators ON product_text USING (souk_scope() = 'platform');

-- What is actually sold: one combination of option values, in the store's currency.
CREATE TABLE variant (
    tenant_id       uuid        NOT NULL,
    id              uuid        PRIMARY KEY,
    product_id      uuid        NOT NULL REFERENCES product ON DELETE CASCADE,
    store_id        uuid        NOT NULL REFERENCES store,
    position        integer     NOT NULL,
    option_values   text[]      NOT NULL DEFAULT '{}',
    sku             text        NOT NULL DEFAULT '',
    barcode         text        NOT NULL DEFAULT '',
    price           bigint      NOT NULL CHECK (price >= 0), -- minor units, tax included
    compare_at      bigint      CHECK (compare_at > price),
    UNIQUE (product_id, option_values) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX variant_tenant ON variant (tenant_id, product_id);
CREATE UNIQUE INDEX variant_sku ON variant (store_id, sku) WHERE sku <> '';
ALTER TABLE variant ENABLE ROW LEVEL SECURITY;
ALTER TABLE variant FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON variant USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY shop_window ON variant FOR SELECT
    USING (souk_scope() = '' AND EXISTS (SELECT FROM product p WHERE p.id = product_id AND p.published));
CREATE POLICY operators ON variant USING (souk_scope() = 'platform');
