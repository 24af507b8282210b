-- Whether a merchant wants a product to be shown first, on the home page too.
ALTER TABLE product ADD COLUMN featured boolean NOT NULL DEFAULT false;
