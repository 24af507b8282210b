//! Removes what is over: successors after half a minute, then links, counters, sessions, notes of revocation.
use chrono::TimeDelta;
use serde_json::Value;
use souk_kit::Conn;
use souk_outbox::{HandlerError, Timer, TimerHandler, timers};

use crate::{
    State,
    store::{invitations, links, passkeys, refresh_tokens, revocations, sessions, throttle},
};

/// The timer's kind.
pub(super) const KIND: &str = "identity.sweep";

const EVERY: TimeDelta = TimeDelta::seconds(30);
/// Notes of revocation outlive the longest access token.
const REVOCATIONS: TimeDelta = TimeDelta::minutes(15);
const COUNTERS: TimeDelta = TimeDelta::days(2);
/// Links and sessions that are over stay a while, so that a late click or a stolen token is told apart.
const OVER: TimeDelta = TimeDelta::days(30);

/// Sweeps, and sets itself anew.
pub struct Sweep(pub State);

impl TimerHandler for Sweep {
    const KIND: &'static str = KIND;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let now = self.0.clock.now();
        refresh_tokens::forget_successors(conn, now - self.0.config.sessions.replay()).await?;
        invitations::expire(conn, now).await?;
        revocations::purge(conn, now - REVOCATIONS).await?;
        throttle::purge(conn, now - COUNTERS).await?;
        passkeys::purge(conn, now).await?;
        links::purge(conn, now - OVER).await?;
        sessions::purge(conn, now - OVER).await?;
        timers::schedule(conn, KIND, &timer.key, None, now + EVERY, &Value::Null).await?;
        Ok(())
    }
}
