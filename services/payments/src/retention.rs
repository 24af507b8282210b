//! How long the rows of payments stay.
use souk_kit::retention::Rule;

/// Table by table.
pub(crate) const RULES: &[Rule] = &[
    Rule::stays("intent", "accounting; ids and amounts only"),
    Rule::stays("share", "accounting; ids and amounts only"),
    Rule::stays("attempt", "accounting; ids and amounts only"),
    Rule::stays("refund", "accounting; ids and amounts only"),
    Rule::goes(
        "webhook",
        "received_at",
        60,
        "what the provider told, sealed; twice as long as it tells it again",
    ),
    Rule::goes("note", "heard_at", 60, "ids and amounts only; words about an order come within days"),
    Rule::stays("stray", "accounting; ids and amounts only"),
    Rule::done("task", "its own work, when it is done", "what is still to be asked of the provider"),
    Rule::stays("journal_entry", "accounting; ids and amounts only"),
    Rule::stays("journal_line", "accounting; ids and amounts only"),
];
