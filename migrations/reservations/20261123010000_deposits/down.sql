DROP TABLE deposit_proof;
DROP TABLE deposit;
ALTER TABLE customer DROP COLUMN proof_at, DROP COLUMN proof_words, DROP COLUMN proof_message, DROP COLUMN shown_fee;
ALTER TABLE reservation DROP COLUMN yes_at, DROP COLUMN deposit_id;
ALTER TABLE desk DROP COLUMN last_proof;
