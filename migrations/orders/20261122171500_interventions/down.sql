DROP INDEX orders_number;
DROP TABLE intervention;
