DROP TABLE stray, setting, template, wording, attempt, outgoing, media, message, seller_phone, contact, arrival, sender, store;
