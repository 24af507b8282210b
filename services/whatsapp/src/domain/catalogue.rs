//! The catalogue of what is said to contacts: every text's key, class and parameters. The words stand in the locales.
use super::class::Class::{self, Hold, Optout, Order, Payment, Reply, Seller};

/// One text of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// `rsv.held`.
    pub key: &'static str,
    /// What kind of message it makes.
    pub class: Class,
    /// What is filled in.
    pub params: &'static [&'static str],
    /// How many buttons it has.
    pub buttons: usize,
}

const fn t(key: &'static str, class: Class, params: &'static [&'static str], buttons: usize) -> Entry {
    Entry { key, class, params, buttons }
}

/// All of them.
#[rustfmt::skip]
pub const ENTRIES: [Entry; 84] = [
    t("rsv.held", Reply, &["code", "minutes", "total"], 2),
    t("rsv.held_known_address", Reply, &["address", "code", "minutes", "total"], 2),
    t("rsv.multi", Reply, &["lines", "total"], 0),
    t("rsv.need_size", Reply, &["code", "sizes"], 0),
    t("rsv.need_address", Reply, &["codes"], 0),
    t("rsv.recap", Reply, &["address", "delivery", "lines", "minutes", "total"], 2),
    t("rsv.already_held", Reply, &["code", "minutes"], 0),
    t("rsv.partial", Reply, &["code", "held", "minutes", "missing", "rank"], 0),
    t("rsv.reminder", Hold, &["codes", "minutes", "todo"], 2),
    t("rsv.expired", Hold, &["code"], 0),
    t("rsv.cancelled", Reply, &["codes"], 0),
    t("rsv.released", Hold, &["code", "shop"], 0),
    t("wl.joined", Reply, &["code", "rank"], 0),
    t("wl.already", Reply, &["code", "rank"], 0),
    t("wl.promoted", Hold, &["code", "minutes", "total"], 2),
    t("wl.full", Reply, &["code"], 0),
    t("wl.left", Reply, &["code"], 0),
    t("wl.closed", Hold, &["codes"], 0),
    t("cfm.done", Reply, &["lines", "order", "total"], 0),
    t("cfm.done_deposit", Reply, &["lines", "order", "total"], 0),
    t("cfm.soldout", Reply, &["code", "rank"], 0),
    t("cfm.soldout_nowl", Reply, &["code"], 0),
    t("cfm.nothing", Reply, &["example"], 0),
    t("cfm.late_ok", Reply, &["code", "order", "total"], 0),
    t("cfm.partial", Reply, &["failed", "ok", "order", "total"], 0),
    t("dep.invite", Reply, &["codes", "deposit", "instructions", "minutes"], 0),
    t("dep.required", Reply, &["codes", "deposit", "instructions", "minutes"], 0),
    t("dep.received", Reply, &["shop", "target"], 0),
    t("dep.approved", Payment, &["balance", "target"], 0),
    t("dep.rejected", Payment, &["next", "reason", "target"], 0),
    t("dep.which", Reply, &["options"], 0),
    t("dep.no_context", Reply, &["example"], 0),
    t("dep.refund_due", Payment, &["shop", "target"], 0),
    t("code.unknown", Reply, &["code", "example"], 0),
    t("code.suggest", Reply, &["code", "suggestion"], 1),
    t("code.ask", Reply, &["availability", "code", "price"], 0),
    t("code.clarify", Reply, &["code"], 0),
    t("live.none", Reply, &["shop"], 0),
    t("order.confirmed", Order, &["order", "total"], 0),
    t("order.preparing", Order, &["order"], 0),
    t("order.out_for_delivery", Order, &["balance", "order"], 0),
    t("order.delivered", Order, &["order"], 0),
    t("order.cancelled", Order, &["order", "reason"], 0),
    t("order.list", Reply, &["lines"], 0),
    t("order.none", Reply, &["example", "shop"], 0),
    t("opt.out", Optout, &["shop"], 0),
    t("opt.in", Optout, &["shop"], 0),
    t("opt.hint", Reply, &[], 0),
    t("opt.clarify", Reply, &["code"], 0),
    t("privacy.first", Reply, &["shop"], 0),
    t("gdpr.access", Reply, &["hours", "link"], 0),
    t("gdpr.erase_confirm", Reply, &["shop"], 0),
    t("gdpr.erased", Reply, &[], 0),
    t("gdpr.erase_blocked", Reply, &["order"], 0),
    t("help.customer", Reply, &["example"], 0),
    t("fallback", Reply, &["example"], 0),
    t("handoff", Reply, &["shop"], 0),
    t("media.unsupported", Reply, &["example"], 0),
    t("limit.holds", Reply, &["max"], 0),
    t("sel.item", Seller, &["code", "price"], 0),
    t("sel.stock", Seller, &["code", "price", "qty", "sizes"], 0),
    t("sel.duplicate", Seller, &["code"], 0),
    t("sel.photo_ok", Seller, &["code"], 0),
    t("sel.photo_no_code", Seller, &[], 0),
    t("sel.no_price", Seller, &["code", "letter"], 0),
    t("sel.modified", Seller, &["changes", "code"], 0),
    t("sel.modify_blocked", Seller, &["reason"], 0),
    t("sel.released", Seller, &["code", "next", "who"], 0),
    t("sel.release_which", Seller, &["code", "lines"], 0),
    t("sel.stock_report", Seller, &["lines"], 0),
    t("sel.live_on", Seller, &[], 0),
    t("sel.closed", Seller, &["amount", "expired", "link", "orders", "proofs"], 0),
    t("sel.proof", Seller, &["deposit", "pid", "target", "warning", "who"], 2),
    t("sel.proof_done", Seller, &["decision", "pid"], 0),
    t("sel.digest", Seller, &["confirmed", "expired", "held", "minutes", "waiting"], 0),
    t("sel.help", Seller, &[], 0),
    t("sel.unknown", Seller, &[], 0),
    t("sel.alert", Seller, &["alert"], 0),
    // Beyond those: which hold is cancelled, a live that pauses, too many at once, the words of a person of the shop, a try of the connection.
    t("limit.rate", Reply, &[], 0),
    t("rsv.cancel_which", Reply, &["options"], 0),
    t("live.paused", Reply, &["shop"], 0),
    t("free", Reply, &["text"], 0),
    t("test", Seller, &["shop"], 0),
    t("late.sorry", Reply, &["shop"], 0),
];

/// The text of a key.
#[must_use]
pub fn find(key: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.key == key)
}

