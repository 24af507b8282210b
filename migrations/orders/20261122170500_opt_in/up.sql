-- What the customer agreed to at the checkout beside the order: the words of identity's purposes. The proof is in
-- identity's ledger; here it decides whether the order's mails and page show how to take it back.
CREATE TABLE order_opt_in (
    tenant_id    uuid        NOT NULL,
    order_id     uuid        NOT NULL REFERENCES orders (id),
    purposes     text[]      NOT NULL CHECK (cardinality(purposes) > 0),
    text_version text        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, order_id)
);
CREATE INDEX order_opt_in_order ON order_opt_in (order_id);
ALTER TABLE order_opt_in ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_opt_in FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON order_opt_in FOR SELECT USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON order_opt_in USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
CREATE POLICY own ON order_opt_in USING (souk_scope() = 'subject' AND EXISTS (
        SELECT FROM orders o WHERE o.id = order_id AND o.tenant_id = order_opt_in.tenant_id
            AND o.customer = souk_subject()))
    WITH CHECK (souk_scope() = 'subject' AND EXISTS (
        SELECT FROM orders o WHERE o.id = order_id AND o.tenant_id = order_opt_in.tenant_id
            AND o.customer = souk_subject()));
