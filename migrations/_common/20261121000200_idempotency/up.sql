-- One row per Idempotency-Key of one caller: claimed first, answered in the transaction of the effect.
CREATE TABLE idempotency (
    principal   text        NOT NULL,
    key         text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint bytea       NOT NULL,
    lease       uuid        NOT NULL,
    lease_until timestamptz NOT NULL,
    status      smallint,
    answer      bytea,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (principal, key)
);
CREATE INDEX idempotency_created_at ON idempotency (created_at);
