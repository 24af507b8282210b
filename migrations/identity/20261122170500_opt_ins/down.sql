DROP POLICY hearing ON consent_chain;
DROP POLICY hearing ON consent;
DROP TABLE opt_in;
-- The ledger keeps its rows, whose hashes count every word: the older rules hold for what is added from now on.
DO $$ DECLARE later text; BEGIN
    PERFORM set_config('souk.scope', 'platform', true);
    later := CASE WHEN EXISTS (SELECT FROM consent WHERE subject !~ '^usr_' OR source NOT IN ('account', 'api', 'erasure'))
        THEN ' NOT VALID' ELSE '' END;
    PERFORM set_config('souk.scope', '', true);
    ALTER TABLE consent DROP CONSTRAINT consent_subject_check, DROP CONSTRAINT consent_source_check;
    EXECUTE 'ALTER TABLE consent ADD CONSTRAINT consent_subject_check CHECK (subject ~ ''^usr_'')' || later;
    EXECUTE 'ALTER TABLE consent ADD CONSTRAINT consent_source_check CHECK (source IN (''account'', ''api'', ''erasure''))' || later;
END $$;
