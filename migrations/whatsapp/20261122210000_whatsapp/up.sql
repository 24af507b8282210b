-- What identity said about the stores: their names stand in messages.
CREATE TABLE store (
    tenant_id uuid   NOT NULL,
    store_id  uuid   NOT NULL,
    name      text   NOT NULL,
    language  text   NOT NULL,
    timezone  text   NOT NULL,
    version   bigint NOT NULL,
    PRIMARY KEY (tenant_id, store_id)
);

-- A shop's WhatsApp number at Twilio. The hook is the part of its webhook addresses that nobody can guess: it finds
-- the number and its secret before anything of a request is believed.
CREATE TABLE sender (
    id               uuid        PRIMARY KEY,
    tenant_id        uuid        NOT NULL,
    store_id         uuid        NOT NULL,
    hook             text        NOT NULL CONSTRAINT sender_hook UNIQUE,
    address          text        NOT NULL CONSTRAINT sender_address UNIQUE CHECK (address ~ '^whatsapp:\+[0-9]{6,15}$'),
    account_sid      text        NOT NULL CHECK (account_sid ~ '^AC[0-9a-fA-F]{32}$'),
    -- The account's token, sealed with the platform's key; the one before counts until old_until.
    secret           bytea       NOT NULL,
    old_secret       bytea,
    old_until        timestamptz,
    state            text        NOT NULL CHECK (state IN ('online', 'offline')),
    reason           text        NOT NULL DEFAULT '',
    -- Nothing is sent before: the account's limit was reached.
    paused_until     timestamptz,
    -- When the next message may go: each one moves it on, which is what keeps the rate.
    next_send_at     timestamptz NOT NULL,
    revision         bigint      NOT NULL,
    created_at       timestamptz NOT NULL,
    changed_at       timestamptz NOT NULL
);
CREATE UNIQUE INDEX sender_store ON sender (tenant_id, store_id);

-- The tenant's order of arrival: the row is locked by the transaction that takes a number, so numbers are committed
-- in their order and without gaps.
CREATE TABLE arrival (
    tenant_id uuid   PRIMARY KEY,
    last      bigint NOT NULL CHECK (last >= 0)
);

-- Somebody who writes to a merchant: a phone, an id of WhatsApp that hides it, or both; sealed, found by keyed hash.
CREATE TABLE contact (
    id              uuid        PRIMARY KEY,
    tenant_id       uuid        NOT NULL,
    phone           bytea,
    phone_hash      bytea,
    -- The last two digits, to tell people apart on screens and in logs.
    phone_ending    text        NOT NULL DEFAULT '' CHECK (length(phone_ending) <= 2),
    bsuid           bytea,
    bsuid_hash      bytea,
    name            bytea,
    locale          text        NOT NULL,
    last_inbound_at timestamptz,
    last_sender_id  uuid,
    opted_out_at    timestamptz,
    -- When STOP was last answered: once a day.
    out_told_at     timestamptz,
    hint_told       boolean     NOT NULL DEFAULT false,
    privacy_told_at timestamptz,
    none_told_at    timestamptz,
    -- Twilio or the person blocks us there.
    blocked_code    text        NOT NULL DEFAULT '',
    -- How many messages came in the minute that began then.
    minute_at       timestamptz,
    minute_count    integer     NOT NULL DEFAULT 0,
    quiet_until     timestamptz,
    -- Where a person answers, free texts wait in the inbox.
    handed_over_at  timestamptz,
    merged_into     uuid,
    created_at      timestamptz NOT NULL,
    CHECK (phone_hash IS NOT NULL OR bsuid_hash IS NOT NULL OR merged_into IS NOT NULL)
);
CREATE UNIQUE INDEX contact_phone ON contact (tenant_id, phone_hash);
CREATE UNIQUE INDEX contact_bsuid ON contact (tenant_id, bsuid_hash);
CREATE INDEX contact_handed_over ON contact (tenant_id, handed_over_at) WHERE handed_over_at IS NOT NULL;

