//! Writes the next chunk of an import, and the next, until none waits.
use souk_kit::Conn;
use souk_outbox::{
    HandlerError,
    timers::{Timer, TimerHandler},
};

use crate::{app::import, state::State};

/// Fires until an import is done.
pub struct ImportChunk(pub State);

impl TimerHandler for ImportChunk {
    const KIND: &'static str = import::CHUNK;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        import::chunk(&self.0, conn, timer.key.parse()?).await?;
        Ok(())
    }
}
