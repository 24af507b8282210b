DROP TABLE order_opt_in;
