//! Kinds of messages: which goes first, and which may go to somebody who said STOP.

/// What kind of message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The direct answer to a message.
    Reply,
    /// About a hold or the waitlist.
    Hold,
    /// About money.
    Payment,
    /// About an order.
    Order,
    /// The answer to STOP and START.
    Optout,
    /// To the shop's own people.
    Seller,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Reply, Self::Hold, Self::Payment, Self::Order, Self::Optout, Self::Seller];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Hold => "hold",
            Self::Payment => "payment",
            Self::Order => "order",
            Self::Optout => "optout",
            Self::Seller => "seller",
        }
    }

    /// The class of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.word() == word)
    }

    /// Lower goes first when a number may not send all at once.
    #[must_use]
    pub fn priority(self) -> i16 {
        match self {
            Self::Optout | Self::Reply => 0,
            Self::Hold => 1,
            Self::Payment => 2,
            Self::Order => 3,
            Self::Seller => 4,
        }
    }
}

/// What a merchant sends to people who said STOP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StopPolicy {
    /// What they asked for themselves: answers, their orders, their payments.
    #[default]
    TransactionalOnly,
    /// Nothing at all.
    Silent,
}

impl StopPolicy {
    /// The policy of a word; an unknown one is the stricter.
    #[must_use]
    pub fn of(word: &str) -> Self {
        if word == "transactional_only" { Self::TransactionalOnly } else { Self::Silent }
    }

    /// Whether a message of this class may go to somebody who said STOP.
    #[must_use]
    pub fn allows(self, class: Class, answers: bool) -> bool {
        match (self, class) {
            (_, Class::Optout) => true,
            (Self::Silent, _) | (_, Class::Hold) => false,
            (Self::TransactionalOnly, Class::Seller) => answers,
            (Self::TransactionalOnly, Class::Reply | Class::Order | Class::Payment) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_stop_only_what_was_asked_for_goes_out() {
        let allowed = |policy: StopPolicy| {
            Class::ALL.into_iter().filter(|c| policy.allows(*c, false)).map(Class::word).collect::<Vec<_>>()
        };
        assert_eq!(allowed(StopPolicy::TransactionalOnly), ["reply", "payment", "order", "optout"]);
        assert_eq!(allowed(StopPolicy::Silent), ["optout"]);
        assert!(StopPolicy::TransactionalOnly.allows(Class::Seller, true));
    }

    #[test]
    fn words_lead_back_to_their_classes() {
        for class in Class::ALL {
            assert_eq!(Class::of(class.word()), Some(class));
        }
        assert_eq!(Class::of("marketing"), None);
        assert_eq!(StopPolicy::of("silent"), StopPolicy::Silent);
        assert_eq!(StopPolicy::of("?"), StopPolicy::Silent);
    }
}