/// What a text asks to choose from: the parameter, what stands between the choices, and what begins what a choice
/// sends back. Where a choice alone says something else (a code after "which one shall I cancel?"), there is no list.
#[must_use]
pub fn list_of(key: &str) -> Option<(&'static str, &'static str, &'static str)> {
    match key {
        "rsv.need_size" => Some(("sizes", ", ", "")),
        "dep.which" => Some(("options", " · ", "pf:")),
        _ => None,
    }
}

/// The name of a text in the locales: `msg-rsv-held`.
#[must_use]
pub fn locale_key(key: &str) -> String {
    format!("msg-{}", key.replace(['.', '_'], "-"))
}

/// Puts values in the place of `{name}`; what has no value becomes nothing, and a line that had only such names is left
/// out. In a language that is written from right to left each value is kept together.
#[must_use]
pub fn fill(pattern: &str, right_to_left: bool, value: impl Fn(&str) -> String) -> String {
    let says = |line: &&str| {
        let names = names(line);
        names.is_empty() || names.iter().any(|name| !value(name).is_empty())
    };
    let lines = pattern.lines().filter(says).map(|line| fill_line(line, right_to_left, &value));
    lines.collect::<Vec<_>>().join("\n")
}

fn fill_line(pattern: &str, right_to_left: bool, value: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let value = value(name);
        if right_to_left && !value.is_empty() {
            out.push_str(&format!("\u{2068}{value}\u{2069}"));
        } else {
            out.push_str(&value);
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The names in a pattern, sorted, each once.
#[must_use]
pub fn names(pattern: &str) -> Vec<String> {
    let mut found: Vec<String> = pattern
        .split('{')
        .skip(1)
        .filter_map(|piece| piece.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_filled_and_what_is_unknown_is_nothing() {
        let value = |name: &str| if name == "code" { "A12".to_owned() } else { String::new() };
        assert_eq!(fill("{code} : {price}.", false, value), "A12 : .");
        assert_eq!(fill("{code}", true, value), "\u{2068}A12\u{2069}");
        assert_eq!(fill("a { b", false, value), "a { b");
        assert_eq!(fill("{code}\nFee: {fee}\nYes?", false, value), "A12\nYes?");
        assert_eq!(names("{b} {a} {b}"), ["a", "b"]);
    }

    #[test]
    fn every_key_is_there_once() {
        let mut keys: Vec<_> = ENTRIES.iter().map(|entry| entry.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), ENTRIES.len());
        assert!(find("rsv.held").is_some() && find("rsv.nothing").is_none());
        assert_eq!(locale_key("rsv.held_known_address"), "msg-rsv-held-known-address");
    }
}
