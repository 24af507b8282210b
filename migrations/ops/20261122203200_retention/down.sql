DROP FUNCTION forget_audit(timestamptz);
