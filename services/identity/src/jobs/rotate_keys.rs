//! Moves signing keys through their life.
use chrono::TimeDelta;
use serde_json::Value;
use souk_kit::Conn;
use souk_outbox::{HandlerError, Timer, TimerHandler, timers};

use crate::{State, app::keyring};

/// The timer's kind.
pub(super) const KIND: &str = "identity.rotate_keys";

/// Looks whether a key is due, and sets itself anew.
pub struct RotateKeys(pub State);

impl TimerHandler for RotateKeys {
    const KIND: &'static str = KIND;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let now = self.0.clock.now();
        keyring::rotate(conn, &self.0, now).await?;
        let next = now + TimeDelta::seconds(self.0.config.keys.look_seconds);
        timers::schedule(conn, KIND, &timer.key, None, next, &Value::Null).await?;
        Ok(())
    }
}
