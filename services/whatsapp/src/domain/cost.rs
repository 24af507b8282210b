//! What messages cost, as an estimate: millionths of the currency for each, by what Twilio and Meta take (FR36,
//! `live-commerce.md` §13.8).
use std::collections::BTreeMap;

/// What one message costs, in millionths of the currency.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prices {
    /// Twilio's part of every message.
    pub twilio: i64,
    /// Meta's part of a free one, within a day of the contact's last.
    pub service: i64,
    /// Meta's part of a template.
    pub template: i64,
}

/// Messages that Twilio took, of one class and text.
#[derive(Clone, Debug)]
pub struct Taken {
    /// `reply`.
    pub class: String,
    /// The first text.
    pub key: String,
    /// Whether as a template.
    pub template: bool,
    /// How many.
    pub count: i64,
}

/// The messages of one class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// `reply`.
    pub class: String,
    /// Within a day of the contact's last message.
    pub free: i64,
    /// As templates.
    pub templates: i64,
    /// What they cost, in millionths.
    pub cost: i64,
}

/// What was sent in a while.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// By class, the most first.
    pub lines: Vec<Line>,
    /// All of them.
    pub messages: i64,
    /// What all of them cost, in millionths.
    pub cost: i64,
    /// Orders that were confirmed by a message.
    pub orders: i64,
}

/// Texts that tell somebody that an order is made: one for each.
const ORDERS: [&str; 4] = ["cfm.done", "cfm.done_deposit", "cfm.late_ok", "cfm.partial"];

impl Bill {
    /// What these messages make.
    #[must_use]
    pub fn of(taken: &[Taken], prices: Prices) -> Self {
        let mut bill = Self::default();
        let mut lines: BTreeMap<String, Line> = BTreeMap::new();
        for some in taken {
            let meta = if some.template { prices.template } else { prices.service };
            let cost = some.count.saturating_mul(prices.twilio.saturating_add(meta));
            let line = lines.entry(some.class.clone()).or_default();
            if some.template {
                line.templates += some.count;
            } else {
                line.free += some.count;
            }
            line.cost += cost;
            bill.messages += some.count;
            bill.cost += cost;
            if ORDERS.contains(&some.key.as_str()) {
                bill.orders += some.count;
            }
        }
        bill.lines = lines.into_iter().map(|(class, line)| Line { class, ..line }).collect();
        bill.lines.sort_by(|one, other| other.cost.cmp(&one.cost).then(one.class.cmp(&other.class)));
        bill
    }

    /// What one order's messages cost, in millionths, rounded down. None: there was none.
    #[must_use]
    pub fn per_order(&self) -> Option<i64> {
        self.cost.checked_div(self.orders)
    }
}

/// Millionths as minor units of a currency with so many decimals, rounded half up.
#[must_use]
pub fn minor(millionths: i64, decimals: u32) -> i64 {
    let unit = 10_i64.saturating_pow(6_u32.saturating_sub(decimals));
    (millionths + unit / 2) / unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fr36_messages_are_counted_by_class_and_cost_is_shared_by_orders() {
        let some = |class: &str, key: &str, template: bool, count: i64| Taken {
            class: class.to_owned(),
            key: key.to_owned(),
            template,
            count,
        };
        let taken = [
            some("reply", "rsv.held", false, 10),
            some("reply", "cfm.done", false, 3),
            some("reply", "cfm.partial", false, 1),
            some("hold", "rsv.reminder", false, 2),
            some("hold", "wl.promoted", true, 4),
        ];
        let bill = Bill::of(&taken, Prices { twilio: 5_000, service: 1_000, template: 30_000 });
        assert_eq!((bill.messages, bill.orders), (20, 4));
        assert_eq!(bill.cost, 16 * 6_000 + 4 * 35_000);
        assert_eq!(bill.lines[0], Line { class: "hold".into(), free: 2, templates: 4, cost: 152_000 });
        assert_eq!(bill.per_order(), Some(59_000));
        assert_eq!(Bill::of(&[], Prices::default()).per_order(), None);
        assert_eq!((minor(59_000, 2), minor(4_999, 2), minor(1_500_000, 0)), (6, 0, 2));
    }
}
