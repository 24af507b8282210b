ALTER TABLE customer DROP COLUMN proof_pages;
DROP INDEX deposit_refund_owed;
ALTER TABLE deposit DROP COLUMN refund_note;
ALTER TABLE deposit DROP COLUMN refunded_by;
ALTER TABLE deposit DROP COLUMN refunded_at;
ALTER TABLE deposit DROP COLUMN refund_due_at;
