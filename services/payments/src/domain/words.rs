//! The words of the tables.
use souk_kit::words;

words! {
    /// How something is paid.
    Method {
        /// On a page of Stripe.
        Stripe = "stripe",
        /// On our own test page: nothing real is paid.
        Test = "test",
        /// At the counter.
        Cash = "cash",
    }
}

words! {
    /// How the money of an order stands.
    Standing {
        /// Nobody has paid yet.
        Open = "open",
        /// It is here.
        Captured = "captured",
        /// A part went back.
        PartlyRefunded = "partly_refunded",
        /// All of it went back.
        Refunded = "refunded",
        /// Nobody paid in time, or the order ended first.
        Expired = "expired",
    }
}

impl Standing {
    /// Of a part of what is owed: the word of the whole, and what went back.
    #[must_use]
    pub fn of(intent: &str, amount: i64, refunded: i64) -> Self {
        match intent {
            "captured" if refunded == 0 => Self::Captured,
            "captured" if refunded >= amount => Self::Refunded,
            "captured" => Self::PartlyRefunded,
            "expired" => Self::Expired,
            _ => Self::Open,
        }
    }
}

words! {
    /// Where a refund stands.
    RefundState {
        /// On its way.
        Pending = "pending",
        /// The customer has it.
        Succeeded = "succeeded",
        /// It came back.
        Failed = "failed",
    }
}

words! {
    /// What money goes back for.
    RefundReason {
        /// The order ended early.
        OrderEnded = "order_ended",
        /// The shop took pieces off.
        OrderReduced = "order_reduced",
        /// Somebody of the shop gave it back.
        Merchant = "merchant",
        /// It came when the order had ended.
        Late = "late",
    }
}

words! {
    /// Why money pays for nothing.
    StrayWhy {
        /// It is not what is owed.
        AmountDiffers = "amount_differs",
        /// It was paid for already.
        PaidTwice = "paid_twice",
    }
}
