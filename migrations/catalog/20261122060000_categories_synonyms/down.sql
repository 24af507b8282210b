DROP TRIGGER note_change ON synonym;
DROP TRIGGER note_change ON category;
DROP FUNCTION note_words();
ALTER TABLE product DROP COLUMN category_id;
DROP TABLE synonym;
DROP TABLE category;
