//! How long the rows of whatsapp stay.
use souk_kit::retention::{Rule, YEAR};

const FORGOTTEN: &str = "`whatsapp.forget_old_messages`: what it says, after `keep_days`";

/// Table by table.
pub(crate) const RULES: &[Rule] = &[
    Rule::stays("store", "settings, nobody's data"),
    Rule::stays("sender", "contract with the merchant"),
    Rule::stays("arrival", "settings, nobody's data"),
    Rule::goes("contact", "last_inbound_at", 3 * YEAR, "a customer who wrote no more"),
    Rule::stays("seller_phone", "until the merchant takes it away"),
    Rule::done("message", FORGOTTEN, "to answer"),
    Rule::goes("message", "received_at", 3 * YEAR, "each message acts once"),
    Rule::done("media", FORGOTTEN, "to answer"),
    Rule::goes("media_problem", "last_at", YEAR, "to say why a file is not there"),
    Rule::done("outgoing", FORGOTTEN, "to say what was said"),
    Rule::goes("outgoing", "created_at", 3 * YEAR, "to account for what was sent"),
    Rule::goes("attempt", "at", 3 * YEAR, "to account for what was sent"),
    Rule::stays("wording", "settings, nobody's data"),
    Rule::stays("template", "settings, nobody's data"),
    Rule::stays("content", "settings, nobody's data"),
    Rule::stays("setting", "settings, nobody's data"),
    Rule::done("stray", "`whatsapp.forget_old_messages`: after `keep_days`", "to find what went astray"),
];
