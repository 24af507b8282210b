-- When a product is sold while its store is open: intervals by weekday, a first and a last date, in the store's time
-- zone. None: always.
ALTER TABLE product ADD COLUMN availability jsonb;
