DROP INDEX message_seller;
DROP INDEX outgoing_test;
DROP INDEX outgoing_created;
ALTER TABLE contact DROP COLUMN opted_in_at;
DROP TABLE media_problem;
DROP TABLE content;
