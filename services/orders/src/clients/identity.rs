//! Identity: the address of somebody who is signed in, for a mail about an order.
use std::time::Duration;

use serde::Deserialize;
use souk_events::UserId;
use souk_kit::{Ask, AskError};

const PEER: &str = "identity";

#[derive(Deserialize)]
struct Personal {
    email: String,
}

/// Identity as orders sees it.
#[derive(Clone)]
pub struct Identity {
    ask: Ask,
    budget: Duration,
}

impl Identity {
    /// Asks through this, each time within the budget.
    #[must_use]
    pub fn new(ask: Ask, budget: Duration) -> Self {
        Self { ask, budget }
    }

    /// Where a person gets mails. None: identity does not know them (any more).
    ///
    /// # Errors
    /// Nobody home.
    pub async fn address(&self, user: UserId) -> Result<Option<String>, AskError> {
        let path = format!("/internal/users/{user}/personal?purpose=order_mail");
        match self.ask.get::<Personal>(PEER, &path, self.budget).await {
            Ok(found) => Ok(Some(found.email)),
            Err(AskError::Refused { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
