-- The embedded transport: queues kept in PostgreSQL. The schema belongs to souk_bus_owner; everybody else
-- (the members of souk_modules) reaches it only through the functions below.

-- One row per receiving module. One receiver at a time holds a queue, so that arrival order has a meaning.
CREATE TABLE bus.queue (
    name text PRIMARY KEY,
    holder uuid,
    lease_until timestamptz
);

-- What a queue wants to hear: topic patterns with * (one word) and # (any number of words).
CREATE TABLE bus.subscription (
    queue text NOT NULL REFERENCES bus.queue ON DELETE CASCADE,
    pattern text NOT NULL CHECK (pattern ~ '^[a-z0-9_*#]+(\.[a-z0-9_*#]+)*$'),
    regex text NOT NULL,
    PRIMARY KEY (queue, pattern)
);

-- What waits for its receiver; an acknowledged message is deleted.
CREATE TABLE bus.message (
    queue text NOT NULL REFERENCES bus.queue ON DELETE CASCADE,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    event jsonb NOT NULL,
    PRIMARY KEY (queue, seq)
);

-- A topic pattern as a regular expression. Patterns are lower case, so capitals serve as marks on the way.
CREATE FUNCTION bus.topic_regex(pattern text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT '^' || replace(replace(replace(replace(replace(replace(replace(replace(
        pattern, '.#', 'A'), '#.', 'B'), '#', 'C'), '.', '\.'), '*', '[^.]+'),
        'A', '(\..*)?'), 'B', '(.*\.)?'), 'C', '.*') || '$'
$$;

-- Makes sure the queue exists and hears exactly these patterns.
CREATE FUNCTION bus.declare(queue_name text, patterns text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO bus.queue (name) VALUES (queue_name) ON CONFLICT DO NOTHING;
    DELETE FROM bus.subscription s WHERE s.queue = queue_name AND s.pattern <> ALL (patterns);
    INSERT INTO bus.subscription (queue, pattern, regex)
        SELECT DISTINCT queue_name, p, bus.topic_regex(p) FROM unnest(patterns) AS p
        ON CONFLICT DO NOTHING;
    RETURN cardinality(patterns);
END
$$;

-- Puts a batch of events, in order, into every queue that wants them.
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

-- The first waiting messages as [{"seq": …, "event": …}], or an empty array while another receiver holds
-- the queue. Taking renews the lease; nothing is removed until it is acknowledged.
CREATE FUNCTION bus.take(queue_name text, receiver uuid, most integer, lease_ms integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment timestamptz := clock_timestamp();
    lease interval := make_interval(secs => lease_ms / 1000.0);
    held bus.queue%ROWTYPE;
BEGIN
    SELECT * INTO held FROM bus.queue WHERE name = queue_name;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'queue % was never declared', queue_name;
    END IF;
    -- A lease in its first half is left alone: an idle receiver should not write at every poll.
    IF held.holder IS DISTINCT FROM receiver OR held.lease_until < moment + lease / 2 THEN
        UPDATE bus.queue SET holder = receiver, lease_until = moment + lease
            WHERE name = queue_name
            AND (holder IS NULL OR holder = receiver OR lease_until < moment);
        IF NOT FOUND THEN
            RETURN '[]';
        END IF;
    END IF;
    RETURN COALESCE((
        SELECT jsonb_agg(jsonb_build_object('seq', m.seq, 'event', m.event) ORDER BY m.seq)
        FROM (SELECT seq, event FROM bus.message WHERE queue = queue_name ORDER BY seq LIMIT most) AS m
    ), '[]');
END
$$;

-- Removes messages that were taken care of.
CREATE FUNCTION bus.ack(queue_name text, seqs bigint[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    removed integer;
BEGIN
    DELETE FROM bus.message WHERE queue = queue_name AND seq = ANY (seqs);
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$$;

-- Gives a queue back, so that the next receiver need not wait for the lease to end.
CREATE FUNCTION bus.release(queue_name text, receiver uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE bus.queue SET holder = NULL, lease_until = NULL WHERE name = queue_name AND holder = receiver;
    RETURN FOUND;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA bus FROM PUBLIC;
GRANT USAGE ON SCHEMA bus TO souk_modules;
GRANT EXECUTE ON FUNCTION
    bus.declare(text, text[]), bus.publish(jsonb), bus.take(text, uuid, integer, integer),
    bus.ack(text, bigint[]), bus.release(text, uuid)
TO souk_modules;
