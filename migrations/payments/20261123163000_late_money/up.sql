-- What orders told of an order, whichever word came first: also before anything is owed for it.
CREATE TABLE note (
    order_id   uuid        PRIMARY KEY,
    called_off boolean     NOT NULL DEFAULT false,
    completed  boolean     NOT NULL DEFAULT false,
    -- What the order still costs, and since which of its versions.
    stays      bigint      CHECK (stays >= 0),
    version    bigint      NOT NULL DEFAULT 0,
    heard_at   timestamptz NOT NULL
);
CREATE INDEX note_heard ON note (heard_at);

-- Money that fits nothing: another amount than is owed, or a second payment. It pays for nothing, and a person gives it back.
CREATE TABLE stray (
    id          uuid        PRIMARY KEY,
    intent_id   uuid        NOT NULL REFERENCES intent (id),
    -- The provider's id of the money.
    payment_ref text        NOT NULL CONSTRAINT stray_payment UNIQUE,
    currency    text        NOT NULL,
    amount      bigint      NOT NULL CHECK (amount > 0),
    why         text        NOT NULL CHECK (why IN ('amount_differs', 'paid_twice')),
    state       text        NOT NULL CHECK (state IN ('waiting', 'pending', 'succeeded')),
    -- How often somebody gave it back: each is another refund at the provider.
    given       integer     NOT NULL DEFAULT 0,
    person      text,
    reference   text        CONSTRAINT stray_reference UNIQUE,
    failure     text        NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL,
    ended_at    timestamptz
);
CREATE INDEX stray_intent ON stray (intent_id);
CREATE INDEX stray_open ON stray (created_at) WHERE state <> 'succeeded';

ALTER TABLE refund DROP CONSTRAINT refund_reason_check,
    ADD CONSTRAINT refund_reason_check CHECK (reason IN ('order_ended', 'order_reduced', 'merchant', 'late'));
ALTER TABLE journal_entry DROP CONSTRAINT journal_entry_kind_check,
    ADD CONSTRAINT journal_entry_kind_check CHECK (kind IN ('capture', 'refund', 'refund_failed', 'cash_due', 'cash_collected', 'cash_void', 'cash_reduced', 'cash_returned'));

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['note', 'stray'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY operators ON %I USING (souk_scope() = ''platform'') WITH CHECK (souk_scope() = ''platform'')', t);
    END LOOP;
END $$;
-- Whoever owes it sees that something else arrived.
CREATE POLICY own ON stray FOR SELECT
    USING (souk_scope() = 'subject' AND EXISTS (SELECT FROM intent i WHERE i.id = intent_id));
