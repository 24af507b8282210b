-- What the nightly look at holds, stock, queues and the record found; nothing, when all is well.
CREATE TABLE check_run (
    tenant_id  uuid        NOT NULL,
    at         timestamptz NOT NULL,
    violations integer     NOT NULL CHECK (violations >= 0),
    broken_at  bigint, -- the first row of the record that does not follow from the one before it
    found      jsonb       NOT NULL, -- [{rule, about}], codes and numbers of orders
    PRIMARY KEY (tenant_id, at)
);
CREATE INDEX check_run_at ON check_run (at DESC);

ALTER TABLE check_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE check_run FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON check_run USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant())
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON check_run USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');

-- How many reservations of a week were held: the weekly board reads by this.
CREATE INDEX reservation_held ON reservation (tenant_id, held_at) WHERE held_at IS NOT NULL;
CREATE INDEX reservation_group_confirmed ON reservation_group (tenant_id, confirmed_at);
