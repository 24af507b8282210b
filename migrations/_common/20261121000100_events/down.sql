DROP TABLE module_switch;
DROP TABLE timer;
DROP TABLE inbox;
DROP TABLE outbox;
