DROP TRIGGER end_reduction ON variant;
DROP FUNCTION end_reduction();
DROP TRIGGER note_price ON variant;
DROP TRIGGER note_first_price ON variant;
DROP FUNCTION note_price();
ALTER TABLE variant DROP COLUMN former;
ALTER TABLE variant DROP COLUMN saved_at;
DROP TABLE price_change;
