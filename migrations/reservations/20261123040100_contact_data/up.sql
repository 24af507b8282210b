-- What a customer may ask of her own data: to see it once by a link, and to have it erased.
ALTER TABLE customer ADD COLUMN erase_asked_at timestamptz; -- the question whether she means it was our last word to her
ALTER TABLE customer ADD COLUMN erase_wanted_at timestamptz; -- she meant it; an order or a refund of hers is still open
ALTER TABLE customer ADD COLUMN merged_into uuid; -- the contact that she turned out to be
ALTER TABLE customer ADD COLUMN erased_at timestamptz; -- nothing of hers is kept; what is still on its way to her is nobody's
CREATE INDEX customer_erase_wanted ON customer (tenant_id) WHERE erase_wanted_at IS NOT NULL;
CREATE INDEX customer_merged ON customer (tenant_id, merged_into) WHERE merged_into IS NOT NULL;

-- A link to somebody's own data: good once, for a day.
CREATE TABLE data_link (
    tenant_id  uuid        NOT NULL,
    message_id uuid        PRIMARY KEY, -- the message that asked for it
    contact_id uuid        NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX data_link_contact ON data_link (tenant_id, contact_id);
CREATE INDEX heard_message_contact ON heard_message (tenant_id, contact_id);

ALTER TABLE data_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE data_link FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON data_link USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant())
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON data_link USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
