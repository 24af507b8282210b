DROP TABLE switch_revision;
DROP TABLE switch;
