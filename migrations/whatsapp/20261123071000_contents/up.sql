-- A content with buttons or a list that Twilio made for an account: one per language and shape, its words are
-- variables. No id: Twilio made none, and is not asked again before retry_at; its messages go as text.
CREATE TABLE content (
    tenant_id   uuid        NOT NULL,
    account_sid text        NOT NULL,
    locale      text        NOT NULL,
    shape       text        NOT NULL CHECK (length(shape) BETWEEN 1 AND 40),
    content_sid text        CHECK (content_sid ~ '^HX[0-9a-fA-F]{32}$'),
    retry_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, account_sid, locale, shape)
);
ALTER TABLE content ENABLE ROW LEVEL SECURITY;
ALTER TABLE content FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON content USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant())
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON content USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');

-- A file of a message that could not be fetched, until it was or somebody says why that is all right.
CREATE TABLE media_problem (
    tenant_id     uuid        NOT NULL,
    message_id    uuid        NOT NULL,
    number        integer     NOT NULL,
    cause         text        NOT NULL,
    attempts      integer     NOT NULL DEFAULT 1,
    first_at      timestamptz NOT NULL,
    last_at       timestamptz NOT NULL,
    discarded_at  timestamptz,
    discarded_why text        NOT NULL DEFAULT '' CHECK (length(discarded_why) <= 200),
    PRIMARY KEY (message_id, number)
);
CREATE INDEX media_problem_tenant ON media_problem (tenant_id, first_at);
CREATE INDEX media_problem_open ON media_problem (first_at) WHERE discarded_at IS NULL;
ALTER TABLE media_problem ENABLE ROW LEVEL SECURITY;
ALTER TABLE media_problem FORCE ROW LEVEL SECURITY;
CREATE POLICY staff ON media_problem USING (souk_scope() = 'tenant' AND tenant_id = souk_tenant())
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
CREATE POLICY operators ON media_problem USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');

-- When they last said START: of it and a STOP of one who turned out to be them the later one counts.
ALTER TABLE contact ADD COLUMN opted_in_at timestamptz;

-- What a merchant sent this month; how a number's test message stands; who of the shop wrote to a number last.
CREATE INDEX outgoing_created ON outgoing (tenant_id, created_at);
CREATE INDEX outgoing_test ON outgoing (tenant_id, sender_id, created_at) WHERE key = 'test';
CREATE INDEX message_seller ON message (tenant_id, sender_id, seq) WHERE role = 'seller';
