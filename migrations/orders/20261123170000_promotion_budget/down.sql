DROP POLICY given_back ON promotion_counter;
DROP POLICY given_back_look ON promotion_counter;
SELECT set_config('souk.scope', 'platform', true);
DELETE FROM promotion_redemption WHERE of_platform;
SELECT set_config('souk.scope', '', true);
ALTER TABLE promotion_redemption
    DROP COLUMN promoter,
    DROP COLUMN of_platform,
    ADD FOREIGN KEY (tenant_id, promotion_id) REFERENCES promotion;
ALTER TABLE promotion_counter DROP COLUMN spent, DROP COLUMN budget;
ALTER TABLE promotion DROP COLUMN budget, DROP COLUMN floor_price, DROP COLUMN exclusive;
