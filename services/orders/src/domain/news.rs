//! What a customer is told by mail.
use souk_kit::words;

use super::{
    fulfilment::Mode,
    order::{Action, Label},
};

words! {
    /// A change of an order that is worth a mail.
    News {
        /// It was placed.
        Placed = "placed",
        /// The merchant took it.
        Accepted = "accepted",
        /// It can be fetched.
        Ready = "ready",
        /// It will be ready later.
        Delayed = "delayed",
        /// Pieces were taken off it.
        Reduced = "reduced",
        /// It is on its way.
        Departed = "departed",
        /// The merchant did not take it, or did not answer.
        Rejected = "rejected",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

impl News {
    /// What an action is worth telling about an order that is handed over so.
    #[must_use]
    pub fn of(action: Action, mode: Mode) -> Option<Self> {
        match action {
            Action::Accept => Some(Self::Accepted),
            Action::Ready if mode == Mode::Pickup => Some(Self::Ready),
            Action::Depart => Some(Self::Departed),
            Action::Reject => Some(Self::Rejected),
            Action::Cancel => Some(Self::Cancelled),
            Action::Start | Action::Ready | Action::Complete => None,
        }
    }

    /// The word people see for it; `now` is where the order stands.
    #[must_use]
    pub fn label(self, now: Label) -> Label {
        match self {
            Self::Placed => Label::Placed,
            Self::Accepted => Label::Accepted,
            Self::Ready => Label::Ready,
            Self::Departed => Label::OutForDelivery,
            Self::Delayed | Self::Reduced | Self::Rejected | Self::Cancelled => now,
        }
    }
}
