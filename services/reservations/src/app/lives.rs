//! A live begins, pauses and ends by somebody's hand at the screen, as by a word in the chat.
use serde_json::json;
use souk_events::{LiveSessionId, TenantId};
use souk_kit::{Problem, Scope};

use super::{
    sessions::{self, Summary},
    work::Work,
};
use crate::{
    state::State,
    store::{self, sessions::Session},
};

/// Begins a live; the one that runs, when one runs.
///
/// # Errors
/// 404 while the merchant has no store, or the database.
pub async fn open(state: &State, tenant: TenantId, person: String, name: &str) -> Result<Session, Problem> {
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let mut work = Work::by(conn, &state.clock, tenant, person).await?;
            let session = sessions::ensure(conn, &mut work, name).await?;
            work.finish(conn).await?;
            Ok::<_, Problem>(session)
        })
        .await
}

/// Ends a live at once; holds run on.
///
/// # Errors
/// 404 for another merchant's, 409 when it is over, or the database.
pub async fn close(
    state: &State,
    tenant: TenantId,
    person: String,
    id: LiveSessionId,
) -> Result<Summary, Problem> {
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let mut work = Work::by(conn, &state.clock, tenant, person).await?;
            let session = store::sessions::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let over = || Problem::conflict("session_over").state("closed");
            let summary = sessions::close(conn, &mut work, &session, true).await?.ok_or_else(over)?;
            work.finish(conn).await?;
            Ok::<_, Problem>(summary)
        })
        .await
}

/// Refuses new codes of customers, or takes them again; holds run on.
///
/// # Errors
/// 404 for another merchant's, 409 when it is over, or the database.
pub async fn pause(
    state: &State,
    tenant: TenantId,
    person: String,
    id: LiveSessionId,
    paused: bool,
) -> Result<Session, Problem> {
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let mut work = Work::by(conn, &state.clock, tenant, person).await?;
            store::sessions::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            if !store::sessions::pause(conn, id, paused).await? {
                return Err(Problem::conflict("session_over").state("closed"));
            }
            let action = if paused { "session_paused" } else { "session_resumed" };
            work.note(action, id.to_string(), None, json!(null), json!(null));
            work.finish(conn).await?;
            store::sessions::find(conn, id).await?.ok_or_else(Problem::not_found)
        })
        .await
}
