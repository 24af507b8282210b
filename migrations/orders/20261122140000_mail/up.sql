-- Mails to be sent: noted in the transaction of their cause, sent outside of any, removed when the server took
-- them. What is noted is sealed; it names an order, and the address is looked up when the mail is written. A mail that
-- failed too often keeps its row with next_at null.
CREATE TABLE mail (
    id         uuid        PRIMARY KEY,
    sealed     bytea       NOT NULL,
    attempts   integer     NOT NULL DEFAULT 0,
    next_at    timestamptz,
    last_error text,
    created_at timestamptz NOT NULL
);
CREATE INDEX mail_next ON mail (next_at) WHERE next_at IS NOT NULL;
ALTER TABLE mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail FORCE ROW LEVEL SECURITY;
CREATE POLICY operators ON mail USING (souk_scope() = 'platform');
CREATE POLICY writers ON mail FOR INSERT WITH CHECK (souk_scope() <> '');
