-- From how many units down a merchant is told; none: never. A variant may have its own number.
ALTER TABLE store ADD COLUMN low_stock bigint CHECK (low_stock >= 0);
ALTER TABLE stock ADD COLUMN low_own bigint CHECK (low_own >= 0);
-- The number that counts for this row (its own, else its store's; -1: never), and whether it was reached: units in the
-- store that belong to no order. Units in open checkouts come back too often to be told of.
ALTER TABLE stock ADD COLUMN low_at bigint NOT NULL DEFAULT -1;
ALTER TABLE stock ADD COLUMN low boolean NOT NULL DEFAULT false;
CREATE INDEX stock_low ON stock (tenant_id, product_id) WHERE low;

-- What is told of is no change for readers.
DROP TRIGGER note_change ON stock;
CREATE TRIGGER note_change AFTER UPDATE OF on_hand, allocated, held ON stock FOR EACH ROW EXECUTE FUNCTION note_stock();
