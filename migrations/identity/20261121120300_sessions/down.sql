DROP TABLE revocation, refresh_token, session;
