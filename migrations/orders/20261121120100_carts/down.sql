DROP TABLE checkout_hold, checkout, cart_line CASCADE;
