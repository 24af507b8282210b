\set a random(1, 5000)
\set b random(5001, 10000)
BEGIN;
UPDATE bench.stock SET available = available - 1 WHERE id = :a;
UPDATE bench.stock SET available = available - 1 WHERE id = :b;
WITH placed AS (INSERT INTO bench.orders (customer, total) VALUES ('guest', 3900) RETURNING id),
     lines AS (INSERT INTO bench.order_line SELECT id, n, CASE n WHEN 1 THEN :a::int ELSE :b::int END, 1, 1950 FROM placed, generate_series(1, 2) n)
INSERT INTO bench.outbox (kind, data) SELECT 'order_placed', jsonb_build_object('order', id, 'total', 3900) FROM placed;
COMMIT;
