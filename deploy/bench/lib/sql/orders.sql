-- The least that an order of two items is: the order, two lines, two stock decrements, one fact.
CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE bench.stock (id int PRIMARY KEY, available bigint NOT NULL CHECK (available >= 0));
INSERT INTO bench.stock SELECT n, 1000000000 FROM generate_series(1, 10000) n;
CREATE TABLE bench.orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  customer text NOT NULL, total bigint NOT NULL, placed_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE bench.order_line (order_id uuid NOT NULL REFERENCES bench.orders, position int NOT NULL, variant int NOT NULL,
  quantity int NOT NULL, price bigint NOT NULL, PRIMARY KEY (order_id, position));
CREATE TABLE bench.outbox (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL, data jsonb NOT NULL);
ANALYZE bench.stock;