-- The numbers from which a merchant's people run a live. One that hides its phone is linked by a code.
CREATE TABLE seller_phone (
    id         uuid        PRIMARY KEY,
    tenant_id  uuid        NOT NULL,
    label      text        NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
    phone      bytea,
    phone_hash bytea,
    bsuid_hash bytea,
    code_hash  bytea,
    code_until timestamptz,
    -- Wrong codes that came while this one counted: after five it is void.
    code_tries integer     NOT NULL DEFAULT 0,
    active     boolean     NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX seller_phone_number ON seller_phone (tenant_id, phone_hash) WHERE active;
CREATE UNIQUE INDEX seller_phone_bsuid ON seller_phone (tenant_id, bsuid_hash) WHERE active;
CREATE UNIQUE INDEX seller_phone_code ON seller_phone (tenant_id, code_hash);

-- A message that came in, verified. What it says is sealed with its contact's key.
CREATE TABLE message (
    id          uuid        PRIMARY KEY,
    tenant_id   uuid        NOT NULL,
    sender_id   uuid        NOT NULL,
    store_id    uuid        NOT NULL,
    message_sid text        NOT NULL CHECK (length(message_sid) BETWEEN 1 AND 64),
    -- Told apart from another message under the same id.
    digest      bytea       NOT NULL,
    seq         bigint      NOT NULL,
    contact_id  uuid        NOT NULL,
    role        text        NOT NULL CHECK (role IN ('customer', 'seller')),
    kind        text        NOT NULL CHECK (kind IN ('text', 'button', 'media', 'location', 'contact_card')),
    opt_word    text        CHECK (opt_word IN ('stop', 'start')),
    recovered   boolean     NOT NULL DEFAULT false,
    received_at timestamptz NOT NULL,
    content     bytea,
    CONSTRAINT message_sid UNIQUE (tenant_id, message_sid),
    CONSTRAINT message_seq UNIQUE (tenant_id, seq)
);
CREATE INDEX message_contact ON message (tenant_id, contact_id, seq);
CREATE INDEX message_received ON message (received_at) WHERE content IS NOT NULL;

-- A file of a message: checked, without what cameras note, sealed with its contact's key.
CREATE TABLE media (
    tenant_id    uuid        NOT NULL,
    message_id   uuid        NOT NULL,
    number       integer     NOT NULL,
    content_type text        NOT NULL CHECK (content_type IN ('image/jpeg', 'application/pdf')),
    bytes        bytea       NOT NULL,
    kept_at      timestamptz NOT NULL,
    PRIMARY KEY (message_id, number)
);
CREATE INDEX media_tenant ON media (tenant_id, kept_at);

-- A message that goes out. Its text is sealed with its contact's key.
CREATE TABLE outgoing (
    id          uuid        PRIMARY KEY,
    tenant_id   uuid        NOT NULL,
    contact_id  uuid        NOT NULL,
    sender_id   uuid        NOT NULL,
    class       text        NOT NULL CHECK (class IN ('reply', 'hold', 'payment', 'order', 'optout', 'seller')),
    -- The first of its texts: rsv.held.
    key         text        NOT NULL,
    locale      text        NOT NULL,
    dedupe_key  text        NOT NULL,
    in_reply_to uuid,
    content     bytea,
    state       text        NOT NULL CHECK (state IN
        ('pending', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed', 'suppressed', 'stale', 'dead')),
    priority    smallint    NOT NULL,
    next_at     timestamptz,
    valid_until timestamptz,
    attempts    integer     NOT NULL DEFAULT 0,
    sid         text,
    error_code  text        NOT NULL DEFAULT '',
    correlation text        NOT NULL,
    created_at  timestamptz NOT NULL,
    accepted_at timestamptz,
    changed_at  timestamptz NOT NULL,
    CHECK ((next_at IS NOT NULL) = (state IN ('pending', 'sending'))),
    CONSTRAINT outgoing_dedupe UNIQUE (tenant_id, dedupe_key)
);
CREATE INDEX outgoing_due ON outgoing (priority, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX outgoing_contact ON outgoing (tenant_id, contact_id, created_at);
CREATE UNIQUE INDEX outgoing_sid ON outgoing (tenant_id, sid);
-- At most one reply to a message.
CREATE UNIQUE INDEX outgoing_reply ON outgoing (tenant_id, in_reply_to) WHERE class = 'reply';

-- What became of each attempt, for whoever asks why a message did not arrive.
CREATE TABLE attempt (
    tenant_id   uuid        NOT NULL,
    outgoing_id uuid        NOT NULL,
    number      integer     NOT NULL,
    at          timestamptz NOT NULL,
    outcome     text        NOT NULL,
    PRIMARY KEY (outgoing_id, number)
);
CREATE INDEX attempt_tenant ON attempt (tenant_id, outgoing_id);

-- A merchant's own words for a text of the catalogue.
CREATE TABLE wording (
    tenant_id  uuid        NOT NULL,
    locale     text        NOT NULL,
    key        text        NOT NULL,
    text       text        NOT NULL CHECK (length(text) BETWEEN 1 AND 600),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, locale, key)
);

-- A text that Meta approved, so that it may be sent more than a day after the contact wrote.
CREATE TABLE template (
    tenant_id   uuid        NOT NULL,
    sender_id   uuid        NOT NULL,
    key         text        NOT NULL,
    locale      text        NOT NULL,
    content_sid text        NOT NULL CHECK (content_sid ~ '^HX[0-9a-fA-F]{32}$'),
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, sender_id, key, locale)
);

-- How a merchant wants it.
CREATE TABLE setting (
    tenant_id   uuid PRIMARY KEY,
    stop_policy text NOT NULL DEFAULT 'transactional_only' CHECK (stop_policy IN ('transactional_only', 'silent'))
);

-- Messages that could not be put in their place: kept sealed with the platform's key, never acted on.
CREATE TABLE stray (
    id          uuid        PRIMARY KEY,
    tenant_id   uuid        NOT NULL,
    sender_id   uuid        NOT NULL,
    cause       text        NOT NULL CHECK (cause IN ('unroutable', 'no_message_sid', 'no_sender', 'other_body')),
    form        bytea       NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE INDEX stray_tenant ON stray (tenant_id, received_at);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['store', 'sender', 'arrival', 'contact', 'seller_phone', 'message', 'media', 'outgoing',
                             'attempt', 'wording', 'template', 'setting', 'stray'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY staff ON %I USING (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())
                        WITH CHECK (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())', t);
        EXECUTE format('CREATE POLICY operators ON %I USING (souk_scope() = ''platform'') WITH CHECK (souk_scope() = ''platform'')', t);
    END LOOP;
END $$;
