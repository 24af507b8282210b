-- What every module needs to tell and to hear facts, to keep promises in time and to know whether it is on.
-- No row-level security here: only crates/outbox touches these tables, across tenants by its nature, and
-- the schema belongs to one module, whose role alone reaches it.

-- Facts told by this module. A row is written in the transaction of its cause; the relay sends it and
-- marks it. Sent rows stay for a while so that history can be told again.
CREATE TABLE outbox (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    kind text NOT NULL,
    source text NOT NULL,
    time timestamptz NOT NULL,
    tenant uuid,
    subject text NOT NULL,
    correlation text NOT NULL,
    traceparent text,
    data jsonb NOT NULL,
    published_at timestamptz
);
CREATE INDEX outbox_waiting ON outbox (seq) WHERE published_at IS NULL;
CREATE INDEX outbox_published ON outbox (published_at) WHERE published_at IS NOT NULL;

-- Facts heard by this module: one row per consumer and event, which is what makes an effect happen once.
--   waiting:  finished_at and dead_at are null (attempt > 0: it failed and is tried again at next_at)
--   dead:     dead_at is set, finished_at is null
--   finished: finished_at is set; outcome says how
CREATE TABLE inbox (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    kind text NOT NULL,
    source text NOT NULL,
    time timestamptz NOT NULL,
    tenant uuid,
    subject text NOT NULL,
    correlation text NOT NULL,
    traceparent text,
    data jsonb NOT NULL,
    ordering_key text,
    received_at timestamptz NOT NULL,
    next_at timestamptz NOT NULL,
    attempt integer NOT NULL DEFAULT 0,
    last_error text,
    dead_at timestamptz,
    finished_at timestamptz,
    outcome text CHECK (outcome IN ('done', 'dropped', 'archived')),
    UNIQUE (consumer, event_id),
    CHECK ((finished_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX inbox_waiting ON inbox (seq) WHERE finished_at IS NULL AND dead_at IS NULL;
CREATE INDEX inbox_ordered ON inbox (consumer, ordering_key, seq)
    WHERE finished_at IS NULL AND ordering_key IS NOT NULL;
CREATE INDEX inbox_failed ON inbox (consumer, ordering_key)
    WHERE finished_at IS NULL AND ordering_key IS NOT NULL AND last_error IS NOT NULL;
CREATE INDEX inbox_dead ON inbox (seq) WHERE finished_at IS NULL AND dead_at IS NOT NULL;
CREATE INDEX inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL;

-- Promises in time. A fired timer is deleted in the transaction of its effect.
CREATE TABLE timer (
    kind text NOT NULL,
    key text NOT NULL,
    tenant uuid,
    due_at timestamptz NOT NULL,
    payload jsonb NOT NULL,
    next_at timestamptz NOT NULL,
    attempt integer NOT NULL DEFAULT 0,
    last_error text,
    dead_at timestamptz,
    PRIMARY KEY (kind, key)
);
CREATE INDEX timer_waiting ON timer (next_at) WHERE dead_at IS NULL;

-- Which modules are switched on: for the whole platform (tenant is null) or for one tenant. No row: on.
CREATE TABLE module_switch (
    module text NOT NULL,
    tenant uuid,
    "on" boolean NOT NULL,
    revision bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (module, tenant)
);
