//! Deposits (FR23, FR43, FR44): four states, how much, and when one is asked for.
use chrono::TimeDelta;
use souk_kit::words;

words! {
    /// How a deposit stands. There are exactly these four (FR43).
    State {
        /// Nothing was sent.
        None = "no_deposit",
        /// A proof came; nobody looked at it.
        Pending = "deposit_pending",
        /// Somebody of the shop accepted it.
        Approved = "deposit_approved",
        /// Somebody of the shop refused it.
        Rejected = "deposit_rejected",
    }
}

words! {
    /// When a deposit is asked for.
    Mode {
        /// Never.
        Off = "off",
        /// It is suggested with every hold.
        Recommended = "recommended",
        /// Above an amount there is no order without one.
        RequiredAbove = "required_above",
    }
}

words! {
    /// How its amount is said.
    Kind {
        /// Percent of the total.
        Percent = "percent",
        /// Always the same.
        Fixed = "fixed",
    }
}

words! {
    /// What becomes of a hold whose proof nobody looked at.
    ExpiryPolicy {
        /// It stays until somebody does, within bounds.
        KeepUntilReview = "keep_until_review",
        /// It ends at its time.
        Strict = "strict",
    }
}

words! {
    /// What becomes of an order whose proof was refused.
    OnRejected {
        /// It is paid on delivery.
        KeepPayOnDelivery = "keep_pay_on_delivery",
        /// It is called off.
        CancelOrder = "cancel_order",
    }
}

words! {
    /// Why a proof is refused.
    Reason {
        /// It cannot be read.
        Unreadable = "unreadable",
        /// It is not the amount.
        Amount = "amount",
        /// It was sent before.
        Used = "used",
        /// Something else.
        Other = "other",
    }
}

/// What somebody does with a deposit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The first proof comes, or one after a refusal.
    Receive,
    /// The shop accepts.
    Approve,
    /// The shop refuses.
    Reject,
    /// A manager takes a decision back.
    Reopen,
}

impl State {
    /// The state after a move; none: the move is not allowed (409).
    #[must_use]
    pub fn after(self, step: Move) -> Option<Self> {
        match (self, step) {
            (Self::None | Self::Rejected, Move::Receive)
            | (Self::Approved | Self::Rejected, Move::Reopen) => Some(Self::Pending),
            (Self::Pending, Move::Approve) => Some(Self::Approved),
            (Self::Pending, Move::Reject) => Some(Self::Rejected),
            _ => None,
        }
    }

    /// Of several deposits of one order: it waits while one of them does.
    #[must_use]
    pub fn together(all: &[Self]) -> Self {
        let has = |state| all.contains(&state);
        [Self::Pending, Self::Approved, Self::Rejected].into_iter().find(|s| has(*s)).unwrap_or(Self::None)
    }

    /// Whether something was paid, as far as is known: an order may follow.
    #[must_use]
    pub fn covers(self) -> bool {
        matches!(self, Self::Pending | Self::Approved)
    }
}

impl Reason {
    /// The reason that a seller's own words mean.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let said = words.to_lowercase();
        let any = |list: &[&str]| list.iter().any(|word| said.contains(word));
        if any(&[
            "flou",
            "illisible",
            "lisible",
            "borros",
            "ilegible",
            "ileg",
            "blur",
            "unread",
            "ضبابي",
            "واضح",
        ]) {
            Self::Unreadable
        } else if any(&["montant", "amount", "importe", "monto", "valor", "مبلغ"]) {
            Self::Amount
        } else if any(&["déjà", "deja", "used", "usad", "utilis", "مستعمل", "مستخدم"]) {
            Self::Used
        } else {
            Self::Other
        }
    }
}

/// What a merchant's settings say about deposits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// When one is asked for.
    pub mode: Mode,
    /// Above which total, minor units, with [`Mode::RequiredAbove`].
    pub above: i64,
    /// How the amount is said.
    pub kind: Kind,
    /// Percent, or minor units.
    pub amount: i64,
    /// How to pay it; empty: nobody is asked to.
    pub instructions: String,
    /// A hold whose proof waits for a decision stays so long; none: it ends at its time.
    pub review: Option<TimeDelta>,
    /// An order whose proof is refused is called off.
    pub cancels: bool,
    /// From so many holds of a live that ran out a deposit is required of that customer; 0: never.
    pub after_expired: i64,
}

