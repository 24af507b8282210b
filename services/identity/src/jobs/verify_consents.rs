//! Looks once a day whether the ledger of consents is as it was written.
use chrono::TimeDelta;
use serde_json::Value;
use souk_kit::Conn;
use souk_outbox::{HandlerError, Timer, TimerHandler, timers};

use crate::{State, app::consents};

/// The timer's kind.
pub(super) const KIND: &str = "identity.verify_consents";

const EVERY: TimeDelta = TimeDelta::days(1);

/// Looks, and sets itself anew.
pub struct VerifyConsents(pub State);

impl TimerHandler for VerifyConsents {
    const KIND: &'static str = KIND;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let found = consents::verify(conn).await?;
        for broken in &found.broken {
            tracing::error!(tenant = %broken.tenant, seq = broken.seq, "the ledger of consents was changed");
        }
        let next = self.0.clock.now() + EVERY;
        timers::schedule(conn, KIND, &timer.key, None, next, &Value::Null).await?;
        Ok(())
    }
}
