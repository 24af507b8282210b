DROP TABLE tenant_decision;
DROP INDEX tenant_status;
UPDATE tenant SET status = 'suspended' WHERE status = 'pending';
ALTER TABLE tenant DROP CONSTRAINT tenant_status_check,
    ADD CONSTRAINT tenant_status_check CHECK (status IN ('active', 'suspended'));
