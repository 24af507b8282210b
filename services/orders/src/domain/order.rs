//! The life of an order on its two axes, who may move it, and the one word people see.
use souk_kit::{token::Role, words};

words! {
    /// How far the deal is.
    Lifecycle {
        /// The customer committed; the money is awaited. Nobody else sees it.
        Unpaid = "unpaid",
        /// The customer committed; the merchant has not answered.
        Placed = "placed",
        /// The merchant took it.
        Accepted = "accepted",
        /// The customer has the goods.
        Completed = "completed",
        /// The merchant did not take it, or did not answer in time.
        Rejected = "rejected",
        /// It ended before completion.
        Cancelled = "cancelled",
    }
}

words! {
    /// How far the work is.
    Preparation {
        /// Nobody began.
        Queued = "queued",
        /// Somebody works on it.
        Preparing = "preparing",
        /// It waits for its customer.
        Ready = "ready",
        /// It is on its way to its customer; only one that is brought.
        EnRoute = "en_route",
        /// Its customer has it.
        HandedOver = "handed_over",
    }
}

words! {
    /// What can be done to an order.
    Action {
        /// Take it.
        Accept = "accept",
        /// Turn it down.
        Reject = "reject",
        /// Begin the work.
        Start = "start",
        /// Say that it can be fetched.
        Ready = "ready",
        /// Send it on its way.
        Depart = "depart",
        /// Hand it over.
        Complete = "complete",
        /// Call it off.
        Cancel = "cancel",
    }
}

words! {
    /// Who does it.
    Actor {
        /// The person who ordered.
        Customer = "customer",
        /// Somebody of the shop.
        Merchant = "merchant",
        /// A timer.
        System = "system",
        /// An operator of the platform.
        Platform = "platform",
    }
}

words! {
    /// Why an order ended early: a word, never a text, because facts carry it.
    Reason {
        /// The goods are gone.
        SoldOut = "sold_out",
        /// Too much to do.
        TooBusy = "too_busy",
        /// The shop closes.
        Closing = "closing",
        /// The customer wanted it so.
        CustomerAsked = "customer_asked",
        /// Nobody was there to take it.
        NoShow = "no_show",
        /// Something was wrong with it.
        Mistake = "mistake",
        /// None of these.
        Other = "other",
        /// The merchant did not answer in time.
        Timeout = "timeout",
        /// Nobody paid in time.
        Unpaid = "unpaid",
        /// The platform stepped in; why is told to the merchant.
        Platform = "platform",
        /// The proof of its deposit was refused.
        DepositRejected = "deposit_rejected",
    }
}

impl Reason {
    /// Those a person of the shop can give.
    pub const OF_STAFF: [Self; 7] = [
        Self::SoldOut,
        Self::TooBusy,
        Self::Closing,
        Self::CustomerAsked,
        Self::NoShow,
        Self::Mistake,
        Self::Other,
    ];
    /// Those for being late.
    pub const OF_DELAY: [Self; 3] = [Self::TooBusy, Self::Mistake, Self::Other];
    /// Those for taking pieces off.
    pub const OF_REDUCTION: [Self; 4] = [Self::SoldOut, Self::CustomerAsked, Self::Mistake, Self::Other];
}

words! {
    /// How the money stands, derived.
    Payment {
        /// To be paid at the counter.
        Awaiting = "awaiting",
        /// The page to pay on is open.
        Pending = "pending",
        /// Paid, online or at the counter.
        Paid = "paid",
        /// A part of what was paid online went back.
        PartlyRefunded = "partly_refunded",
        /// All of it went back.
        Refunded = "refunded",
        /// Nothing is owed.
        None = "none",
    }
}

words! {
    /// How an order is paid, and how far that is.
    PaymentMethod {
        /// At the counter.
        OnSite = "on_site",
        /// Online, before it is placed.
        Online = "online",
        /// It was paid online.
        Paid = "paid",
        /// A part of that went back.
        PartlyRefunded = "partly_refunded",
        /// All of that went back.
        Refunded = "refunded",
    }
}

