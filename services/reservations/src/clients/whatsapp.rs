//! Whatsapp: what a message says, behind its ref.
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use souk_events::{ContactId, MessageId, MessageRequestId};
use souk_kit::{Ask, AskError};

const PEER: &str = "whatsapp";

/// A picture, a document, a voice message.
#[derive(Clone, Debug, Deserialize)]
pub struct Media {
    /// As its sender said it.
    pub content_type: String,
}

/// A shared place.
#[derive(Clone, Deserialize)]
pub struct Place {
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
    /// What it is called.
    #[serde(default)]
    pub label: Option<String>,
    /// Its address in words.
    #[serde(default)]
    pub address: Option<String>,
}

/// A message that came in. It holds what is personal: it is never logged.
#[derive(Clone, Deserialize)]
pub struct Message {
    /// Its id.
    pub message_id: MessageId,
    /// Who wrote it.
    pub contact_id: ContactId,
    /// `customer` or `seller`.
    pub role: String,
    /// The seller's number is an owner's or a manager's.
    #[serde(default)]
    pub manager: bool,
    /// `text`, `button`, `media`, `location`, `contact_card`.
    pub kind: String,
    /// Place in the merchant's order of arrival.
    pub seq: i64,
    /// When it reached the platform.
    pub received_at: DateTime<Utc>,
    /// Found after an outage.
    #[serde(default)]
    pub recovered: bool,
    /// What was written.
    #[serde(default)]
    pub text: Option<String>,
    /// What was pressed.
    #[serde(default)]
    pub button_payload: Option<String>,
    /// Our message that it answers.
    #[serde(default)]
    pub quoted_request: Option<MessageRequestId>,
    /// What came with it.
    #[serde(default)]
    pub media: Vec<Media>,
    /// Where.
    #[serde(default)]
    pub location: Option<Place>,
    /// The writer's number, unless it is hidden.
    #[serde(default)]
    pub phone: Option<String>,
    /// Its last two digits.
    #[serde(default)]
    pub phone_ending: Option<String>,
    /// What the writer calls themselves.
    #[serde(default)]
    pub profile_name: Option<String>,
}

/// A file as whatsapp gives it: checked, and made anew when it is a picture.
#[derive(Clone, Deserialize)]
pub struct File {
    /// `image/jpeg` or `application/pdf`.
    pub content_type: String,
    /// Base 64.
    pub bytes: String,
}

/// Whatsapp as reservations sees it.
#[derive(Clone)]
pub struct Whatsapp {
    ask: Ask,
    budget: Duration,
    files: Duration,
}

impl Whatsapp {
    /// Asks through this, each time within the budget; files may take longer, as the first ask fetches them.
    #[must_use]
    pub fn new(ask: Ask, budget: Duration, files: Duration) -> Self {
        Self { ask, budget, files }
    }

    /// What a message says. None: it is gone.
    ///
    /// # Errors
    /// Nobody home.
    pub async fn message(&self, id: &str) -> Result<Option<Message>, AskError> {
        match self.ask.get(PEER, &format!("/internal/messages/{id}"), self.budget).await {
            Ok(message) => Ok(Some(message)),
            Err(AskError::Refused { problem, .. }) if problem.status == 404 || problem.status == 410 => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The first file of a message. None: there is none that can be shown.
    ///
    /// # Errors
    /// Nobody home, or the file cannot be had now.
    pub async fn file(&self, id: &str) -> Result<Option<File>, AskError> {
        match self.ask.get(PEER, &format!("/internal/messages/{id}/media/0"), self.files).await {
            Ok(file) => Ok(Some(file)),
            Err(AskError::Refused { problem, .. })
                if matches!(problem.status, 404 | 410 | 413 | 415 | 422) =>
            {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}
