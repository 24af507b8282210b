-- Every fact of the platform as it was told, for the timeline. Facts carry ids, amounts and states, no
-- personal data. tenant_id is empty for facts of the platform itself, so it may be null here.
CREATE TABLE event_log (
    seq         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          uuid        NOT NULL UNIQUE,
    kind        text        NOT NULL,
    source      text        NOT NULL,
    tenant_id   uuid,
    subject     text        NOT NULL,
    correlation text        NOT NULL,
    time        timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    data        jsonb       NOT NULL,
    -- What people read out on the phone: the order number of orders.order_placed.
    number      text        GENERATED ALWAYS AS (data ->> 'number') STORED
);
CREATE INDEX event_log_tenant ON event_log (tenant_id, seq);
CREATE INDEX event_log_kind ON event_log (kind, seq);
CREATE INDEX event_log_source ON event_log (source, seq);
CREATE INDEX event_log_subject ON event_log (subject, seq);
CREATE INDEX event_log_correlation ON event_log (correlation, seq);
CREATE INDEX event_log_number ON event_log (number, seq) WHERE number IS NOT NULL;
CREATE INDEX event_log_received ON event_log (received_at);

-- A fact arrives in the scope of its tenant, or of the platform; only operators read it.
ALTER TABLE event_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_log FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON event_log USING (souk_scope() = 'platform') WITH CHECK (souk_scope() = 'platform');
CREATE POLICY arrival ON event_log FOR INSERT
    WITH CHECK (souk_scope() = 'tenant' AND tenant_id = souk_tenant());
