-- What hand-written SQL may lean on: an index for the newest first, page starts known beforehand, a text index.
CREATE SCHEMA bench;
CREATE INDEX bench_newest ON catalog.product (published_at DESC, id DESC) WHERE published;
CREATE TABLE bench.page AS
  SELECT (n - 1) / 24 AS page, published_at, id
  FROM (SELECT row_number() OVER (ORDER BY published_at DESC, id DESC) AS n, published_at, id
        FROM catalog.product WHERE published) p WHERE n % 24 = 1 AND n <= 2400;
ALTER TABLE bench.page ADD PRIMARY KEY (page);
CREATE TABLE bench.slug AS SELECT row_number() OVER () AS n, slug FROM catalog.product WHERE published;
ALTER TABLE bench.slug ADD PRIMARY KEY (n);
CREATE TABLE bench.doc AS
  SELECT id, setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', description) AS doc FROM catalog.product;
ALTER TABLE bench.doc ADD PRIMARY KEY (id);
CREATE INDEX bench_doc ON bench.doc USING gin (doc);
CREATE TABLE bench.term (n int PRIMARY KEY, term text);
INSERT INTO bench.term VALUES (1, 'artisanal'), (2, 'robuste'), (3, 'naturel'), (4, 'festif'), (5, 'compact');
ANALYZE;
