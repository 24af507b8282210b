-- A replay: the dead letters of one cause as they were when an operator pressed the button, given back to their
-- consumer little by little. `sent` is the place in `letters` up to which they were given back, so a restart goes on
-- there; a letter that is given back twice is not dead the second time and stays as it is. Platform scope: no
-- tenant_id.
CREATE TABLE replay (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    module     text        NOT NULL,
    consumer   text        NOT NULL,
    kind       text        NOT NULL,
    cause      text        NOT NULL,
    letters    bigint[]    NOT NULL CHECK (cardinality(letters) > 0),
    total      integer     NOT NULL GENERATED ALWAYS AS (cardinality(letters)) STORED,
    sent       integer     NOT NULL DEFAULT 0,
    -- How many of those sent were still dead.
    given      integer     NOT NULL DEFAULT 0 CHECK (given BETWEEN 0 AND sent),
    per_minute integer     NOT NULL CHECK (per_minute BETWEEN 1 AND 6000),
    -- After so many it waits for the operator; 0: it does not wait.
    canary     integer     NOT NULL CHECK (canary >= 0),
    state      text        NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'waiting', 'stopped', 'done')),
    reason     text        NOT NULL,
    started_at timestamptz NOT NULL,
    started_by text        NOT NULL,
    changed_at timestamptz NOT NULL,
    next_at    timestamptz NOT NULL,
    -- Why the module could not be reached last; empty when it was.
    failure    text        NOT NULL DEFAULT '',
    CHECK (sent BETWEEN 0 AND cardinality(letters))
);
-- One replay of a cause at a time: a second press finds the first.
CREATE UNIQUE INDEX replay_open ON replay (module, consumer, kind, cause) WHERE state IN ('running', 'waiting');
CREATE INDEX replay_due ON replay (next_at) WHERE state = 'running';

ALTER TABLE replay ENABLE ROW LEVEL SECURITY;
ALTER TABLE replay FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON replay USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
