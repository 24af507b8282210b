DROP INDEX reservation_group_confirmed;
DROP INDEX reservation_held;
DROP TABLE check_run;
