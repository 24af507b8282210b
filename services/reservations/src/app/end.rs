//! A reservation ends: taken back, run out, released, unreachable, closed.
use souk_kit::{Conn, Problem};

use super::{deposits::refund, work::Work};
use crate::{
    domain::reservation::State,
    store::reservations::{self, Reservation},
};

/// How it ends.
#[derive(Clone, Copy, Debug)]
pub struct Ending {
    to: State,
    action: &'static str,
}

impl Ending {
    /// In this state, under this word on record.
    #[must_use]
    pub fn new(to: State, action: &'static str) -> Self {
        Self { to, action }
    }
}

/// Ends it, if it still stands where it was read. None: somebody else was first. Promote what waits afterwards.
///
/// # Errors
/// The database.
pub async fn end(
    conn: &mut Conn,
    work: &mut Work,
    row: &Reservation,
    ending: Ending,
) -> Result<Option<Reservation>, Problem> {
    if !row.state().may_become(ending.to) {
        return Ok(None);
    }
    let after = Reservation {
        state: ending.to.as_str().into(),
        lock: None,
        expires_at: None,
        ended_at: Some(work.now),
        ..row.clone()
    };
    let Some(saved) = reservations::save(conn, &after).await? else { return Ok(None) };
    work.step(conn, ending.action, Some(row), &saved).await?;
    if let Some(deposit) = saved.deposit_id {
        refund::left(conn, work, deposit).await?;
    }
    Ok(Some(saved))
}
