-- When a store sells: intervals by weekday and other hours on single dates, in its time zone. None: always.
ALTER TABLE store ADD COLUMN hours jsonb;
