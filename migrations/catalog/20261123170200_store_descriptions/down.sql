ALTER TABLE store DROP COLUMN descriptions;
