ALTER TABLE product DROP COLUMN option_titles;
