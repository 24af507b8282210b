DROP TABLE audit, request, heard_message, customer, reservation, reservation_group, stock_ledger, item_photo, live_item,
    live_session, desk, store;
DROP FUNCTION only_added_to();
