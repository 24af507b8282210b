//! How long the rows of ops stay.
use souk_kit::retention::{Rule, YEAR};

/// Table by table.
pub(crate) const RULES: &[Rule] = &[
    Rule::done("event_log", "`ops.purge_event_log`: after `ops.retention_days`", "to find faults; ids only"),
    Rule::done("availability", "`ops.purge_event_log`: after a month", "nobody's data"),
    Rule::goes_by("audit", "forget_audit", "at", 3 * YEAR, "to account for what operators did"),
    Rule::goes("replay", "changed_at", 3 * YEAR, "to account for what operators did")
        .only("state IN ('done', 'stopped')"),
    Rule::stays("switch", "settings; who decided last, by id"),
    Rule::stays("switch_revision", "settings, nobody's data"),
];
