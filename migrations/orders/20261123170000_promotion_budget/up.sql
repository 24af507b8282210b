-- What a promotion may give in all, what it gave, the price below which it sells nothing, and whether it stands
-- alone. Amounts are minor units of the promotion's currency.
ALTER TABLE promotion
    ADD COLUMN budget      bigint  CHECK (budget > 0),
    ADD COLUMN floor_price bigint  CHECK (floor_price >= 0),
    ADD COLUMN exclusive   boolean NOT NULL DEFAULT false;

-- The row of everybody carries the budget, so that the update that counts a use decides about it as well.
ALTER TABLE promotion_counter
    ADD COLUMN spent  bigint NOT NULL DEFAULT 0 CHECK (spent >= 0),
    ADD COLUMN budget bigint CHECK (budget > 0);
SELECT set_config('souk.scope', 'platform', true);
UPDATE promotion_counter c SET spent = given.amount
FROM (SELECT tenant_id, promotion_id, sum(amount) AS amount FROM promotion_redemption
      WHERE state <> 'released' GROUP BY tenant_id, promotion_id) given
WHERE c.tenant_id = given.tenant_id AND c.promotion_id = given.promotion_id AND c.person = '';
SELECT set_config('souk.scope', '', true);

-- Promotions of the platform are kept as those of nobody's tenant and apply at every merchant: a use is the
-- merchant's row, of a promotion that is not.
ALTER TABLE promotion_redemption
    ADD COLUMN of_platform boolean NOT NULL DEFAULT false,
    ADD COLUMN promoter    uuid GENERATED ALWAYS AS
        (CASE WHEN of_platform THEN '00000000-0000-0000-0000-000000000000'::uuid ELSE tenant_id END) STORED,
    DROP CONSTRAINT promotion_redemption_tenant_id_promotion_id_fkey,
    ADD FOREIGN KEY (promoter, promotion_id) REFERENCES promotion;

-- A merchant whose order ends early gives its use of the platform's promotion back, and sees only such uses.
DO $$ DECLARE theirs text := 'souk_scope() = ''tenant'' AND tenant_id = ''00000000-0000-0000-0000-000000000000''
    AND EXISTS (SELECT FROM promotion_redemption r WHERE r.of_platform AND r.tenant_id = souk_tenant()
                AND r.promotion_id = promotion_counter.promotion_id AND promotion_counter.person IN ('''', r.customer))';
BEGIN
    EXECUTE 'CREATE POLICY given_back_look ON promotion_counter FOR SELECT USING (' || theirs || ')';
    EXECUTE 'CREATE POLICY given_back ON promotion_counter FOR UPDATE USING (' || theirs || ') WITH CHECK (' || theirs || ')';
END $$;
