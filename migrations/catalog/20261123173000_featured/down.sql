ALTER TABLE product DROP COLUMN featured;
