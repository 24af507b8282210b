//! The life of a hold: which fact leads where from each state, whatever order facts arrive in.
use super::stock::{Counters, Reason};

/// Where a hold stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Units set aside for an open checkout.
    Held,
    /// An order has them.
    Allocated,
    /// They were handed over.
    Consumed,
    /// The checkout gave them back.
    Released,
    /// The checkout ran out of time.
    Expired,
    /// The order ended without goods.
    Cancelled,
    /// The order was placed, but its units had been sold meanwhile.
    Short,
}

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// orders placed the order.
    Placed,
    /// The order was cancelled or rejected.
    Ended,
    /// The order was completed.
    Completed,
    /// orders gave the hold back without an order.
    Released,
    /// Its time ran out.
    RanOut,
}

/// What a fact does to a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where the hold stands after it.
    pub to: Status,
    /// The ledger's word; none when no counter moves.
    pub reason: Option<Reason>,
    /// What one unit does to the counters.
    pub unit: Counters,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Held,
        Self::Allocated,
        Self::Consumed,
        Self::Released,
        Self::Expired,
        Self::Cancelled,
        Self::Short,
    ];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Allocated => "allocated",
            Self::Consumed => "consumed",
            Self::Released => "released",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
            Self::Short => "short",
        }
    }

    /// Reads its name.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }

    /// What a unit that was taken off the order does to the counters; none where the hold has no units. Goods that
    /// were reckoned as handed over are in the store after all.
    #[must_use]
    pub fn gives_back(self) -> Option<Counters> {
        match self {
            Self::Held => Some(Counters { held: -1, ..Counters::default() }),
            Self::Allocated => Some(Counters { allocated: -1, ..Counters::default() }),
            Self::Consumed => Some(Counters { on_hand: 1, ..Counters::default() }),
            Self::Released | Self::Expired | Self::Cancelled | Self::Short => None,
        }
    }

    /// What a fact does here; none when there is nothing left to do (a duplicate, or overtaken by a later fact).
    #[must_use]
    pub fn on(self, fact: Fact) -> Option<Step> {
        use Status::{Allocated, Cancelled, Consumed, Expired, Held, Released, Short};
        let step = |to, reason, on_hand, allocated, held| {
            Some(Step { to, reason: Some(reason), unit: Counters { on_hand, allocated, held } })
        };
        let note = |to| Some(Step { to, reason: None, unit: Counters::default() });
        match (self, fact) {
            (Held, Fact::Placed) => step(Allocated, Reason::Allocated, 0, 1, -1),
            (Held, Fact::Completed) => step(Consumed, Reason::Consumed, -1, 0, -1),
            (Held, Fact::Ended) => step(Cancelled, Reason::Released, 0, 0, -1),
            (Held, Fact::Released) => step(Released, Reason::Released, 0, 0, -1),
            (Held, Fact::RanOut) => step(Expired, Reason::Expired, 0, 0, -1),
            (Allocated, Fact::Completed) => step(Consumed, Reason::Consumed, -1, -1, 0),
            (Allocated, Fact::Ended) => step(Cancelled, Reason::Released, 0, -1, 0),
            // Placed after all: the units are taken again if they are still there.
            (Released | Expired, Fact::Placed) => step(Allocated, Reason::Allocated, 0, 1, 0),
            (Released | Expired | Short, Fact::Completed) => step(Consumed, Reason::Consumed, -1, 0, 0),
            (Released | Expired | Short, Fact::Ended) => note(Cancelled),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays facts on a hold of one unit out of three and returns the end.
    fn play(facts: &[Fact]) -> (Status, Counters) {
        let mut status = Status::Held;
        let mut now = Counters { on_hand: 3, allocated: 0, held: 1 };
        for fact in facts {
            if let Some(step) = status.on(*fact) {
                status = step.to;
                now = now.moved(step.unit).unwrap();
            }
        }
        (status, now)
    }

    #[test]
    fn the_end_does_not_depend_on_the_order_of_facts() {
        use Fact::{Completed, Ended, Placed, RanOut, Released};
        let done = (Status::Consumed, Counters { on_hand: 2, allocated: 0, held: 0 });
        for facts in [
            &[Placed, Completed][..],
            &[Completed, Placed],
            &[RanOut, Completed, Placed],
            &[Placed, Placed, Completed, Completed, RanOut],
            &[Released, Placed, Completed],
        ] {
            assert_eq!(play(facts), done, "{facts:?}");
        }
        let back = (Status::Cancelled, Counters { on_hand: 3, allocated: 0, held: 0 });
        for facts in [
            &[Placed, Ended][..],
            &[Ended, Placed],
            &[RanOut, Ended, Placed],
            &[Ended, RanOut, Placed, Released],
            &[Placed, RanOut, Ended, Ended],
        ] {
            assert_eq!(play(facts), back, "{facts:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_repeated_fact_changes_nothing(picks in proptest::collection::vec(0usize..5, 1..8)) {
            let all = [Fact::Placed, Fact::Ended, Fact::Completed, Fact::Released, Fact::RanOut];
            let facts: Vec<_> = picks.iter().map(|i| all[*i]).collect();
            let doubled: Vec<_> = facts.iter().flat_map(|f| [*f, *f]).collect();
            proptest::prop_assert_eq!(play(&facts), play(&doubled));
        }
    }
}
