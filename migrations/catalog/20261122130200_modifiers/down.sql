ALTER TABLE product DROP COLUMN modifier_groups;
DROP TABLE modifier;
DROP TABLE modifier_group;
