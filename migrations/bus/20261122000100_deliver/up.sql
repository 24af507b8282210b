-- Publishing now says which queues got something, so that only their receivers are woken.
CREATE FUNCTION bus.deliver(batch jsonb) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    reached text[];
BEGIN
    WITH placed AS (
        INSERT INTO bus.message (queue, event)
            SELECT q.name, e.event
            FROM jsonb_array_elements(batch) WITH ORDINALITY AS e (event, place)
            CROSS JOIN bus.queue AS q
            WHERE EXISTS (
                SELECT FROM bus.subscription AS s
                WHERE s.queue = q.name AND e.event ->> 'type' ~ s.regex
            )
            ORDER BY e.place
        RETURNING queue
    )
    SELECT COALESCE(array_agg(DISTINCT queue), '{}') INTO reached FROM placed;
    RETURN reached;
END
$$;
REVOKE ALL ON FUNCTION bus.deliver(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bus.deliver(jsonb) TO souk_modules;
DROP FUNCTION bus.publish(jsonb);
