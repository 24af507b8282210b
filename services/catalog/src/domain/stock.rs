//! Counters of one variant's stock and the movements between them. No movement leaves them unsound.
use serde::{Deserialize, Serialize};

/// How many there are, belong to orders, and to open checkouts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Counters {
    /// Units in the store.
    pub on_hand: i64,
    /// Of these, units of orders that are not handed over yet.
    pub allocated: i64,
    /// Of these, units in open checkouts.
    pub held: i64,
}

/// Why counters change; the ledger keeps the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Goods came in with a new variant.
    Received,
    /// Somebody counted or an import said so.
    Adjusted,
    /// A checkout took units.
    Held,
    /// An order took them over.
    Allocated,
    /// They were handed over.
    Consumed,
    /// They were given back.
    Released,
    /// The checkout ran out of time.
    Expired,
}

impl Reason {
    /// The ledger's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Adjusted => "adjusted",
            Self::Held => "held",
            Self::Allocated => "allocated",
            Self::Consumed => "consumed",
            Self::Released => "released",
            Self::Expired => "expired",
        }
    }
}

/// Where a merchant is never told that stock is low: below everything there can be.
pub const NEVER: i64 = -1;

impl Counters {
    /// Units in the store that belong to no order; those in open checkouts come back too often to count here.
    #[must_use]
    pub fn unsold(self) -> i64 {
        self.on_hand.saturating_sub(self.allocated)
    }

    /// What can still be sold.
    #[must_use]
    pub fn available(self) -> i64 {
        self.on_hand.saturating_sub(self.allocated).saturating_sub(self.held)
    }

    /// No counter below nothing, nothing sold twice.
    #[must_use]
    pub fn sound(self) -> bool {
        self.on_hand >= 0 && self.allocated >= 0 && self.held >= 0 && self.available() >= 0
    }

    /// The change of so many units.
    #[must_use]
    pub fn times(self, units: i64) -> Self {
        let of = |counter: i64| counter.saturating_mul(units);
        Self { on_hand: of(self.on_hand), allocated: of(self.allocated), held: of(self.held) }
    }

    /// The counters after a change; none when that would be unsound.
    #[must_use]
    pub fn moved(self, change: Self) -> Option<Self> {
        let after = Self {
            on_hand: self.on_hand.checked_add(change.on_hand)?,
            allocated: self.allocated.checked_add(change.allocated)?,
            held: self.held.checked_add(change.held)?,
        };
        after.sound().then_some(after)
    }
}

/// Sums the wishes for each stock row, in the order rows are locked: two lines of one cart may name one variant.
pub fn summed<K: Ord + Copy>(lines: impl IntoIterator<Item = (K, i64)>) -> Vec<(K, i64)> {
    let mut sums = std::collections::BTreeMap::new();
    for (key, quantity) in lines {
        let sum: &mut i64 = sums.entry(key).or_default();
        *sum = sum.saturating_add(quantity);
    }
    sums.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_on_one_row_are_one_wish() {
        assert_eq!(summed([(2, 3), (1, 1), (2, 4)]), [(1, 1), (2, 7)]);
    }

    proptest::proptest! {
        #[test]
        fn no_sequence_of_movements_oversells(steps in proptest::collection::vec((0u8..6, 1i64..20), 0..60)) {
            let mut now = Counters { on_hand: 30, ..Counters::default() };
            for (kind, q) in steps {
                let change = match kind {
                    0 => Counters { held: q, ..Counters::default() },
                    1 => Counters { held: -q, allocated: q, on_hand: 0 },
                    2 => Counters { allocated: -q, on_hand: -q, held: 0 },
                    3 => Counters { held: -q, ..Counters::default() },
                    4 => Counters { allocated: -q, ..Counters::default() },
                    _ => Counters { on_hand: q - 10, ..Counters::default() },
                };
                now = now.moved(change).unwrap_or(now);
                proptest::prop_assert!(now.sound());
            }
        }
    }
}
