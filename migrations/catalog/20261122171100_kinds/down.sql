ALTER TABLE hold_line DROP COLUMN per_unit;
ALTER TABLE hold_line DROP COLUMN of_line;
ALTER TABLE product DROP COLUMN every_count;
ALTER TABLE product DROP COLUMN every_unit;
ALTER TABLE product DROP COLUMN duration_min;
ALTER TABLE product DROP COLUMN parts;
ALTER TABLE product DROP COLUMN kind;
