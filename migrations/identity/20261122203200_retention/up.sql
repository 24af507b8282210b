-- The role may not delete these rows: they are the record. After three years this does it, and nothing younger.
CREATE FUNCTION forget_plan_changes(before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = identity, pg_temp AS $$
    WITH gone AS (DELETE FROM plan_change
                  WHERE at < least(before, now() - interval '1095 days') RETURNING 1)
    SELECT count(*) FROM gone
$$;
CREATE FUNCTION forget_impersonations(before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = identity, pg_temp AS $$
    WITH gone AS (DELETE FROM impersonation
                  WHERE coalesce(ended_at, ends_at) < least(before, now() - interval '1095 days') RETURNING 1)
    SELECT count(*) FROM gone
$$;
