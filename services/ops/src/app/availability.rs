//! Keeps what the watch saw, and says how much of the time each module was there.
use std::sync::{Arc, PoisonError, RwLock};

use chrono::TimeDelta;
use souk_kit::Problem;

use super::{health::Board, record::OPERATOR};
use crate::{
    State,
    domain::availability::{Availability, Looks, first_hour, slot, sum_up},
    store::availability as store,
};

/// Days that the longest share is about.
pub const MONTH: TimeDelta = TimeDelta::days(30);

/// What was summed up last; pages show it without asking the database.
#[derive(Default)]
pub struct Summary(RwLock<Arc<Vec<Availability>>>);

impl Summary {
    /// Every module, in the configured order; empty until it was summed up once.
    #[must_use]
    pub fn all(&self) -> Arc<Vec<Availability>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Adds what a look saw.
///
/// # Errors
/// The database.
pub async fn keep(state: &State, board: &Board) -> Result<(), Problem> {
    let well = |m: &super::health::ModuleHealth| (m.module.clone(), m.answers && m.ready);
    let seen: Vec<_> = board.modules.iter().map(well).collect();
    if seen.is_empty() {
        return Ok(());
    }
    let slot = slot(board.looked_at);
    state.db.write(OPERATOR, async |conn| Ok::<_, Problem>(store::add(conn, slot, &seen).await?)).await
}

/// Sums up anew.
///
/// # Errors
/// The database.
pub async fn refresh(state: &State) -> Result<(), Problem> {
    let now = state.clock.now();
    let (slots, months) = state
        .db
        .read(OPERATOR, async |conn| {
            let slots = store::slots(conn, first_hour(now)).await?;
            Ok::<_, Problem>((slots, store::sums(conn, now - MONTH).await?))
        })
        .await?;
    let of = |name: &str| {
        let mine = slots.iter().filter(|(module, _)| module == name).map(|(_, slot)| *slot);
        let month = months.iter().find(|(module, _)| module == name).map(|(_, looks)| *looks);
        sum_up(name, &mine.collect::<Vec<_>>(), month.unwrap_or(Looks::default()), now)
    };
    let all = Arc::new(state.modules.names().map(of).collect());
    *state.summary.0.write().unwrap_or_else(PoisonError::into_inner) = all;
    Ok(())
}
