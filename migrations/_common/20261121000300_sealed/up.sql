-- The key that opens a person's sealed values with one tenant, wrapped by the platform's master key.
-- Deleting the row makes every value sealed with it unreadable, in backups too.
CREATE TABLE subject_key (
    tenant_id   uuid        NOT NULL,
    subject     text        NOT NULL,
    key_id      uuid        NOT NULL UNIQUE,
    master      integer     NOT NULL,
    wrapped     bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, subject)
);
CREATE INDEX subject_key_subject ON subject_key (subject);
