-- Questions that go with products of a store ("Which size?"), each with its answers.
CREATE TABLE modifier_group (
    tenant_id       uuid        NOT NULL,
    id              uuid        PRIMARY KEY,
    store_id        uuid        NOT NULL REFERENCES store,
    title           text        NOT NULL, -- in the store's language
    titles          jsonb       NOT NULL DEFAULT '{}', -- in further languages, by code
    min_choices     integer     NOT NULL CHECK (min_choices >= 0),
    max_choices     integer     NOT NULL CHECK (max_choices >= 1 AND max_choices >= min_choices),
    version         bigint      NOT NULL DEFAULT 1,
    changed_at      timestamptz NOT NULL
);
CREATE INDEX modifier_group_tenant ON modifier_group (tenant_id, id);
ALTER TABLE modifier_group ENABLE ROW LEVEL SECURITY;
ALTER TABLE modifier_group FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON modifier_group USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY shop_window ON modifier_group FOR SELECT USING (souk_scope() = '');
CREATE POLICY operators ON modifier_group USING (souk_scope() = 'platform');

CREATE TABLE modifier (
    tenant_id       uuid        NOT NULL,
    id              uuid        PRIMARY KEY,
    group_id        uuid        NOT NULL REFERENCES modifier_group ON DELETE CASCADE,
    position        integer     NOT NULL,
    title           text        NOT NULL,
    titles          jsonb       NOT NULL DEFAULT '{}',
    price_delta     bigint      NOT NULL CHECK (price_delta >= 0), -- minor units, tax included
    sold_out        boolean     NOT NULL DEFAULT false
);
CREATE INDEX modifier_of ON modifier (tenant_id, group_id);
ALTER TABLE modifier ENABLE ROW LEVEL SECURITY;
ALTER TABLE modifier FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON modifier USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY shop_window ON modifier FOR SELECT USING (souk_scope() = '');
CREATE POLICY operators ON modifier USING (souk_scope() = 'platform');

-- The groups of a product, in the order they are asked in. One that is gone is passed over.
ALTER TABLE product ADD COLUMN modifier_groups uuid[] NOT NULL DEFAULT '{}';

-- A change without store and product; answers change together with their group.
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON modifier_group FOR EACH ROW EXECUTE FUNCTION note_words();
