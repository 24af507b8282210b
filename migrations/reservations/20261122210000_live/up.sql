-- What identity said of a store; the newest version wins.
CREATE TABLE store (
    tenant_id  uuid        NOT NULL,
    store_id   uuid        NOT NULL,
    name       text        NOT NULL,
    currency   text        NOT NULL,
    timezone   text        NOT NULL,
    language   text        NOT NULL,
    version    bigint      NOT NULL,
    PRIMARY KEY (tenant_id, store_id)
);

-- One row per merchant, locked first by whatever changes something: the order of arrival is the order of effects.
-- It also has the last number of an order and the head of the audit chain.
CREATE TABLE desk (
    tenant_id   uuid        PRIMARY KEY,
    last_number bigint      NOT NULL DEFAULT 0 CHECK (last_number >= 0),
    audit_seq   bigint      NOT NULL DEFAULT 0 CHECK (audit_seq >= 0),
    audit_hash  bytea       NOT NULL DEFAULT ''
);

-- A live; at most one of a merchant is active.
CREATE TABLE live_session (
    tenant_id        uuid        NOT NULL,
    id               uuid        PRIMARY KEY,
    store_id         uuid        NOT NULL,
    name             text        NOT NULL DEFAULT '',
    state            text        NOT NULL CHECK (state IN ('active', 'closed')),
    paused           boolean     NOT NULL DEFAULT false, -- new codes of customers are refused, holds run on
    opened_at        timestamptz NOT NULL,
    last_activity_at timestamptz NOT NULL,
    closed_at        timestamptz,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX live_session_active ON live_session (tenant_id) WHERE state = 'active';
CREATE INDEX live_session_tenant ON live_session (tenant_id, opened_at DESC);

-- What is sold under a code. Without a session: prepared stock, for any session.
CREATE TABLE live_item (
    tenant_id     uuid        NOT NULL,
    id            uuid        PRIMARY KEY,
    store_id      uuid        NOT NULL,
    session_id    uuid        REFERENCES live_session,
    code          text        NOT NULL CHECK (code ~ '^[A-Z]{1,4}[0-9]{1,4}$'), -- canonical
    shown_code    text        NOT NULL, -- as the seller wrote it first
    label         text        NOT NULL DEFAULT '',
    state         text        NOT NULL CHECK (state IN ('on_sale', 'sold', 'removed', 'archived')),
    is_unique     boolean     NOT NULL,
    origin        text        NOT NULL CHECK (origin IN ('seller', 'customer')),
    price         bigint      NOT NULL CHECK (price > 0), -- minor units
    currency      text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    initial       integer     NOT NULL CHECK (initial >= 0),
    on_hand       integer     NOT NULL CHECK (on_hand >= 0), -- falls when somebody confirms
    sizes         text[]      NOT NULL DEFAULT '{}',
    size_on_hand  integer[]   NOT NULL DEFAULT '{}', -- one per size; empty: the sizes share the stock
    photos        integer     NOT NULL DEFAULT 0 CHECK (photos BETWEEN 0 AND 5),
    made_by       uuid, -- the seller's contact
    touched_at    timestamptz NOT NULL, -- when that seller last made or changed it
    created_at    timestamptz NOT NULL,
    version       bigint      NOT NULL DEFAULT 1,
    CHECK (NOT is_unique OR on_hand <= 1),
    CHECK (cardinality(size_on_hand) IN (0, cardinality(sizes))),
    CHECK (0 <= ALL (size_on_hand))
);
-- A code means one thing at a time, prepared or live.
CREATE UNIQUE INDEX live_item_code ON live_item (tenant_id, code) WHERE state IN ('on_sale', 'sold');
CREATE INDEX live_item_session ON live_item (tenant_id, session_id, id);

-- Pictures of an item: received messages whose first picture it is.
CREATE TABLE item_photo (
    tenant_id  uuid        NOT NULL,
    item_id    uuid        NOT NULL REFERENCES live_item,
    message_id uuid        NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (item_id, message_id)
);
CREATE INDEX item_photo_tenant ON item_photo (tenant_id, item_id);

-- Why on_hand is what it is: initial and the sum of these. Only ever added to.
CREATE TABLE stock_ledger (
    tenant_id      uuid        NOT NULL,
    seq            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    item_id        uuid        NOT NULL REFERENCES live_item,
    size           text        NOT NULL DEFAULT '',
    delta          integer     NOT NULL CHECK (delta <> 0),
    reason         text        NOT NULL CHECK (reason IN ('confirmed', 'order_cancelled', 'adjusted')),
    reservation_id uuid,
    at             timestamptz NOT NULL
);
CREATE INDEX stock_ledger_item ON stock_ledger (tenant_id, item_id, seq);

-- The reservations of one customer that became one order. What is personal is sealed with the customer's key.
CREATE TABLE reservation_group (
    tenant_id    uuid        NOT NULL,
    id           uuid        PRIMARY KEY,
    store_id     uuid        NOT NULL,
    session_id   uuid        REFERENCES live_session,
    contact_id   uuid        NOT NULL,
    number       text        NOT NULL,
    currency     text        NOT NULL,
    delivery_fee bigint      NOT NULL CHECK (delivery_fee >= 0),
    total        bigint      NOT NULL CHECK (total >= delivery_fee),
    deposit      text        NOT NULL CHECK (deposit IN
        ('no_deposit', 'deposit_pending', 'deposit_approved', 'deposit_rejected')),
    personal     bytea       NOT NULL,
    state        text        NOT NULL CHECK (state IN ('confirmed', 'cancelled')),
    news         text        NOT NULL DEFAULT '', -- the last word of the order that the customer is to be told
    news_version bigint      NOT NULL DEFAULT 0, -- of the order, when it said so
    told         text        NOT NULL DEFAULT '', -- the last word that she was told
    confirmed_at timestamptz NOT NULL,
    UNIQUE (tenant_id, number)
);
CREATE INDEX reservation_group_contact ON reservation_group (tenant_id, contact_id, confirmed_at DESC);
CREATE INDEX reservation_group_session ON reservation_group (tenant_id, session_id);

-- One customer's wish for one code.
CREATE TABLE reservation (
    tenant_id   uuid        NOT NULL,
    id          uuid        PRIMARY KEY,
    store_id    uuid        NOT NULL,
    session_id  uuid        REFERENCES live_session,
    item_id     uuid        NOT NULL REFERENCES live_item,
    contact_id  uuid        NOT NULL,
    code        text        NOT NULL,
    size        text        NOT NULL DEFAULT '',
    quantity    integer     NOT NULL CHECK (quantity > 0),
    unit_price  bigint      NOT NULL CHECK (unit_price > 0), -- as it was shown
    is_unique   boolean     NOT NULL, -- as the item was
    state       text        NOT NULL CHECK (state IN ('waiting', 'held', 'confirmed', 'expired', 'cancelled',
        'released', 'sold_out', 'unreachable', 'closed')),
    lock        text        CHECK (lock IN ('soft', 'locked')),
    step        text        NOT NULL CHECK (step IN ('need_size', 'need_address', 'need_confirm')),
    seq         bigint      NOT NULL, -- place in the merchant's order of arrival
    place       bigint      NOT NULL, -- place in the queue: seq, unless staff moved it to the head
    held_at     timestamptz,
    ttl_seconds integer     NOT NULL CHECK (ttl_seconds > 0), -- of this hold, as set when it began
    expires_at  timestamptz,
    offer_id    uuid, -- the message that offered a freed piece
    group_id    uuid        REFERENCES reservation_group DEFERRABLE INITIALLY DEFERRED,
    created_at  timestamptz NOT NULL,
    ended_at    timestamptz,
    version     bigint      NOT NULL DEFAULT 1,
    CHECK ((state = 'held') = (expires_at IS NOT NULL)),
    CHECK ((state = 'held') = (lock IS NOT NULL)),
    CHECK ((state IN ('waiting', 'held', 'confirmed')) = (ended_at IS NULL)),
    CHECK (state <> 'confirmed' OR group_id IS NOT NULL)
);
-- A unique piece is held or sold once.
CREATE UNIQUE INDEX reservation_piece ON reservation (item_id) WHERE is_unique AND state IN ('held', 'confirmed');
-- The same wish twice is one wish.
CREATE UNIQUE INDEX reservation_wish ON reservation (item_id, contact_id, size, state)
    WHERE state IN ('waiting', 'held');
CREATE INDEX reservation_queue ON reservation (tenant_id, item_id, place) WHERE state IN ('waiting', 'held');
CREATE INDEX reservation_contact ON reservation (tenant_id, contact_id, created_at DESC);
CREATE INDEX reservation_session ON reservation (tenant_id, session_id);
CREATE INDEX reservation_group_lines ON reservation (tenant_id, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX reservation_item ON reservation (tenant_id, item_id);

-- Somebody who writes, as far as a sale needs it. What is personal is sealed with the contact's key.
CREATE TABLE customer (
    tenant_id         uuid        NOT NULL,
    contact_id        uuid        NOT NULL,
    store_id          uuid        NOT NULL,
    personal          bytea, -- phone and profile name
    phone_ending      text        NOT NULL DEFAULT '' CHECK (length(phone_ending) <= 2),
    address           bytea,
    opted_out         boolean     NOT NULL DEFAULT false,
    opted_seq         bigint      NOT NULL DEFAULT 0, -- place of the message that said so last
    wants_until       timestamptz, -- said yes before the address was known
    wants_total       bigint,
    wish_item         uuid, -- asked for its size before anything can be held
    wish_quantity     integer,
    wish_seq          bigint,
    misunderstood_at  timestamptz,
    silent_until      timestamptz, -- a person answers: free texts are left to them
    last_message_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, contact_id)
);

-- Messages that were acted on: one effect per Twilio id, in the transaction of the effect.
CREATE TABLE heard_message (
    tenant_id    uuid        NOT NULL,
    message_sid  text        NOT NULL,
    message_id   uuid        NOT NULL UNIQUE,
    seq          bigint      NOT NULL,
    contact_id   uuid        NOT NULL,
    received_at  timestamptz NOT NULL,
    processed_at timestamptz NOT NULL,
    intent       text        NOT NULL,
    PRIMARY KEY (tenant_id, message_sid)
);

-- What whatsapp was asked to say: which reservations it named, what is personal in it.
CREATE TABLE request (
    tenant_id    uuid        NOT NULL,
    id           uuid        PRIMARY KEY,
    contact_id   uuid        NOT NULL,
    keys         text[]      NOT NULL,
    named        uuid[]      NOT NULL DEFAULT '{}',
    dedupe_key   text        NOT NULL,
    personal     bytea,
    created_at   timestamptz NOT NULL,
    UNIQUE (tenant_id, dedupe_key)
);
CREATE INDEX request_contact ON request (tenant_id, contact_id, created_at DESC);

-- Who did what: each row's hash covers the row before it. Only ever added to; ids, amounts and words, nothing personal.
CREATE TABLE audit (
    tenant_id      uuid        NOT NULL,
    seq            bigint      NOT NULL,
    at             timestamptz NOT NULL,
    actor          text        NOT NULL, -- con_…, usr_…, timer, orders
    action         text        NOT NULL,
    target         text        NOT NULL,
    item_id        uuid,
    before         jsonb       NOT NULL,
    after          jsonb       NOT NULL,
    correlation    text        NOT NULL,
    hash           bytea       NOT NULL,
    PRIMARY KEY (tenant_id, seq)
);
CREATE INDEX audit_item ON audit (tenant_id, item_id, seq);

DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['store', 'desk', 'live_session', 'live_item', 'item_photo', 'stock_ledger', 'reservation_group',
        'reservation', 'customer', 'heard_message', 'request', 'audit'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY staff ON %I USING (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())
                        WITH CHECK (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())', t);
        EXECUTE format('CREATE POLICY operators ON %I USING (souk_scope() = ''platform'')
                        WITH CHECK (souk_scope() = ''platform'')', t);
    END LOOP;
END $$;

CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_ledger
    FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();
