-- A file of products, read whole when it came and worked off in chunks by a timer.
CREATE TABLE import (
    tenant_id       uuid        NOT NULL,
    id              uuid        PRIMARY KEY,
    store_id        uuid        NOT NULL REFERENCES store,
    actor           text        NOT NULL,
    file_name       text        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('waiting', 'running', 'done')),
    products_total  integer     NOT NULL, -- good ones and refused ones
    products_done   integer     NOT NULL,
    created         integer     NOT NULL DEFAULT 0,
    updated         integer     NOT NULL DEFAULT 0,
    refused         integer     NOT NULL DEFAULT 0,
    errors          integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    finished_at     timestamptz
);
CREATE INDEX import_tenant ON import (tenant_id, id);
ALTER TABLE import ENABLE ROW LEVEL SECURITY;
ALTER TABLE import FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON import USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON import USING (souk_scope() = 'platform');

-- Products of a file that wait to be written; gone once they are.
CREATE TABLE import_item (
    tenant_id       uuid        NOT NULL,
    import_id       uuid        NOT NULL REFERENCES import ON DELETE CASCADE,
    line            integer     NOT NULL,
    product         jsonb       NOT NULL,
    PRIMARY KEY (import_id, line)
);
CREATE INDEX import_item_tenant ON import_item (tenant_id, import_id);
ALTER TABLE import_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_item FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON import_item USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON import_item USING (souk_scope() = 'platform');

-- What was wrong, by line of the file. The reason is a code: it is said in the reader's language.
CREATE TABLE import_error (
    tenant_id       uuid        NOT NULL,
    seq             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id       uuid        NOT NULL REFERENCES import ON DELETE CASCADE,
    line            integer     NOT NULL,
    field           text        NOT NULL,
    code            text        NOT NULL,
    value           text        NOT NULL
);
CREATE INDEX import_error_import ON import_error (tenant_id, import_id, line);
ALTER TABLE import_error ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_error FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON import_error USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON import_error USING (souk_scope() = 'platform');
