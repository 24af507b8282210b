//! One customer's wish for one code: its states, what it is granted, what it still needs.
use chrono::{DateTime, TimeDelta, Utc};
use souk_kit::words;

words! {
    /// How a wish stands.
    State {
        /// In the queue.
        Waiting = "waiting",
        /// Set aside for a while.
        Held = "held",
        /// Part of an order.
        Confirmed = "confirmed",
        /// Its time ran out.
        Expired = "expired",
        /// The customer, or the order, took it back.
        Cancelled = "cancelled",
        /// The seller took it back.
        Released = "released",
        /// The last one went to somebody else.
        SoldOut = "sold_out",
        /// It was offered, and the message did not arrive.
        Unreachable = "unreachable",
        /// The live ended.
        Closed = "closed",
    }
}

words! {
    /// How firm a hold is.
    Lock {
        /// For some minutes.
        Soft = "soft",
        /// A deposit was sent: longer.
        Locked = "locked",
    }
}

words! {
    /// What a hold still needs.
    Step {
        /// Which size.
        NeedSize = "need_size",
        /// Where to bring it.
        NeedAddress = "need_address",
        /// A yes.
        NeedConfirm = "need_confirm",
    }
}

impl State {
    /// Waiting or held: something may still come of it.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::Waiting | Self::Held)
    }

    /// Whether it may become `to`.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        use State::{Cancelled, Closed, Confirmed, Expired, Held, Released, SoldOut, Unreachable, Waiting};
        match self {
            Waiting => matches!(to, Held | Cancelled | Unreachable | Closed | SoldOut),
            Held => {
                matches!(to, Confirmed | Expired | Cancelled | Released | SoldOut | Waiting | Unreachable)
            }
            Confirmed => to == Cancelled,
            Expired | Cancelled | Released | SoldOut | Unreachable | Closed => false,
        }
    }
}

impl Step {
    /// What a hold needs first.
    #[must_use]
    pub fn first(size_missing: bool, address_known: bool) -> Self {
        match (size_missing, address_known) {
            (true, _) => Self::NeedSize,
            (false, false) => Self::NeedAddress,
            (false, true) => Self::NeedConfirm,
        }
    }
}

/// What a merchant's settings say about holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How long a hold lasts.
    pub soft: TimeDelta,
    /// How long one with a deposit lasts.
    pub locked: TimeDelta,
    /// How long before its end the customer is reminded.
    pub reminder_before: TimeDelta,
    /// How long after its end a hold is still not taken away: what was written in time may be under way.
    pub grace: TimeDelta,
    /// Holds of stock count; otherwise whoever confirms first has it.
    pub blocking: bool,
    /// Most people in a queue; none: there is no queue.
    pub queue_max: Option<i64>,
    /// Most holds of one customer.
    pub max_holds: i64,
    /// What becomes of a wish for more than there is.
    pub partial: Partial,
    /// How long after its end a hold may still be confirmed when the piece is free.
    pub late: Option<TimeDelta>,
    /// A session without activity for so long ends.
    pub inactive: TimeDelta,
    /// Flat, per order, minor units.
    pub delivery_fee: i64,
}

/// What becomes of a wish for more than there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partial {
    /// What there is is held, the rest waits.
    HoldAndQueue,
    /// What there is is held.
    HoldOnly,
    /// All of it waits.
    Refuse,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            soft: TimeDelta::minutes(5),
            locked: TimeDelta::minutes(15),
            reminder_before: TimeDelta::minutes(2),
            grace: TimeDelta::seconds(2),
            blocking: true,
            queue_max: Some(50),
            max_holds: 5,
            partial: Partial::HoldAndQueue,
            late: Some(TimeDelta::minutes(30)),
            inactive: TimeDelta::minutes(45),
            delivery_fee: 0,
        }
    }
}

impl Rules {
    /// When the customer of a hold is reminded; none when that would be within its first minute.
    #[must_use]
    pub fn reminder(&self, held_at: DateTime<Utc>, expires_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let at = expires_at - self.reminder_before;
        (at >= held_at + TimeDelta::seconds(60)).then_some(at)
    }
}

/// What there is of an item (or of one size of it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supply {
    /// In the shop: falls when somebody confirms.
    pub on_hand: i64,
    /// Held by somebody.
    pub held: i64,
    /// People in the queue.
    pub queue: i64,
    /// A single piece: it is held once, whatever the rules say of stock.
    pub unique: bool,
}

impl Supply {
    /// How many can be held.
    #[must_use]
    pub fn free(&self, rules: &Rules) -> i64 {
        let held = if rules.blocking || self.unique { self.held } else { 0 };
        (self.on_hand - held).max(0)
    }
}

