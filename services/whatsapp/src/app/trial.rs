//! Whether a number that was connected works: somebody of the shop writes, and gets a message back (FR4).
use souk_events::{ContactId, MessageRequestId, SenderId, TenantId};
use souk_kit::{Conn, Problem, Scope};

use super::{
    enqueue::{self, Wish},
    said::Part,
};
use crate::{
    domain::class::Class,
    error::Refusal,
    state::State,
    store::{messages, outgoing, senders},
};

/// How far a number has come.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// Who of the shop wrote to it last, within a day.
    pub heard: Option<ContactId>,
    /// How the last message stands that was sent to try it.
    pub sent: Option<String>,
}

/// How far a number has come.
///
/// # Errors
/// The database.
pub async fn of(state: &State, conn: &mut Conn, tenant: TenantId, id: SenderId) -> Result<Trial, Problem> {
    let since = state.clock.now() - chrono::TimeDelta::hours(23);
    Ok(Trial {
        heard: messages::last_seller(conn, (tenant, id), since).await?,
        sent: outgoing::last_of(conn, (tenant, id), "test").await?,
    })
}

/// Sends a message to whoever of the shop wrote last.
///
/// # Errors
/// 404 when there is no such number, 409 when nobody wrote; the database.
pub async fn send(state: &State, tenant: TenantId, id: SenderId) -> Result<MessageRequestId, Problem> {
    let request = MessageRequestId::new();
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            senders::find(conn, tenant, id).await?.ok_or_else(Problem::not_found)?;
            let contact = of(state, conn, tenant, id).await?.heard.ok_or(Refusal::NobodyWrote)?;
            let wish = Wish::new(Class::Seller, contact, Part::new("test", &[]), format!("test:{request}"));
            enqueue::own(state, conn, tenant, Wish { id: request, from: Some(id), ..wish }).await
        })
        .await?;
    state.due.notify_one();
    Ok(request)
}
