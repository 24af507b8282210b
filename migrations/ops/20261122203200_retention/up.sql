-- The role may not delete these rows: they are the record. After three years this does it, and nothing younger.
CREATE FUNCTION forget_audit(before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = ops, pg_temp AS $$
    WITH gone AS (DELETE FROM audit
                  WHERE at < least(before, now() - interval '1095 days') RETURNING 1)
    SELECT count(*) FROM gone
$$;
