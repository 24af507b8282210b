-- A replay ends by itself when so many of a hundred that were tried again failed again.
ALTER TABLE replay ADD COLUMN stop_percent integer NOT NULL DEFAULT 100 CHECK (stop_percent BETWEEN 1 AND 100);
