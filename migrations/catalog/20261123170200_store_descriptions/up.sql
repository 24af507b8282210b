-- Descriptions of stores in further languages, by code; `description` is in the store's own.
ALTER TABLE store ADD COLUMN descriptions jsonb NOT NULL DEFAULT '{}';