words! {
    /// The one word people see.
    Label {
        /// Waits for its customer to pay.
        Unpaid = "unpaid",
        /// Waits for the merchant.
        Placed = "placed",
        /// Taken, not begun.
        Accepted = "accepted",
        /// In the making.
        Preparing = "preparing",
        /// Can be fetched.
        Ready = "ready",
        /// On its way.
        OutForDelivery = "out_for_delivery",
        /// Fetched or brought.
        Completed = "completed",
        /// Turned down.
        Rejected = "rejected",
        /// Turned down because nobody answered.
        Expired = "expired",
        /// Called off.
        Cancelled = "cancelled",
    }
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// The deal.
    pub lifecycle: Lifecycle,
    /// The work.
    pub preparation: Preparation,
}

impl State {
    /// Just placed.
    pub const NEW: Self = Self { lifecycle: Lifecycle::Placed, preparation: Preparation::Queued };

    /// Whether nothing can happen any more.
    #[must_use]
    pub fn is_over(self) -> bool {
        !matches!(self.lifecycle, Lifecycle::Placed | Lifecycle::Accepted)
    }

    /// How the money stands for an order that is paid at the counter.
    #[must_use]
    pub fn payment(self) -> Payment {
        match self.lifecycle {
            Lifecycle::Unpaid => Payment::Pending,
            Lifecycle::Placed | Lifecycle::Accepted => Payment::Awaiting,
            Lifecycle::Completed => Payment::Paid,
            Lifecycle::Rejected | Lifecycle::Cancelled => Payment::None,
        }
    }

    /// The one word people see.
    #[must_use]
    pub fn label(self, reason: Option<Reason>) -> Label {
        match (self.lifecycle, self.preparation) {
            (Lifecycle::Unpaid, _) => Label::Unpaid,
            (Lifecycle::Placed, _) => Label::Placed,
            (Lifecycle::Accepted, Preparation::Queued) => Label::Accepted,
            (Lifecycle::Accepted, Preparation::Preparing) => Label::Preparing,
            (Lifecycle::Accepted, Preparation::EnRoute) => Label::OutForDelivery,
            (Lifecycle::Accepted, _) => Label::Ready,
            (Lifecycle::Completed, _) => Label::Completed,
            (Lifecycle::Rejected, _) if reason == Some(Reason::Timeout) => Label::Expired,
            (Lifecycle::Rejected, _) => Label::Rejected,
            (Lifecycle::Cancelled, _) => Label::Cancelled,
        }
    }
}

/// Which rows a transition may move and where it moves them: the conditional update in the store is this.
#[derive(Clone, Copy, Debug)]
pub struct Transition {
    /// The deal must stand at one of these.
    pub lifecycles: &'static [Lifecycle],
    /// And the work at one of these.
    pub preparations: &'static [Preparation],
    /// Where the deal goes.
    pub lifecycle: Lifecycle,
    /// Where the work goes; unchanged when none.
    pub preparation: Option<Preparation>,
}

impl Transition {
    /// The state after, when the state before allows it.
    #[must_use]
    pub fn apply(&self, from: State) -> Option<State> {
        let allowed =
            self.lifecycles.contains(&from.lifecycle) && self.preparations.contains(&from.preparation);
        allowed.then(|| State {
            lifecycle: self.lifecycle,
            preparation: self.preparation.unwrap_or(from.preparation),
        })
    }
}

