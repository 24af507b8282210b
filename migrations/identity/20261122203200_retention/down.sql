DROP FUNCTION forget_plan_changes(timestamptz);
DROP FUNCTION forget_impersonations(timestamptz);