/// What a customer is told about a deposit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing.
    Nothing,
    /// She may pay one.
    Invited,
    /// There is no order without one.
    Required,
}

impl Rules {
    /// Whether a deposit is asked of a customer with so many holds of this live that ran out, for a total.
    #[must_use]
    pub fn asked(&self, total: i64, expired: i64) -> Asked {
        if self.instructions.is_empty() || self.mode == Mode::Off {
            return Asked::Nothing;
        }
        let hoards = self.after_expired > 0 && expired >= self.after_expired;
        match self.mode {
            _ if hoards => Asked::Required,
            Mode::RequiredAbove if total > self.above => Asked::Required,
            Mode::Recommended => Asked::Invited,
            Mode::Off | Mode::RequiredAbove => Asked::Nothing,
        }
    }

    /// What is asked for of a total, minor units, rounded up, never more than all of it.
    #[must_use]
    pub fn part_of(&self, total: i64) -> i64 {
        let part = match self.kind {
            Kind::Fixed => self.amount,
            Kind::Percent => total.saturating_mul(self.amount).saturating_add(99) / 100,
        };
        part.clamp(0, total.max(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(mode: Mode) -> Rules {
        Rules {
            mode,
            above: 5_000,
            kind: Kind::Percent,
            amount: 30,
            instructions: "Wave 00".into(),
            review: None,
            cancels: false,
            after_expired: 3,
        }
    }

    #[test]
    fn fr43_deposits_move_only_along_their_lines() {
        use Move::{Approve, Receive, Reject, Reopen};
        let lines = [
            (State::None, Receive, State::Pending),
            (State::Pending, Approve, State::Approved),
            (State::Pending, Reject, State::Rejected),
            (State::Rejected, Receive, State::Pending),
            (State::Approved, Reopen, State::Pending),
            (State::Rejected, Reopen, State::Pending),
        ];
        assert_eq!(State::ALL.len(), 4);
        for from in State::ALL {
            for step in [Receive, Approve, Reject, Reopen] {
                let to = lines.iter().find(|(f, s, _)| f == from && *s == step).map(|(.., to)| *to);
                assert_eq!(from.after(step), to, "{from:?} {step:?}");
            }
        }
    }

    #[test]
    fn fr23_a_deposit_is_a_part_rounded_up_and_never_more_than_all() {
        let thirty = rules(Mode::Recommended);
        assert_eq!((thirty.part_of(2_500), thirty.part_of(101), thirty.part_of(0)), (750, 31, 0));
        let fixed = Rules { kind: Kind::Fixed, amount: 1_000, ..thirty };
        assert_eq!((fixed.part_of(2_500), fixed.part_of(600)), (1_000, 600));
    }

    #[test]
    fn fr44_a_deposit_is_required_above_an_amount_and_of_who_lets_holds_run_out() {
        let required = rules(Mode::RequiredAbove);
        assert_eq!(required.asked(5_000, 0), Asked::Nothing);
        assert_eq!(required.asked(5_001, 0), Asked::Required);
        let invited = rules(Mode::Recommended);
        assert_eq!((invited.asked(1, 2), invited.asked(1, 3)), (Asked::Invited, Asked::Required));
        assert_eq!(rules(Mode::Off).asked(9_999, 9), Asked::Nothing);
        assert_eq!(Rules { instructions: String::new(), ..required }.asked(9_999, 9), Asked::Nothing);
    }

    #[test]
    fn an_order_waits_while_one_of_its_deposits_does() {
        use State::{Approved, Pending, Rejected};
        assert_eq!(State::together(&[Approved, Pending, Rejected]), Pending);
        assert_eq!(State::together(&[Rejected, Approved]), Approved);
        assert_eq!(State::together(&[]), State::None);
    }

    #[test]
    fn a_sellers_words_are_one_of_the_reasons() {
        for (words, reason) in [
            ("floue", Reason::Unreadable),
            ("le montant est faux", Reason::Amount),
            ("déjà utilisée", Reason::Used),
            ("bof", Reason::Other),
        ] {
            assert_eq!(Reason::of(words), reason);
        }
    }
}
