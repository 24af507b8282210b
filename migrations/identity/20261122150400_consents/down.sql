ALTER TABLE account DROP COLUMN phone;
DROP TABLE consent_chain;
DROP TABLE consent;
