//! How long the rows of orders stay.
use souk_kit::retention::{MAIL, Rule, YEAR};

/// When the order of a row was closed.
const CLOSED: &str = "(SELECT o.closed_at FROM orders o WHERE o.id = order_id)";

/// Table by table.
pub(crate) const RULES: &[Rule] = &[
    MAIL,
    Rule::goes("cart_line", "added_at", 180, "a cart that was left"),
    Rule::goes("cart_code", "added_at", 180, "a cart that was left"),
    Rule::emptied("orders", "contact = '', note = NULL", "closed_at", YEAR, "address and contact of a buyer")
        .only("contact <> ''"),
    Rule::emptied("order_line", "note = NULL", CLOSED, YEAR, "words of a buyer").only("note IS NOT NULL"),
    Rule::emptied(
        "order_sought",
        "phone_hash = NULL, city_hash = NULL",
        CLOSED,
        YEAR,
        "to find a buyer's order",
    )
    .only("phone_hash IS NOT NULL OR city_hash IS NOT NULL"),
    Rule::goes("order_opt_in", "at", YEAR, "told when the order was placed; identity keeps the proof"),
    Rule::emptied("order_history", "person = NULL", "at", 3 * YEAR, "to account for changes")
        .only("person IS NOT NULL"),
    Rule::goes("personal_access", "at", 3 * YEAR, "to account for who looked at a contact"),
    Rule::goes("order_export", "at", 3 * YEAR, "to account for who took data along"),
    Rule::goes_by(
        "intervention",
        "forget_interventions",
        "at",
        3 * YEAR,
        "to account for what operators did",
    ),
    Rule::goes("promotion_redemption", CLOSED, 10 * YEAR, "accounting"),
    Rule::goes("order_history", CLOSED, 10 * YEAR, "accounting"),
    Rule::goes("order_line", CLOSED, 10 * YEAR, "accounting"),
    Rule::goes("orders", "closed_at", 10 * YEAR, "accounting").only(
        "NOT EXISTS (SELECT FROM order_line l WHERE l.order_id = orders.id)
              AND NOT EXISTS (SELECT FROM order_history h WHERE h.order_id = orders.id)
              AND NOT EXISTS (SELECT FROM promotion_redemption r WHERE r.order_id = orders.id)",
    ),
    Rule::goes("checkout", "closed_at", YEAR, "to answer a repeated request")
        .only("NOT EXISTS (SELECT FROM orders o WHERE o.checkout_id = checkout.id)"),
    Rule::done("checkout_hold", "with its checkout", "to answer a repeated request"),
    Rule::goes("slot_use", "starts_at", 30, "how full a slot was; nobody's data"),
    Rule::stays("store", "settings, nobody's data"),
    Rule::stays("order_counter", "settings, nobody's data"),
    Rule::stays("promotion", "settings, nobody's data"),
    Rule::stays("promotion_code", "settings, nobody's data"),
    Rule::stays("promotion_mark", "settings, nobody's data"),
    Rule::stays("promotion_counter", "with the promotion, to keep its limit per person; ids only"),
    Rule::stays("fulfilment", "settings, nobody's data"),
];
