//! Compares what is open here with the provider: whatever was never told is found here.
use serde_json::Value;
use souk_kit::Problem;

use super::{MONEY, fulfil, hook, work};
use crate::{
    state::State,
    store::{attempts, refunds, tasks},
};

/// The most pages and refunds of one sweep.
const AT_ONCE: i64 = 500;

/// Looks at open pages, at refunds under way, and at events that did not arrive.
///
/// # Errors
/// The database. A provider that is away costs this sweep only.
pub async fn sweep(state: &State) -> Result<(), Problem> {
    let now = state.clock.now();
    let open = state
        .db
        .read(MONEY, async |conn| {
            for id in refunds::pending(conn, AT_ONCE).await? {
                tasks::schedule(conn, work::REFUND, id.0, now).await?;
            }
            Ok::<_, Problem>(attempts::open(conn, AT_ONCE).await?)
        })
        .await?;
    for attempt in open.iter().filter(|a| a.state == "open") {
        if let Err(problem) = fulfil::look(state, attempt.id).await {
            tracing::warn!(attempt = %attempt.id, ?problem, "not compared");
        }
    }
    let Some(client) = state.provider.as_ref().and_then(|p| p.stripe()) else { return Ok(()) };
    match client.undelivered().await {
        Ok(events) => {
            for event in events {
                let body = serde_json::to_vec::<Value>(&event).map_err(Problem::internal)?;
                hook::take(state, &body).await?;
            }
        }
        Err(failure) => tracing::warn!(%failure, "undelivered events not read"),
    }
    Ok(())
}
