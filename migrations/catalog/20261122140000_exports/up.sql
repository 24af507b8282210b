-- Who took the products of a store home as a file, and when. Rows are added, never changed.
CREATE TABLE export (
    tenant_id       uuid        NOT NULL,
    id              uuid        PRIMARY KEY,
    store_id        uuid        NOT NULL REFERENCES store,
    actor           text        NOT NULL, -- public id of the member of staff
    products        bigint      NOT NULL, -- how many the store had
    at              timestamptz NOT NULL
);
CREATE INDEX export_tenant ON export (tenant_id, id);
ALTER TABLE export ENABLE ROW LEVEL SECURITY;
ALTER TABLE export FORCE ROW LEVEL SECURITY;
CREATE POLICY staff_adds ON export FOR INSERT WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY staff_reads ON export FOR SELECT USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON export USING (souk_scope() = 'platform');
