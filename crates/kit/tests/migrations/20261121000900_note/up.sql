CREATE TABLE note (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    published boolean NOT NULL DEFAULT false
);
CREATE INDEX note_tenant ON note (tenant_id, id);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON note USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY own ON note USING (souk_scope() = 'subject' AND subject = souk_subject());
CREATE POLICY shop_window ON note FOR SELECT USING (souk_scope() = '' AND published);
CREATE POLICY operators ON note FOR SELECT USING (souk_scope() = 'platform');
