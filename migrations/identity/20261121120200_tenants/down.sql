DROP POLICY colleagues ON account;
DROP POLICY own ON tenant;
DROP TABLE invitation, membership, store, tenant;
DROP FUNCTION keep_an_owner();
