ALTER TABLE replay DROP COLUMN stop_percent;
