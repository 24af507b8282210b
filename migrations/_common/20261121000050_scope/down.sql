DROP FUNCTION souk_subject();
DROP FUNCTION souk_tenant();
DROP FUNCTION souk_scope();