impl Action {
    /// What this action does in these hands. A customer calls off an order only while nobody has taken it.
    #[must_use]
    pub fn transition(self, actor: Actor) -> Transition {
        use Lifecycle::{Accepted, Cancelled, Completed, Placed, Rejected, Unpaid};
        use Preparation::{EnRoute, HandedOver, Preparing, Queued, Ready};
        let (lifecycles, preparations, lifecycle, preparation): (&[_], &[_], _, _) = match (self, actor) {
            (Self::Accept, _) => (&[Placed], &[Queued], Accepted, None),
            (Self::Reject, _) => (&[Placed], &[Queued], Rejected, None),
            (Self::Start, _) => (&[Accepted], &[Queued], Accepted, Some(Preparing)),
            (Self::Ready, _) => (&[Accepted], &[Queued, Preparing], Accepted, Some(Ready)),
            (Self::Depart, _) => (&[Accepted], &[Ready], Accepted, Some(EnRoute)),
            (Self::Complete, _) => (&[Accepted], &[Ready, EnRoute], Completed, Some(HandedOver)),
            (Self::Cancel, Actor::Customer) => (&[Placed, Unpaid], &[Queued], Cancelled, None),
            // Nobody paid in time.
            (Self::Cancel, Actor::System) => (&[Unpaid], &[Queued], Cancelled, None),
            (Self::Cancel, _) => (&[Placed, Accepted], &[Queued, Preparing, Ready, EnRoute], Cancelled, None),
        };
        Transition { lifecycles, preparations, lifecycle, preparation }
    }

    /// What an operator of the platform may do: everything but turning an order down, which is the merchant's answer.
    #[must_use]
    pub fn of_operators(self) -> bool {
        self != Self::Reject
    }

    /// The lowest role of the shop that may do it.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::Reject | Self::Cancel => Role::Seller,
            Self::Accept | Self::Start | Self::Ready | Self::Depart | Self::Complete => Role::Agent,
        }
    }

    /// Whether it ends the order early and so needs a reason.
    #[must_use]
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Reject | Self::Cancel)
    }

    /// The word of the history.
    #[must_use]
    pub fn done(self) -> &'static str {
        match self {
            Self::Accept => "accepted",
            Self::Reject => "rejected",
            Self::Start => "preparing",
            Self::Ready => "ready",
            Self::Depart => "departed",
            Self::Complete => "completed",
            Self::Cancel => "cancelled",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_step() -> impl Strategy<Value = (Action, Actor)> {
        (proptest::sample::select(Action::ALL), proptest::sample::select(Actor::ALL))
    }

    proptest! {
        #[test]
        fn nothing_leaves_a_terminal_state(steps in proptest::collection::vec(any_step(), 0..40)) {
            let mut state = State::NEW;
            for (action, actor) in steps {
                let next = action.transition(actor).apply(state);
                if state.is_over() {
                    prop_assert!(next.is_none(), "{state:?} {action:?}");
                }
                let new = next.unwrap_or(state);
                prop_assert_eq!(
                    new.lifecycle == Lifecycle::Completed,
                    new.preparation == Preparation::HandedOver,
                    "completed and handed over go together"
                );
                state = new;
            }
        }

        #[test]
        fn work_never_goes_back(steps in proptest::collection::vec(any_step(), 0..40)) {
            let mut state = State::NEW;
            for (action, actor) in steps {
                if let Some(next) = action.transition(actor).apply(state) {
                    let place = |p| Preparation::ALL.iter().position(|x| *x == p);
                    prop_assert!(place(next.preparation) >= place(state.preparation));
                    state = next;
                }
            }
        }
    }

    #[test]
    fn the_straight_way_ends_paid() {
        let mut state = State::NEW;
        for action in [Action::Accept, Action::Start, Action::Ready, Action::Depart, Action::Complete] {
            assert_eq!(state.label(None) == Label::OutForDelivery, action == Action::Complete);
            state = action.transition(Actor::Merchant).apply(state).unwrap();
        }
        assert_eq!(state.payment(), Payment::Paid);
        assert_eq!(state.label(None), Label::Completed);
    }

    #[test]
    fn a_customer_cancels_only_what_nobody_took() {
        let accepted = Action::Accept.transition(Actor::Merchant).apply(State::NEW).unwrap();
        assert!(Action::Cancel.transition(Actor::Customer).apply(State::NEW).is_some());
        assert!(Action::Cancel.transition(Actor::Customer).apply(accepted).is_none());
        assert!(Action::Cancel.transition(Actor::Merchant).apply(accepted).is_some());
    }
}
