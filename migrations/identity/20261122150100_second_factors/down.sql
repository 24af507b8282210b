ALTER TABLE session DROP COLUMN confirmed_at;
DROP TABLE recovery_code;
DROP TABLE second_factor;
