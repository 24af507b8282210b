-- Sold out by hand until the store's next morning; nothing has to happen then, it is compared with the clock.
ALTER TABLE product ADD COLUMN sold_out_until timestamptz;
