//! What ops does by itself: clears what is old once a day, keeps looking at the modules' health, works off replays.
use std::time::Duration;

use chrono::TimeDelta;
use serde_json::Value;
use souk_kit::{Clock, Problem, Scope};
use souk_outbox::{Conn, HandlerError, Timer, TimerHandler, timers};
use tokio::{select, time::interval};
use tokio_util::sync::CancellationToken;

use crate::{
    State,
    app::{availability, replays},
    store,
};

const KEY: &str = "daily";
/// Facts removed at once; when there are more, the timer fires again right away.
const BATCH: i64 = 10_000;

/// Looks between two sums of availability: a minute.
const LOOKS_OF_SUM: u32 = 12;
/// Seconds between two looks for replays while none runs.
const IDLE: u32 = 5;

/// Removes facts and looks older than they are kept, and sets itself anew.
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
        store::availability::purge(conn, now - availability::MONTH).await?;
        let more = i64::try_from(removed).is_ok_and(|n| n >= BATCH);
        let next = if more { now } else { now + TimeDelta::days(1) };
        timers::schedule(conn, Self::KIND, KEY, None, next, &Value::Null).await?;
        tracing::info!(removed, "event log cleared");
        Ok(())
    }
}

/// All of it, until it is to stop.
pub async fn run(state: State, stop: CancellationToken) {
    tokio::join!(watch(&state, &stop), work(&state, &stop));
}

/// Sets the first purge, then looks at the modules every few seconds so that the home page need not wait.
async fn watch(state: &State, stop: &CancellationToken) {
    let mut tick = interval(Duration::from_secs(5));
    let mut scheduled = false;
    let mut looks = 0u32;
    loop {
        select! {
            () = stop.cancelled() => return,
            _ = tick.tick() => {}
        }
        if !scheduled {
            scheduled = first_purge(state).await.inspect_err(|e| tracing::warn!(%e, "no purge yet")).is_ok();
        }
        let board = select! {
            () = stop.cancelled() => return,
            board = state.watch.look(&state.modules, &state.clock) => board,
        };
        let mut kept = availability::keep(state, &board).await;
        if kept.is_ok() && looks.is_multiple_of(LOOKS_OF_SUM) {
            kept = availability::refresh(state).await;
        }
        looks = looks.wrapping_add(1);
        if let Err(error) = kept {
            tracing::warn!(%error, "availability not kept");
        }
    }
}

/// Takes the steps of replays that are due: every second while one runs.
async fn work(state: &State, stop: &CancellationToken) {
    let mut tick = interval(Duration::from_secs(1));
    let mut idle = 0u32;
    loop {
        select! {
            () = stop.cancelled() => return,
            () = state.replays.notified() => idle = 0,
            _ = tick.tick() => {}
        }
        if idle > 0 {
            idle -= 1;
            continue;
        }
        match replays::work(state).await {
            Ok(true) => {}
            Ok(false) => idle = IDLE,
            Err(error) => {
                tracing::warn!(%error, "replays wait");
                idle = IDLE;
            }
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
