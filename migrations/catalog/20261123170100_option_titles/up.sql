-- Names of options and of their values in further languages, by the product's own names:
-- {"Couleur": {"titles": {"en": "Colour"}, "values": {"Rouge": {"en": "Red"}}}}.
ALTER TABLE product ADD COLUMN option_titles jsonb NOT NULL DEFAULT '{}';
