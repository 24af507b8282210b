-- The least that a code is: the message once, the piece locked, a hold or a place in the queue, one reply.
CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE bench.message (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sid uuid NOT NULL UNIQUE);
CREATE TABLE bench.item (id int PRIMARY KEY, on_hand int NOT NULL);
INSERT INTO bench.item SELECT n, 1 FROM generate_series(1, 2000) n;
CREATE TABLE bench.reservation (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), item int NOT NULL REFERENCES bench.item,
  quantity int NOT NULL, state text NOT NULL, expires_at timestamptz NOT NULL);
CREATE INDEX ON bench.reservation (item) WHERE state = 'held';
CREATE TABLE bench.reply (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, reservation uuid NOT NULL);
ANALYZE bench.item;
