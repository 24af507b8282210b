-- What operators of the platform did to an order, and why: beside the history row of the same version. The merchant's staff
-- reads it.
CREATE TABLE intervention (
    tenant_id uuid        NOT NULL,
    order_id  uuid        NOT NULL REFERENCES orders (id),
    version   bigint      NOT NULL,
    action    text        NOT NULL,
    operator  uuid        NOT NULL,
    reason    text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, order_id, version)
);
CREATE INDEX intervention_order ON intervention (order_id);
-- Operators look an order up by its number, whoever's it is.
CREATE INDEX orders_number ON orders (number);
ALTER TABLE intervention ENABLE ROW LEVEL SECURITY;
ALTER TABLE intervention FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON intervention
    USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
CREATE POLICY staff ON intervention FOR SELECT USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
REVOKE UPDATE, DELETE ON intervention FROM souk_orders;
