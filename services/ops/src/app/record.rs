//! Puts on record what operators do.
use souk_events::UserId;
use souk_kit::{Problem, Scope};

use crate::{State, store::audit};

/// The scope of everything operators read and do.
pub const OPERATOR: Scope = Scope::Platform("operator's console");

/// An entry for the record.
#[must_use]
pub fn entry(
    state: &State,
    actor: UserId,
    action: &'static str,
    target: String,
    reason: String,
) -> audit::New {
    audit::New {
        at: state.clock.now(),
        actor: actor.to_string(),
        action,
        target,
        reason,
        outcome: String::new(),
        correlation: souk_kit::meta(None).correlation,
    }
}

/// Writes the entry before the deed, which is somebody else's; returns its place.
///
/// # Errors
/// The database: then nothing is done.
pub async fn before(state: &State, new: &audit::New) -> Result<i64, Problem> {
    state.db.write(OPERATOR, async |conn| Ok::<_, Problem>(audit::write(conn, new).await?)).await
}

/// Adds how it went.
///
/// # Errors
/// The database.
pub async fn after(state: &State, seq: i64, outcome: &str) -> Result<(), Problem> {
    state.db.write(OPERATOR, async |conn| Ok::<_, Problem>(audit::conclude(conn, seq, outcome).await?)).await
}
