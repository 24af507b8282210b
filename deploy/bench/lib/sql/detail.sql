\set n random(1, 10000)
SELECT p.id, p.slug, p.title, p.description, p.category, p.brand, p.tags, p.photos, p.options, p.tax_class, p.version,
       s.slug, s.name, v.id, v.option_values, v.sku, v.barcode, v.price, v.compare_at, k.on_hand - k.allocated - k.held
FROM catalog.product p
JOIN catalog.store s ON s.id = p.store_id
JOIN catalog.variant v ON v.product_id = p.id
JOIN catalog.stock k ON k.variant_id = v.id
WHERE p.slug = (SELECT slug FROM bench.slug WHERE n = :n) AND p.published;
