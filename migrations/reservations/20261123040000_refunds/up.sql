-- Money that is owed back: since when, and who gave it back. Pictures of an album wait together for what they are for.
ALTER TABLE deposit ADD COLUMN refund_due_at timestamptz; -- since when; none for rows that are older than this column
ALTER TABLE deposit ADD COLUMN refunded_at timestamptz;
ALTER TABLE deposit ADD COLUMN refunded_by text NOT NULL DEFAULT ''; -- usr_…
ALTER TABLE deposit ADD COLUMN refund_note text NOT NULL DEFAULT '' CHECK (length(refund_note) <= 200); -- how, in the shop's words
CREATE INDEX deposit_refund_owed ON deposit (tenant_id, number) WHERE refund_due AND refunded_at IS NULL;

ALTER TABLE customer ADD COLUMN proof_pages uuid[] NOT NULL DEFAULT '{}'; -- further pictures of the proof that waits
