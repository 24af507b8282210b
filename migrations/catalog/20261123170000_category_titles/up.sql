-- Names of categories in further languages, by code; `name` is in the merchant's own.
ALTER TABLE category ADD COLUMN titles jsonb NOT NULL DEFAULT '{}';
