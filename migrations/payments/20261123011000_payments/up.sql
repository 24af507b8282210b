-- What is owed for a checkout: one amount, one currency, shared out over the orders it pays for.
CREATE TABLE intent (
    id          uuid        PRIMARY KEY,
    checkout_id uuid        NOT NULL,
    customer    text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('online', 'cash')),
    state       text        NOT NULL CHECK (state IN ('open', 'captured', 'expired')),
    currency    text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    amount      bigint      NOT NULL CHECK (amount > 0),
    -- Nobody pays after: the page is closed at the provider first.
    pay_by      timestamptz,
    created_at  timestamptz NOT NULL,
    captured_at timestamptz,
    ended_at    timestamptz,
    CHECK ((state = 'captured') = (captured_at IS NOT NULL)),
    CHECK ((kind = 'online') = (pay_by IS NOT NULL))
);
CREATE INDEX intent_customer ON intent (customer, id DESC);

-- The part of one order. What went back never exceeds it.
CREATE TABLE share (
    tenant_id  uuid        NOT NULL,
    order_id   uuid        NOT NULL UNIQUE,
    intent_id  uuid        NOT NULL REFERENCES intent (id),
    -- As the intent has it: the policies of the two do not ask each other.
    customer   text        NOT NULL,
    store_name text        NOT NULL,
    -- The order's number at its shop.
    number     text        NOT NULL,
    currency   text        NOT NULL,
    amount     bigint      NOT NULL CHECK (amount >= 0),
    refunded   bigint      NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND amount),
    -- The order ended early: whatever arrives goes back.
    called_off boolean     NOT NULL DEFAULT false,
    told       bigint      NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, order_id)
);
CREATE INDEX share_intent ON share (intent_id);
CREATE INDEX share_newest ON share (tenant_id, created_at DESC);

-- One try to pay: a page of the provider, or cash at the counter.
CREATE TABLE attempt (
    id          uuid        PRIMARY KEY,
    intent_id   uuid        NOT NULL REFERENCES intent (id),
    method      text        NOT NULL CHECK (method IN ('stripe', 'test', 'cash')),
    state       text        NOT NULL CHECK (state IN ('created', 'open', 'paid', 'closed', 'due', 'collected', 'void')),
    -- The provider's id of the page, and of the money.
    reference   text        CONSTRAINT attempt_reference UNIQUE,
    payment_ref text,
    url         text,
    -- Why it was refused last; the page stays open.
    refusal     text        NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL,
    ended_at    timestamptz
);
-- Nobody can pay twice: another page is opened when the one before is closed for good.
CREATE UNIQUE INDEX attempt_open ON attempt (intent_id) WHERE state IN ('created', 'open');
CREATE INDEX attempt_intent ON attempt (intent_id, created_at);

-- Money that goes back, of one order. The cause says it once: a fact that comes twice refunds once.
CREATE TABLE refund (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL UNIQUE,
    order_id   uuid        NOT NULL,
    intent_id  uuid        NOT NULL REFERENCES intent (id),
    currency   text        NOT NULL,
    amount     bigint      NOT NULL CHECK (amount > 0),
    reason     text        NOT NULL CHECK (reason IN ('order_ended', 'order_reduced', 'merchant')),
    cause      text        NOT NULL,
    person     text,
    state      text        NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed')),
    reference  text        CONSTRAINT refund_reference UNIQUE,
    failure    text        NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    ended_at   timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT refund_cause UNIQUE (tenant_id, cause),
    FOREIGN KEY (tenant_id, order_id) REFERENCES share (tenant_id, order_id)
);
CREATE INDEX refund_order ON refund (order_id, created_at);
CREATE INDEX refund_intent ON refund (intent_id);

-- What the provider told, as it came, sealed; it is a hint to look again, never a truth.
CREATE TABLE webhook (
    id          uuid        PRIMARY KEY,
    provider    text        NOT NULL,
    event_id    text        NOT NULL,
    kind        text        NOT NULL,
    object_id   text        NOT NULL,
    payload     bytea       NOT NULL,
    state       text        NOT NULL CHECK (state IN ('waiting', 'done', 'ignored', 'dead')),
    error       text        NOT NULL DEFAULT '',
    received_at timestamptz NOT NULL,
    done_at     timestamptz,
    CONSTRAINT webhook_event UNIQUE (provider, event_id)
);
CREATE INDEX webhook_newest ON webhook (received_at DESC);

