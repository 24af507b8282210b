//! Reservations: who ordered in a live, and where to bring it.
use std::time::Duration;

use serde::Deserialize;
use souk_kit::{Ask, AskError};

const PEER: &str = "reservations";

/// A customer of a live, as far as she is known.
#[derive(Clone, Default, Deserialize)]
pub struct Known {
    /// As she calls herself.
    pub name: Option<String>,
    /// Unless it is hidden.
    pub phone: Option<String>,
    /// As she wrote it.
    pub address: Option<String>,
    /// What her shop speaks.
    #[serde(default)]
    pub language: String,
}

/// Reservations as orders sees it.
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

    /// The customer of a group of reservations. Nothing is known of who was erased.
    ///
    /// # Errors
    /// Nobody home, or there is no such group.
    pub async fn customer(&self, group: &str) -> Result<Known, AskError> {
        let path = format!("/internal/groups/{group}/personal?purpose=order");
        match self.ask.get(PEER, &path, self.budget).await {
            Err(AskError::Refused { problem, .. }) if problem.status == 410 => Ok(Known::default()),
            other => other,
        }
    }
}
