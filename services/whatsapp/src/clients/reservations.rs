//! Reservations: the parameters of a message that are a person's.
use std::{collections::BTreeMap, time::Duration};

use serde::Deserialize;
use souk_events::MessageRequestId;
use souk_kit::{Ask, AskError};

const PEER: &str = "reservations";

#[derive(Deserialize)]
struct Personal {
    params: BTreeMap<String, String>,
}

/// Reservations as whatsapp sees it.
#[derive(Clone)]
pub struct Reservations {
    ask: Ask,
    budget: Duration,
}

impl Reservations {
    /// Asks through this, each time within the budget.
    #[must_use]
    pub fn new(ask: Ask, budget: Duration) -> Self {
        Self { ask, budget }
    }

    /// What a message that it asked for says of a person.
    ///
    /// # Errors
    /// Nobody home, or no such message.
    pub async fn personal(&self, request: MessageRequestId) -> Result<BTreeMap<String, String>, AskError> {
        let path = format!("/internal/requests/{request}/personal");
        Ok(self.ask.get::<Personal>(PEER, &path, self.budget).await?.params)
    }
}
