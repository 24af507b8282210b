//! Looks at what Stripe told: an event says where to look again, never what is true.
use souk_kit::{Problem, Scope};
use uuid::Uuid;

use super::{fulfil, refund, stray};
use crate::{
    state::State,
    store::{attempts, refunds, strays, webhooks},
};

const INBOX: Scope = Scope::Platform("what the provider told");

/// Acts on a kept event, in whatever order it came.
///
/// # Errors
/// 503 when the provider is away.
pub async fn act(state: &State, id: Uuid) -> Result<(), Problem> {
    let found = state
        .db
        .read(INBOX, async |conn| {
            let Some(row) = webhooks::find(conn, id).await?.filter(|row| row.state == "waiting") else {
                return Ok(None);
            };
            let attempt = attempts::by_reference(conn, &row.object_id).await?;
            let refund = refunds::by_reference(conn, &row.object_id).await?;
            let stray = strays::by_reference(conn, &row.object_id).await?;
            Ok::<_, Problem>(Some((row, attempt, refund, stray)))
        })
        .await?;
    let Some((row, attempt, back, stray)) = found else { return Ok(()) };
    let word = match (row.kind.split('.').next(), attempt, back, stray) {
        (Some("checkout"), Some(attempt), ..) => {
            fulfil::look(state, attempt.id).await?;
            "done"
        }
        (Some("refund"), _, Some(back), _) => {
            refund::work_on(state, back.id, true).await?;
            "done"
        }
        (Some("refund"), _, None, Some(row)) => {
            stray::work_on(state, row.id, true).await?;
            "done"
        }
        _ => "ignored",
    };
    settle(state, id, word, "").await
}

/// Nothing mends it: operators see it.
///
/// # Errors
/// The database.
pub async fn give_up(state: &State, id: Uuid, why: &str) -> Result<(), Problem> {
    settle(state, id, "dead", why).await
}

async fn settle(state: &State, id: Uuid, word: &str, why: &str) -> Result<(), Problem> {
    let now = state.clock.now();
    state.db.read(INBOX, async |conn| Ok(webhooks::settle(conn, id, word, why, now).await?)).await
}
