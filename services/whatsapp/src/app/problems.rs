//! Messages that did not arrive: seen by number and cause, tried again or put aside (FR38).
use chrono::TimeDelta;
use souk_events::{MessageRequestId, TenantId};
use souk_kit::{Problem, Scope};

use crate::{
    error::Refusal,
    state::State,
    store::{
        outgoing,
        problems::{self, Row},
        senders::{self, Sender},
    },
};

/// How far back they are shown.
const SINCE: TimeDelta = TimeDelta::days(30);
/// How many are shown.
const SHOWN: i64 = 200;
/// The longest reason.
const WHY_MAX: usize = 200;

/// What did not arrive.
pub struct Problems {
    /// Newest first, the first two hundred.
    pub rows: Vec<Row>,
    /// Each number with its causes and how many of each.
    pub numbers: Vec<(Sender, Vec<(String, i64)>)>,
}

/// What did not arrive in the last thirty days and nobody has dealt with.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Problems, Problem> {
    let since = state.clock.now() - SINCE;
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let rows = problems::list(conn, tenant, since, SHOWN).await?;
            let causes = problems::causes(conn, tenant, since).await?;
            let numbers = senders::all(conn, tenant).await?.into_iter().map(|sender| {
                let its = causes.iter().filter(|(id, ..)| *id == sender.id);
                let its = its.map(|(_, code, count)| (code.clone(), *count)).collect();
                (sender, its)
            });
            Ok::<_, Problem>(Problems { rows, numbers: numbers.collect() })
        })
        .await
}

/// Puts one aside, with the reason.
///
/// # Errors
/// What is wrong with the reason; 404 when there is none, 409 when it is no problem any more; the database.
pub async fn discard(
    state: &State,
    tenant: TenantId,
    id: MessageRequestId,
    why: &str,
) -> Result<(), Problem> {
    let why = why.trim();
    if why.is_empty() {
        return Err(Problem::field("/reason", "required"));
    }
    if why.chars().count() > WHY_MAX {
        return Err(Problem::field("/reason", "too_long"));
    }
    let now = state.clock.now();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            if problems::discard(conn, (tenant, id), why, now).await? {
                return Ok(());
            }
            let row = outgoing::find(conn, tenant, id).await?.ok_or_else(Problem::not_found)?;
            Err(Problem::from(Refusal::NotGivenUp(row.state)))
        })
        .await
}
