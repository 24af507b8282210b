DROP INDEX heard_message_contact;
DROP TABLE data_link;
DROP INDEX customer_merged;
DROP INDEX customer_erase_wanted;
ALTER TABLE customer DROP COLUMN erased_at;
ALTER TABLE customer DROP COLUMN merged_into;
ALTER TABLE customer DROP COLUMN erase_wanted_at;
ALTER TABLE customer DROP COLUMN erase_asked_at;
