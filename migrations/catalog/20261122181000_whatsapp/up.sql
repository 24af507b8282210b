-- The number under which a store answers on WhatsApp, shown to everybody: + and digits; none: it does not.
ALTER TABLE store ADD COLUMN whatsapp text CHECK (whatsapp ~ '^[+][1-9][0-9]{7,14}$');
