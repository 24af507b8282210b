DROP TABLE personal_access, order_history, order_line, orders, order_counter, store CASCADE;
