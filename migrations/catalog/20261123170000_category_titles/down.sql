ALTER TABLE category DROP COLUMN titles;
