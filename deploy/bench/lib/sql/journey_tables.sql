-- A text index over all products, as hand-written SQL would have it, and the words to search for.
CREATE SCHEMA bench;
CREATE TABLE bench.doc AS
  SELECT id, setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', description) AS doc FROM catalog.product;
ALTER TABLE bench.doc ADD PRIMARY KEY (id);
CREATE INDEX bench_doc ON bench.doc USING gin (doc);
CREATE TABLE bench.term (n int PRIMARY KEY, term text);
ANALYZE;
