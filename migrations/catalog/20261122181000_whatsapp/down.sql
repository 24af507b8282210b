ALTER TABLE store DROP COLUMN whatsapp;
