//! What ops does by itself: clears the event log once a day and keeps looking at the modules' health.
use std::time::Duration;

use chrono::TimeDelta;
use serde_json::Value;
use souk_kit::{Clock, Problem, Scope};
use souk_outbox::{Conn, HandlerError, Timer, TimerHandler, timers};
use tokio::{select, time::interval};
use tokio_util::sync::CancellationToken;

use crate::{State, store};

const KEY: &str = "daily";
/// Facts removed at once; when there are more, the timer fires again right away.
const BATCH: i64 = 10_000;

/// Removes facts older than they are kept, and sets itself anew.
pub struct PurgeEventLog {
    /// The time.
    pub clock: Clock,
    /// How long facts are kept.
    pub keep: TimeDelta,
}

impl TimerHandler for PurgeEventLog {
    const KIND: &'static str = "ops.purge_event_log";

    async fn fire(&self, conn: &mut Conn, _: Timer) -> Result<(), HandlerError> {
        let now = self.clock.now();
        let removed = store::events::purge(conn, now - self.keep, BATCH).await?;
        let more = i64::try_from(removed).is_ok_and(|n| n >= BATCH);
        let next = if more { now } else { now + TimeDelta::days(1) };
        timers::schedule(conn, Self::KIND, KEY, None, next, &Value::Null).await?;
        tracing::info!(removed, "event log cleared");
        Ok(())
    }
}

/// Sets the first purge, then looks at the modules every few seconds so that the home page need not wait.
pub async fn run(state: State, stop: CancellationToken) {
    let mut tick = interval(Duration::from_secs(5));
    let mut scheduled = false;
    while !stop.is_cancelled() {
        select! {
            () = stop.cancelled() => return,
            _ = tick.tick() => {}
        }
        if !scheduled {
            scheduled = first_purge(&state).await.inspect_err(|e| tracing::warn!(%e, "no purge yet")).is_ok();
        }
        select! {
            () = stop.cancelled() => return,
            _ = state.watch.look(&state.modules, &state.clock) => {}
        }
    }
}

async fn first_purge(state: &State) -> Result<(), Problem> {
    let now = state.clock.now();
    state
        .db
        .write(Scope::Platform("schedule the event log's purge"), async |conn| {
            timers::schedule(conn, PurgeEventLog::KIND, KEY, None, now, &Value::Null).await?;
            Ok::<_, Problem>(())
        })
        .await
}
