\set page random(0, 99)
SELECT p.id, p.slug, p.title, p.category, p.brand, p.photos, s.slug, s.name, v.price, v.compare_at, k.on_hand - k.allocated - k.held
FROM bench.page f
JOIN LATERAL (SELECT * FROM catalog.product p WHERE p.published AND (p.published_at, p.id) <= (f.published_at, f.id)
              ORDER BY p.published_at DESC, p.id DESC LIMIT 24) p ON true
JOIN catalog.store s ON s.id = p.store_id
JOIN catalog.variant v ON v.product_id = p.id
JOIN catalog.stock k ON k.variant_id = v.id
WHERE f.page = :page;
