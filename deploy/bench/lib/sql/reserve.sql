\set item random(1, 2000)
BEGIN;
INSERT INTO bench.message (sid) VALUES (gen_random_uuid()) RETURNING seq;
SELECT on_hand FROM bench.item WHERE id = :item FOR UPDATE;
WITH held AS (INSERT INTO bench.reservation (item, quantity, state, expires_at)
  SELECT :item, 1, CASE WHEN on_hand > (SELECT coalesce(sum(quantity), 0) FROM bench.reservation r WHERE r.item = :item AND state = 'held')
    THEN 'held' ELSE 'waiting' END, now() + interval '5 minutes' FROM bench.item WHERE id = :item RETURNING id)
INSERT INTO bench.reply (reservation) SELECT id FROM held;
COMMIT;