/// What a wish is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// So many are held; so many wait.
    Held {
        /// At least one.
        now: i64,
        /// The rest, in the queue.
        waiting: i64,
    },
    /// All of it waits.
    Waiting,
    /// The queue is full.
    Full,
    /// There is none, and no queue.
    SoldOut,
}

/// Decides a new wish. Nobody passes a queue, even when one piece is free while its head wants two.
#[must_use]
pub fn grant(wanted: i64, supply: &Supply, rules: &Rules) -> Grant {
    let wanted = if supply.unique { 1 } else { wanted };
    let free = if supply.queue > 0 { 0 } else { supply.free(rules) };
    let room = rules.queue_max.is_some_and(|max| supply.queue < max);
    let now = free.min(wanted);
    match (now, wanted - now, rules.partial) {
        (0, _, _) => refused(room, rules),
        (now, 0, _) => Grant::Held { now, waiting: 0 },
        (now, rest, Partial::HoldAndQueue) if room => Grant::Held { now, waiting: rest },
        (now, _, Partial::HoldAndQueue | Partial::HoldOnly) => Grant::Held { now, waiting: 0 },
        (_, _, Partial::Refuse) => refused(room, rules),
    }
}

fn refused(room: bool, rules: &Rules) -> Grant {
    match (room, rules.queue_max) {
        (true, _) => Grant::Waiting,
        (false, Some(_)) => Grant::Full,
        (false, None) => Grant::SoldOut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supply(on_hand: i64, held: i64, queue: i64) -> Supply {
        Supply { on_hand, held, queue, unique: false }
    }

    #[test]
    fn states_move_only_along_the_lines_of_the_specification() {
        use State::{Cancelled, Closed, Confirmed, Expired, Held, Released, SoldOut, Unreachable, Waiting};
        let lines = [
            (Waiting, vec![Held, Cancelled, SoldOut, Unreachable, Closed]),
            (Held, vec![Waiting, Confirmed, Expired, Cancelled, Released, SoldOut, Unreachable]),
            (Confirmed, vec![Cancelled]),
        ];
        for from in State::ALL {
            let may = lines.iter().find(|(state, _)| state == from).map(|(_, to)| to.clone());
            for to in State::ALL {
                let expected = may.as_ref().is_some_and(|to_all| to_all.contains(to));
                assert_eq!(from.may_become(*to), expected, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn nobody_passes_a_queue() {
        let rules = Rules::default();
        assert_eq!(grant(1, &supply(1, 0, 0), &rules), Grant::Held { now: 1, waiting: 0 });
        assert_eq!(grant(1, &supply(1, 0, 1), &rules), Grant::Waiting);
        assert_eq!(grant(1, &supply(1, 1, 0), &rules), Grant::Waiting);
        assert_eq!(grant(1, &supply(1, 1, 50), &rules), Grant::Full);
        let none = Rules { queue_max: None, ..rules };
        assert_eq!(grant(1, &supply(1, 1, 0), &none), Grant::SoldOut);
    }

    #[test]
    fn a_wish_for_more_than_there_is_follows_the_setting() {
        let rules = Rules::default();
        assert_eq!(grant(3, &supply(2, 0, 0), &rules), Grant::Held { now: 2, waiting: 1 });
        let only = Rules { partial: Partial::HoldOnly, ..rules };
        assert_eq!(grant(3, &supply(2, 0, 0), &only), Grant::Held { now: 2, waiting: 0 });
        let all = Rules { partial: Partial::Refuse, ..rules };
        assert_eq!(grant(3, &supply(2, 0, 0), &all), Grant::Waiting);
    }

    #[test]
    fn without_blocking_holds_stock_is_whoever_confirms_first_but_a_piece_is_held_once() {
        let rules = Rules { blocking: false, ..Rules::default() };
        assert_eq!(grant(1, &supply(1, 1, 0), &rules), Grant::Held { now: 1, waiting: 0 });
        let piece = Supply { unique: true, ..supply(1, 1, 0) };
        assert_eq!(grant(1, &piece, &rules), Grant::Waiting);
        assert_eq!(
            grant(2, &Supply { unique: true, ..supply(1, 0, 0) }, &rules),
            Grant::Held { now: 1, waiting: 0 }
        );
    }

    #[test]
    fn a_short_hold_has_no_reminder() {
        let rules = Rules::default();
        let start: DateTime<Utc> = "2026-11-22T20:00:00Z".parse().unwrap();
        let after = |minutes| rules.reminder(start, start + TimeDelta::minutes(minutes));
        assert_eq!(after(5), Some(start + TimeDelta::minutes(3)));
        assert_eq!(after(3), Some(start + TimeDelta::minutes(1)));
        assert_eq!(after(2), None);
    }
}
