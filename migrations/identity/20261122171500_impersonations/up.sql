-- An operator looks at what a merchant or a person sees: in one session of theirs, with a reason, until it is ended or its
-- time is over. Rows stay, as the record.
CREATE TABLE impersonation (
    id         uuid        PRIMARY KEY,
    operator   uuid        NOT NULL,
    session_id uuid        NOT NULL,
    tenant     uuid,
    person     uuid,
    reason     text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
    started_at timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    ended_at   timestamptz,
    ended_by   text        CHECK (ended_by IN ('operator', 'time')),
    CHECK ((tenant IS NULL) <> (person IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
-- One at a time in a session.
CREATE UNIQUE INDEX impersonation_open ON impersonation (session_id) WHERE ended_at IS NULL;
ALTER TABLE impersonation ENABLE ROW LEVEL SECURITY;
ALTER TABLE impersonation FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON impersonation USING (souk_scope() = 'platform');
REVOKE DELETE ON impersonation FROM souk_identity;
