ALTER TABLE product DROP COLUMN availability;
