DROP FUNCTION bus.deliver(jsonb);
CREATE FUNCTION bus.publish(batch jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    placed integer;
BEGIN
    INSERT INTO bus.message (queue, event)
        SELECT q.name, e.event
        FROM jsonb_array_elements(batch) WITH ORDINALITY AS e (event, place)
        CROSS JOIN bus.queue AS q
        WHERE EXISTS (
            SELECT FROM bus.subscription AS s
            WHERE s.queue = q.name AND e.event ->> 'type' ~ s.regex
        )
        ORDER BY e.place;
    GET DIAGNOSTICS placed = ROW_COUNT;
    RETURN placed;
END
$$;
REVOKE ALL ON FUNCTION bus.publish(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bus.publish(jsonb) TO souk_modules;
