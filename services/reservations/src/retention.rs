//! How long the rows of reservations stay.
use souk_kit::retention::{Rule, YEAR};

/// Table by table.
pub(crate) const RULES: &[Rule] = &[
    Rule::stays("store", "settings, nobody's data"),
    Rule::stays("desk", "settings, nobody's data"),
    Rule::stays("setting", "settings, nobody's data"),
    Rule::stays("live_session", "to prove who was first; ids only"),
    Rule::stays("live_item", "to prove who was first; ids only"),
    Rule::stays("item_photo", "with its item; ids only"),
    Rule::stays("stock_ledger", "accounting; ids only"),
    Rule::stays("reservation", "to prove who was first; ids only"),
    Rule::emptied(
        "reservation_group",
        "personal = ''",
        "confirmed_at",
        YEAR,
        "address and contact of a buyer",
    )
    .only("personal <> ''"),
    Rule::emptied(
        "customer",
        "address = NULL, proof_words = NULL",
        "last_message_at",
        YEAR,
        "where a customer lives, what she sent",
    )
    .only("address IS NOT NULL OR proof_words IS NOT NULL"),
    Rule::goes("customer", "last_message_at", 3 * YEAR, "a customer who wrote no more"),
    Rule::goes("heard_message", "received_at", 3 * YEAR, "each message acts once"),
    Rule::goes("request", "created_at", 90, "what an answer was about"),
    Rule::stays("deposit", "with its order: accounting; ids only"),
    Rule::emptied(
        "deposit_proof",
        "file = NULL, words = NULL",
        "kept_from",
        180,
        "to answer for a payment, after its order ended",
    )
    .only("file IS NOT NULL OR words IS NOT NULL"),
    Rule::goes("data_link", "expires_at", 30, "a link to somebody's own data; id only"),
    Rule::goes("check_run", "at", YEAR, "what the nightly look found; ids and codes only"),
    Rule::stays("audit", "to prove who was first; ids only"),
];
