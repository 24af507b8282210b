-- Deposits: a customer pays something before, and sends a proof of it that the shop accepts or refuses.
ALTER TABLE desk ADD COLUMN last_proof bigint NOT NULL DEFAULT 0 CHECK (last_proof >= 0); -- number of the last deposit

ALTER TABLE reservation ADD COLUMN deposit_id uuid; -- the deposit that covers it
ALTER TABLE reservation ADD COLUMN yes_at timestamptz; -- she said yes, and a deposit was asked for first

ALTER TABLE customer ADD COLUMN shown_fee bigint CHECK (shown_fee >= 0); -- delivery fee of the total that she was shown last
ALTER TABLE customer ADD COLUMN proof_message uuid; -- a proof of hers; she was asked what it is for
ALTER TABLE customer ADD COLUMN proof_words bytea; -- what it says, when it is no picture, sealed
ALTER TABLE customer ADD COLUMN proof_at timestamptz;

-- One deposit: of holds, and of the order that they become.
CREATE TABLE deposit (
    tenant_id    uuid        NOT NULL,
    id           uuid        PRIMARY KEY,
    store_id     uuid        NOT NULL,
    session_id   uuid        REFERENCES live_session,
    contact_id   uuid        NOT NULL,
    group_id     uuid        REFERENCES reservation_group DEFERRABLE INITIALLY DEFERRED, -- once she said yes
    number       bigint      NOT NULL CHECK (number > 0), -- P7
    state        text        NOT NULL CHECK (state IN
        ('no_deposit', 'deposit_pending', 'deposit_approved', 'deposit_rejected')),
    amount       bigint      NOT NULL CHECK (amount >= 0), -- that was asked for, minor units
    currency     text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    locks        boolean     NOT NULL, -- its holds are locked while it waits for a decision
    refund_due   boolean     NOT NULL DEFAULT false, -- nothing came of what it was paid for
    reason       text        NOT NULL DEFAULT '' CHECK (reason IN ('', 'unreadable', 'amount', 'used', 'other')),
    refusals     bigint      NOT NULL DEFAULT 0 CHECK (refusals >= 0), -- how often a proof of it was refused
    submitted_at timestamptz NOT NULL, -- of the newest proof
    decided_by   text        NOT NULL DEFAULT '', -- con_…, usr_…
    decided_at   timestamptz,
    version      bigint      NOT NULL DEFAULT 1,
    UNIQUE (tenant_id, number),
    CHECK ((state IN ('deposit_approved', 'deposit_rejected')) = (decided_at IS NOT NULL))
);
CREATE INDEX deposit_waiting ON deposit (tenant_id, submitted_at) WHERE state = 'deposit_pending';
CREATE INDEX deposit_group ON deposit (tenant_id, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX deposit_contact ON deposit (tenant_id, contact_id, session_id);
CREATE INDEX reservation_deposit ON reservation (tenant_id, deposit_id) WHERE deposit_id IS NOT NULL;

-- What a customer sent for a deposit: a file, or words. Sealed with her key.
CREATE TABLE deposit_proof (
    tenant_id    uuid        NOT NULL,
    message_id   uuid        PRIMARY KEY, -- the received message
    deposit_id   uuid        NOT NULL REFERENCES deposit,
    words        bytea,
    content_type text        NOT NULL DEFAULT '',
    file         bytea,
    digest       bytea, -- SHA-256 of the file
    look         bigint, -- 64 bits that are alike for pictures that look alike
    seen_in      bigint, -- number of another deposit with the same picture
    received_at  timestamptz NOT NULL,
    kept_from    timestamptz NOT NULL -- when it came, or when its order ended
);
CREATE INDEX deposit_proof_deposit ON deposit_proof (tenant_id, deposit_id, received_at);
CREATE INDEX deposit_proof_digest ON deposit_proof (tenant_id, received_at) WHERE digest IS NOT NULL;

DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['deposit', 'deposit_proof'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY staff ON %I USING (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())
                        WITH CHECK (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())', t);
        EXECUTE format('CREATE POLICY operators ON %I USING (souk_scope() = ''platform'')
                        WITH CHECK (souk_scope() = ''platform'')', t);
    END LOOP;
END $$;
