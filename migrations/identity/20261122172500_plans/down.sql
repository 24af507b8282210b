DROP TRIGGER quota_api_keys ON api_key;
DROP TRIGGER quota_staff ON membership;
DROP TRIGGER quota_stores ON store;
DROP FUNCTION keep_within_plan();
DROP TABLE plan_change;
ALTER TABLE tenant DROP COLUMN plan;
DROP TABLE plan;
