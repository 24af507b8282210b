\set n random(1, :terms)
SELECT p.id, p.slug, p.title, p.category, p.brand, p.photos, s.slug, s.name, v.price, v.compare_at, k.on_hand - k.allocated - k.held
FROM (SELECT d.id, ts_rank(d.doc, to_tsquery('simple', t.term)) AS rank
      FROM bench.term t JOIN bench.doc d ON d.doc @@ to_tsquery('simple', t.term)
      WHERE t.n = :n ORDER BY rank DESC, d.id LIMIT 24) best
JOIN catalog.product p ON p.id = best.id
JOIN catalog.store s ON s.id = p.store_id
JOIN catalog.variant v ON v.product_id = p.id
JOIN catalog.stock k ON k.variant_id = v.id
ORDER BY best.rank DESC, best.id;
