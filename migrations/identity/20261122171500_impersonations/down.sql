DROP TABLE impersonation;
