//! Who takes the money: Stripe when there are keys, else our labelled test page.
use super::stripe::Client;
use crate::{config, domain::words::Method};

/// A page to pay on, as the provider sees it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Somebody may still pay.
    Open,
    /// Somebody paid.
    Paid(Money),
    /// Nobody will pay there any more.
    Closed,
    /// A word of the provider that this release does not know: nothing follows from it.
    Unknown,
}

/// What was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// The provider's id of it.
    pub reference: String,
    /// Minor units.
    pub amount: i64,
    /// In capitals.
    pub currency: String,
}

/// Money that goes back, as the provider sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Back {
    /// On its way, under this id.
    Pending(String),
    /// There, under this id.
    Succeeded(String),
    /// It is not going: the provider's id, when it got that far, and why.
    Failed(Option<String>, String),
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Away, or busy: again later.
    #[error("the provider does not answer: {0}")]
    Away(String),
    /// It refused: nothing mends that.
    #[error("the provider refused: {0}")]
    Refused(String),
}

/// Who takes the money.
#[derive(Clone)]
pub enum Provider {
    /// Stripe.
    Stripe(Client),
    /// Nobody: our own page.
    Test,
}

impl Provider {
    /// By the settings.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub fn new(settings: &config::Payments, stripe: &config::Stripe) -> anyhow::Result<Option<Self>> {
        match stripe.key() {
            Some(key) => Ok(Some(Self::Stripe(Client::new(stripe, key)?))),
            None => Ok(settings.test_method.then_some(Self::Test)),
        }
    }

    /// Its word.
    #[must_use]
    pub fn method(&self) -> Method {
        match self {
            Self::Stripe(_) => Method::Stripe,
            Self::Test => Method::Test,
        }
    }

    /// Stripe, where it is.
    #[must_use]
    pub fn stripe(&self) -> Option<&Client> {
        match self {
            Self::Stripe(client) => Some(client),
            Self::Test => None,
        }
    }
}
