//! Compares what is open here with the provider: whatever was never told is found here.
use serde_json::Value;
use souk_kit::Problem;

use super::{MONEY, hook, work};
use crate::{
    state::State,
    store::{attempts, refunds, tasks},
};

/// The most pages and refunds of one sweep.
const AT_ONCE: i64 = 500;

/// Has open pages and refunds under way looked at, each as work of its own, and reads the events that did not arrive.
///
/// # Errors
/// The database. A provider that is away costs this sweep only.
pub async fn sweep(state: &State) -> Result<(), Problem> {
    let now = state.clock.now();
    state
        .db
        .read(MONEY, async |conn| {
            for id in refunds::pending(conn, AT_ONCE).await? {
                tasks::schedule(conn, work::REFUND, id.0, now).await?;
            }
            for attempt in attempts::open(conn, AT_ONCE).await?.iter().filter(|a| a.state == "open") {
                tasks::schedule(conn, work::LOOK, attempt.id.0, now).await?;
            }
            Ok::<_, Problem>(())
        })
        .await?;
    state.due.notify_one();
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
