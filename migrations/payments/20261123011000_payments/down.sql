DROP TABLE journal_line, journal_entry, task, webhook, refund, attempt, share, intent;
DROP FUNCTION journal_balanced();
