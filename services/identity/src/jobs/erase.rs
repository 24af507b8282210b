//! Begins erasures whose time has come, hears what modules answer, and keeps the list of the erased.
use std::time::Duration;

use chrono::TimeDelta;
use serde_json::Value;
use souk_events::RawEvent;
use souk_kit::Conn;
use souk_outbox::{HandlerError, RawConsumer, Timer, TimerHandler, timers};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    State,
    app::erasure::{self, Begun},
    store::erasures,
};

/// How long the only owner of a shop is given to hand it over.
const AGAIN: TimeDelta = TimeDelta::days(1);
/// How often the list is brought up to date.
const LIST: Duration = Duration::from_secs(30);

/// Begins one erasure.
pub struct Erase(pub State);

impl TimerHandler for Erase {
    const KIND: &'static str = erasure::TIMER;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let id: Uuid = timer.key.parse()?;
        // One that was undone, or runs already, needs no other look.
        let found = erasures::find(conn, id).await?.filter(|e| e.state == "requested");
        let Some(found) = found else { return Ok(()) };
        if erasure::begin(conn, &self.0, id, found.user_id).await? == Begun::Later {
            let next = self.0.clock.now() + AGAIN;
            timers::schedule(conn, Self::KIND, &timer.key, None, next, &Value::Null).await?;
        }
        self.0.erasure_begun.notify_one();
        Ok(())
    }
}

/// Notes that a module erased what it kept, whichever module it is.
pub struct OnErasureDone(pub State);

impl RawConsumer for OnErasureDone {
    const NAME: &'static str = "identity.on_erasure_done";
    const BINDING: &'static str = "*.erasure_done.v1";

    async fn handle(&self, conn: &mut Conn, event: RawEvent) -> Result<(), HandlerError> {
        let id = event.data.get("erasureId").and_then(Value::as_str).unwrap_or_default();
        let id: Uuid = id.parse().map_err(|_| HandlerError::refused("no erasure is named"))?;
        // Numbers of 64 bits are text in JSON.
        let rows = event.data.get("rows").and_then(|r| r.as_i64().or_else(|| r.as_str()?.parse().ok()));
        erasures::answer(conn, id, &event.source, rows.unwrap_or(0), self.0.clock.now()).await?;
        Ok(())
    }
}

/// Brings the list up to date until the module stops.
pub(super) async fn run(state: &State, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = erasure::write_list(state).await {
            tracing::warn!(%error, "the list of the erased is not up to date");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = state.erasure_begun.notified() => {}
            () = tokio::time::sleep(LIST) => {}
        }
    }
}
