-- Who is asking, as row-level security policies see it. Set per transaction by the application.
CREATE FUNCTION souk_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(current_setting('souk.scope', true), '') $$;
CREATE FUNCTION souk_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('souk.tenant', true), '')::uuid $$;
CREATE FUNCTION souk_subject() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('souk.subject', true), '') $$;