-- What is to be asked of the provider: taken with a lease, outside of any transaction.
CREATE TABLE task (
    kind     text        NOT NULL,
    target   uuid        NOT NULL,
    due_at   timestamptz NOT NULL,
    tries    integer     NOT NULL DEFAULT 0,
    error    text        NOT NULL DEFAULT '',
    PRIMARY KEY (kind, target)
);
CREATE INDEX task_due ON task (due_at);

-- The ledger: entries of at least two lines whose sum is zero, in one currency, never changed.
CREATE TABLE journal_entry (
    tenant_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('capture', 'refund', 'refund_failed', 'cash_due', 'cash_collected', 'cash_void', 'cash_reduced')),
    order_id  uuid        NOT NULL,
    currency  text        NOT NULL,
    -- What it books: nothing is booked twice.
    cause     text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT journal_entry_cause UNIQUE (tenant_id, cause)
);
CREATE INDEX journal_entry_order ON journal_entry (order_id, at);
CREATE TABLE journal_line (
    tenant_id uuid    NOT NULL,
    entry_id  uuid    NOT NULL,
    position  integer NOT NULL,
    account   text    NOT NULL CHECK (account IN ('psp', 'merchant', 'cash_due', 'merchant_cash')),
    -- Debits above zero, credits below, minor units.
    amount    bigint  NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (tenant_id, entry_id, position),
    FOREIGN KEY (tenant_id, entry_id) REFERENCES journal_entry (tenant_id, id)
);

-- It runs at the end of a transaction, whichever scope that ends in: it looks at all lines.
CREATE FUNCTION journal_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    which uuid := CASE TG_TABLE_NAME WHEN 'journal_entry' THEN to_jsonb(NEW)->>'id' ELSE to_jsonb(NEW)->>'entry_id' END;
    found bigint;
    total numeric;
    scope text := coalesce(current_setting('souk.scope', true), '');
BEGIN
    PERFORM set_config('souk.scope', 'platform', true);
    SELECT count(*), coalesce(sum(amount), 0) INTO found, total
    FROM journal_line WHERE tenant_id = NEW.tenant_id AND entry_id = which;
    PERFORM set_config('souk.scope', scope, true);
    IF found < 2 OR total <> 0 THEN
        RAISE EXCEPTION 'journal entry % has % lines that sum to %', which, found, total
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_entry_balanced AFTER INSERT ON journal_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_balanced();
CREATE CONSTRAINT TRIGGER journal_line_balanced AFTER INSERT ON journal_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_balanced();
REVOKE UPDATE, DELETE, TRUNCATE ON journal_entry, journal_line FROM souk_payments;

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['intent', 'share', 'attempt', 'refund', 'webhook', 'task', 'journal_entry', 'journal_line'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY operators ON %I USING (souk_scope() = ''platform'') WITH CHECK (souk_scope() = ''platform'')', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['share', 'refund', 'journal_entry', 'journal_line'] LOOP
        EXECUTE format('CREATE POLICY staff ON %I USING (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())
                        WITH CHECK (souk_scope() = ''tenant'' AND tenant_id = souk_tenant())', t);
    END LOOP;
END $$;
-- A merchant sees that an order of theirs was paid and how, never what else the customer bought with it.
CREATE POLICY staff ON intent FOR SELECT
    USING (souk_scope() = 'tenant' AND EXISTS (SELECT FROM share s WHERE s.intent_id = intent.id AND s.tenant_id = souk_tenant()));
CREATE POLICY staff ON attempt FOR SELECT
    USING (souk_scope() = 'tenant' AND EXISTS (SELECT FROM share s WHERE s.intent_id = attempt.intent_id AND s.tenant_id = souk_tenant()));
-- A customer sees what they owe and what went back.
CREATE POLICY own ON intent FOR SELECT USING (souk_scope() = 'subject' AND customer = souk_subject());
CREATE POLICY own ON attempt FOR SELECT
    USING (souk_scope() = 'subject' AND EXISTS (SELECT FROM intent i WHERE i.id = intent_id));
CREATE POLICY own ON share FOR SELECT USING (souk_scope() = 'subject' AND customer = souk_subject());
CREATE POLICY own ON refund FOR SELECT
    USING (souk_scope() = 'subject' AND EXISTS (SELECT FROM intent i WHERE i.id = intent_id));
