DROP FUNCTION forget_interventions(timestamptz);
