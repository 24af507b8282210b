-- While the module is off for a merchant its messages are taken and held: nobody is told of them. When it is on again
-- they are told in their order, unless they are too old.
ALTER TABLE message ADD COLUMN held boolean NOT NULL DEFAULT false;
CREATE INDEX message_held ON message (tenant_id, seq) WHERE held;

-- When Twilio is next asked for messages that never reached us, and until when that was done.
ALTER TABLE sender ADD COLUMN sweep_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE sender ADD COLUMN swept_until timestamptz;
-- Nothing that nobody asked for is sent before: Meta's limit of the day is reached.
ALTER TABLE sender ADD COLUMN unasked_from timestamptz;

-- A message that was taken and then came back: under which of Twilio's ids, whose late statuses say nothing more.
ALTER TABLE outgoing ADD COLUMN old_sids text[] NOT NULL DEFAULT '{}';
-- It goes, or went, as a template.
ALTER TABLE outgoing ADD COLUMN as_template boolean NOT NULL DEFAULT false;

-- Why Meta takes a template no more; empty: it does.
ALTER TABLE template ADD COLUMN paused_code text NOT NULL DEFAULT '';

-- The number as Twilio manages it: its id there and how it stands (CREATING … ONLINE, OFFLINE); empty: not asked yet.
ALTER TABLE sender ADD COLUMN channel_sid text NOT NULL DEFAULT '';
ALTER TABLE sender ADD COLUMN channel_status text NOT NULL DEFAULT '';

-- A message that did not arrive leaves the list of problems when somebody says why that is all right.
ALTER TABLE outgoing ADD COLUMN discarded_at timestamptz;
ALTER TABLE outgoing ADD COLUMN discarded_why text NOT NULL DEFAULT '' CHECK (length(discarded_why) <= 200);
CREATE INDEX outgoing_problem ON outgoing (tenant_id, created_at)
    WHERE state IN ('dead', 'failed') AND discarded_at IS NULL;

-- It went with buttons; should it come back it goes as text.
ALTER TABLE outgoing ADD COLUMN with_buttons boolean NOT NULL DEFAULT false;
