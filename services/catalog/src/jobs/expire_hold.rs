//! Ends a hold whose time ran out before its order was placed.
use souk_events::Meta;
use souk_kit::Conn;
use souk_outbox::{
    HandlerError,
    timers::{Timer, TimerHandler},
};

use crate::{
    app::{end_hold, place_hold},
    state::State,
};

/// Fires at the end of a hold.
pub struct ExpireHold(pub State);

impl TimerHandler for ExpireHold {
    const KIND: &'static str = place_hold::EXPIRE;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let meta = Meta { tenant: timer.tenant, ..Meta::default() };
        end_hold::expire(conn, &self.0.clock, &meta, timer.key.parse()?).await?;
        Ok(())
    }
}
