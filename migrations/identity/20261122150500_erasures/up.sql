-- People who asked to be erased. The row outlives the account: it is the proof, and it names nobody. listed: it stands
-- on the list outside of the database, by which a restored database erases them again.
CREATE TABLE erasure (
    id           uuid        PRIMARY KEY,
    user_id      uuid        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('requested', 'undone', 'running', 'done')),
    requested_at timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    closed_at    timestamptz,
    listed       boolean     NOT NULL DEFAULT false,
    CHECK ((closed_at IS NULL) = (state IN ('requested', 'running')))
);
CREATE UNIQUE INDEX erasure_open ON erasure (user_id) WHERE state IN ('requested', 'running');
CREATE INDEX erasure_unlisted ON erasure (id) WHERE NOT listed;

-- What each module answered; done_at is null while it is waited for.
CREATE TABLE erasure_task (
    erasure_id uuid        NOT NULL REFERENCES erasure ON DELETE CASCADE,
    module     text        NOT NULL,
    rows       bigint,
    done_at    timestamptz,
    PRIMARY KEY (erasure_id, module)
);

ALTER TABLE erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasure FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON erasure USING (souk_scope() = 'platform');
CREATE POLICY own ON erasure USING (souk_scope() = 'subject' AND user_id = souk_user());
ALTER TABLE erasure_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasure_task FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON erasure_task USING (souk_scope() = 'platform');
