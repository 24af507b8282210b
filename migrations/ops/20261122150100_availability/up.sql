-- How often each module was looked at and found well, in slots of ten minutes, for the share of time it was there.
-- A slot without a row was not looked at: ops itself was down. Platform scope: no tenant_id.
CREATE TABLE availability (
    module text        NOT NULL,
    slot   timestamptz NOT NULL,
    looks  integer     NOT NULL,
    well   integer     NOT NULL CHECK (well BETWEEN 0 AND looks),
    PRIMARY KEY (slot, module)
);

ALTER TABLE availability ENABLE ROW LEVEL SECURITY;
ALTER TABLE availability FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON availability USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
