//! Sweeps the change table: every read model has seen what is older than an hour.
use chrono::TimeDelta;
use souk_kit::Conn;
use souk_outbox::{
    HandlerError, OutboxError,
    timers::{self, Timer, TimerHandler},
};

use crate::{state::State, store::changes};

const EVERY: TimeDelta = TimeDelta::hours(1);
const KEY: &str = "change";

/// Fires every hour.
pub struct SweepChanges(pub State);

async fn schedule(conn: &mut Conn, state: &State) -> Result<(), OutboxError> {
    let due = state.clock.now() + EVERY;
    timers::schedule(conn, SweepChanges::KIND, KEY, None, due, &serde_json::Value::Null).await
}

impl TimerHandler for SweepChanges {
    const KIND: &'static str = "catalog.sweep_changes";

    async fn fire(&self, conn: &mut Conn, _: Timer) -> Result<(), HandlerError> {
        changes::sweep(conn, self.0.clock.now() - EVERY).await?;
        schedule(conn, &self.0).await?;
        Ok(())
    }
}

/// Winds the timer up when the process starts; a failure is only worth a line in the log, the next start tries again.
pub async fn wind_up(state: &State) {
    let done = match state.db.public().await {
        Ok(mut conn) => schedule(&mut conn, state).await.map_err(|e| e.to_string()),
        Err(error) => Err(error.to_string()),
    };
    if let Err(error) = done {
        tracing::warn!(error, "the sweep of the change table is not wound up");
    }
}
