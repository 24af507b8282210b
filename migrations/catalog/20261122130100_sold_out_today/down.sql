ALTER TABLE product DROP COLUMN sold_out_until;
