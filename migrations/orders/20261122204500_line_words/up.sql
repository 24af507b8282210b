-- The merchant's own words for what was bought, in their languages, where the customer may have read others.
ALTER TABLE order_line ADD COLUMN words jsonb;
