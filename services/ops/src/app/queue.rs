//! Messages that did not arrive and files that were not fetched, of all merchants: seen with their cause and what comes
//! next, tried again, or put aside. What was told and could not be handled are dead letters.
use serde::{Deserialize, Serialize};
use serde_json::json;
use souk_events::{TenantId, UserId};
use souk_kit::Problem;

use super::record;
use crate::{State, error::Refusal};

/// The module that has them.
const MODULE: &str = "whatsapp";
const PATH: &str = "/internal/problems?purpose=support";

/// Something that somebody has to deal with.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Waiting {
    /// Its id where it is.
    pub id: String,
    /// The merchant.
    pub tenant_id: TenantId,
    /// `media_not_attached`, `no_template`, `window_closed`, `auth_20003`, `template_paused`, `sender_offline`,
    /// `send_failed`.
    pub kind: String,
    /// Twilio's code, or a word.
    pub cause: String,
    /// Its first text; empty for a file.
    pub key: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Since when.
    pub since: chrono::DateTime<chrono::Utc>,
    /// Whether it can be tried again.
    pub again: bool,
}

/// What waits for somebody.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Queue {
    /// Oldest first.
    pub items: Vec<Waiting>,
    /// The module that has them did not answer.
    #[serde(default)]
    pub silent: bool,
}

#[derive(Deserialize)]
struct Done {
    count: u64,
}

/// What waits now. A module that does not answer, or is not there, is said so.
pub async fn queue(state: &State) -> Queue {
    if !state.modules.has(MODULE) {
        return Queue::default();
    }
    match state.modules.get::<Queue>(MODULE, PATH).await {
        Ok(queue) => queue,
        Err(error) => {
            tracing::warn!(%error, "what did not arrive is not known now");
            Queue { items: Vec::new(), silent: true }
        }
    }
}

/// Tries them again, so many in a minute, or puts them aside for a reason; on record before and after.
///
/// # Errors
/// The module does not answer; the database.
pub async fn act(
    state: &State,
    actor: UserId,
    (ids, per_minute): (&[String], u16),
    discard: Option<String>,
) -> Result<u64, Problem> {
    let action = if discard.is_some() { "discard_messages" } else { "retry_messages" };
    let target = match ids {
        [one] => one.clone(),
        ids => format!("{} ({})", ids.first().map(String::as_str).unwrap_or_default(), ids.len()),
    };
    let note = record::entry(state, actor, action, target, discard.clone().unwrap_or_default());
    let place = record::before(state, &note).await?;
    let body = json!({ "ids": ids, "discard": discard, "per_minute": per_minute });
    match state.modules.post::<Done>(MODULE, PATH, &body).await {
        Ok(done) => {
            let count = done.map_or(0, |done| done.count);
            record::after(state, place, &format!("{count} of {}", ids.len())).await?;
            Ok(count)
        }
        Err(silent) => {
            record::after(state, place, &format!("failed: {silent}")).await?;
            Err(Refusal::Silent(MODULE.to_owned()).into())
        }
    }
}
