DROP TABLE import_error;
DROP TABLE import_item;
DROP TABLE import;
