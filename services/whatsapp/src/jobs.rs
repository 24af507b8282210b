//! What whatsapp does by itself: sends what is due, looks for what was lost, forgets what is old once a day.
use chrono::TimeDelta;
use serde_json::Value;
use souk_kit::{Clock, Conn, Problem, Scope};
use souk_outbox::{HandlerError, Timer, TimerHandler, timers};
use tokio_util::sync::CancellationToken;

use crate::{
    app::{deliver, sweep},
    state::State,
    store::{media, messages, outgoing, senders},
};

const KEY: &str = "daily";
/// Rows that are emptied at once; when there are more, the timer fires again right away.
const BATCH: i64 = 5_000;

/// Forgets what messages said longer ago than it is kept, and sets itself anew.
pub struct ForgetOldMessages {
    /// The time.
    pub clock: Clock,
    /// How long it is kept.
    pub keep: TimeDelta,
}

impl TimerHandler for ForgetOldMessages {
    const KIND: &'static str = "whatsapp.forget_old_messages";

    async fn fire(&self, conn: &mut Conn, _: Timer) -> Result<(), HandlerError> {
        let now = self.clock.now();
        let before = now - self.keep;
        souk_kit::db::enter(conn, Scope::Platform("forget old messages")).await?;
        let inbound = messages::forget_before(conn, before, BATCH).await?;
        let outbound = outgoing::forget_before(conn, before, BATCH).await?;
        let files = media::forget_before(conn, before).await?;
        let full = usize::try_from(BATCH).unwrap_or(usize::MAX);
        let next = if inbound >= full || outbound >= full { now } else { now + TimeDelta::days(1) };
        timers::schedule(conn, Self::KIND, KEY, None, next, &Value::Null).await?;
        tracing::info!(inbound, outbound, files, "old messages forgotten");
        Ok(())
    }
}

/// Sends what is due and looks for what was lost, each on its own, until it is to stop.
pub async fn run(state: State, stop: CancellationToken) {
    tokio::join!(sending(&state, &stop), sweeping(&state, &stop));
}

async fn sweeping(state: &State, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        match sweep::sweep_due(state).await {
            Ok(false) => {}
            Ok(true) => continue,
            Err(error) => tracing::warn!(%error, "lost messages are looked for later"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(state.sending.look()) => {}
        }
    }
}

async fn sending(state: &State, stop: &CancellationToken) {
    let mut scheduled = false;
    while !stop.is_cancelled() {
        if !scheduled {
            scheduled =
                first(state).await.inspect_err(|e| tracing::warn!(%e, "nothing is forgotten yet")).is_ok();
        }
        match deliver::send_due(state).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(%error, "messages wait"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = state.due.notified() => {}
            () = tokio::time::sleep(state.sending.look()) => {}
        }
    }
}

async fn first(state: &State) -> Result<(), Problem> {
    let now = state.clock.now();
    state
        .db
        .write(Scope::Platform("schedule the forgetting of old messages"), async |conn| {
            timers::schedule(conn, ForgetOldMessages::KIND, KEY, None, now, &Value::Null).await?;
            Ok::<_, Problem>(senders::sweep_soon(conn, now).await?)
        })
        .await
}
