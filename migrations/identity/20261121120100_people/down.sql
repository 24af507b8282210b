DROP TABLE throttle, mail_link, credential, account;
DROP FUNCTION souk_user();
