-- What a product is; that never changes. Goods have stock. A bundle is made of variants of goods and sells their stock.
-- Services and plans have none: others sell them.
ALTER TABLE product ADD COLUMN kind text NOT NULL DEFAULT 'goods'
    CHECK (kind IN ('goods', 'bundle', 'service', 'plan'));
-- What is in one bundle: [{variant_id, quantity}].
ALTER TABLE product ADD COLUMN parts jsonb NOT NULL DEFAULT '[]' CHECK ((kind = 'bundle') = (parts <> '[]'));
ALTER TABLE product ADD COLUMN duration_min integer CHECK (duration_min > 0)
    CHECK ((kind = 'service') = (duration_min IS NOT NULL));
ALTER TABLE product ADD COLUMN every_unit text CHECK (every_unit IN ('week', 'month', 'year'))
    CHECK ((kind = 'plan') = (every_unit IS NOT NULL));
ALTER TABLE product ADD COLUMN every_count integer CHECK (every_count > 0)
    CHECK ((every_unit IS NULL) = (every_count IS NULL));

-- A bundle in a hold is a row for each of its parts: the order's line, and how many of the part are in one bundle.
-- Units of such rows move like all others.
ALTER TABLE hold_line ADD COLUMN of_line uuid;
ALTER TABLE hold_line ADD COLUMN per_unit bigint CHECK (per_unit > 0)
    CHECK ((of_line IS NULL) = (per_unit IS NULL));
