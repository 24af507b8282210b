DROP TRIGGER note_change ON stock;
DROP TRIGGER note_change ON product;
DROP TRIGGER note_change ON store;
DROP FUNCTION note_stock();
DROP FUNCTION note_product();
DROP FUNCTION note_store();
DROP FUNCTION settled_xact();
DROP TABLE change;
