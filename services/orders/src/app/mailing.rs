//! Mails about orders: noted with the change they tell of, addressed when they are written.
use serde::{Deserialize, Serialize};
use souk_events::{OrderId, Subject, TenantId};
use souk_kit::{Conn, Kind, Problem, Scope, mail_queue::MailQueue};

use super::read::{self, Full};
use crate::{domain::news::News, state::State, store::rows::Order};

/// A mail that waits: which order, and what is told of it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Note {
    /// The merchant.
    pub tenant: TenantId,
    /// The order.
    pub order: OrderId,
    /// What is told.
    pub news: News,
}

/// Notes a mail in the transaction of the change. Whether the customer has an address is seen when it is written; who
/// bought in a live is told where she bought, on WhatsApp.
///
/// # Errors
/// The database.
pub async fn note(conn: &Conn, mails: &MailQueue, order: &Order, news: News) -> Result<(), Problem> {
    if order.is_live() {
        return Ok(());
    }
    mails.put(conn, &Note { tenant: order.tenant_id, order: order.id, news }).await
}

/// Whom a mail goes to and what it is about. None: the person was erased, or has no address.
///
/// # Errors
/// The database, or identity does not answer.
pub async fn addressed(state: &State, note: Note) -> Result<Option<(String, Full)>, Problem> {
    let scope = Scope::Tenant(note.tenant);
    let seen = match read::personal(state, scope, note.order, "orders", "order_mail").await {
        Ok(seen) => seen,
        Err(problem) if matches!(problem.kind, Kind::Gone | Kind::NotFound) => return Ok(None),
        Err(problem) => return Err(problem),
    };
    let to = match (seen.contact.email, seen.order.customer.parse()) {
        (Some(typed), _) => Some(typed),
        (None, Ok(Subject::User(user))) => {
            let asked = state.identity.address(user).await;
            asked.map_err(|error| {
                tracing::debug!(%error, "the address of a mail");
                Problem::unavailable("identity_unavailable")
            })?
        }
        (None, _) => None,
    };
    let Some(to) = to else { return Ok(None) };
    let mut full = read::store_order(state, note.tenant, note.order).await?;
    // What the customer had to say is for the shop alone.
    full.line_notes.clear();
    Ok(Some((to, full)))
}
