//! Everything kept of a person, opened, for themselves.
use serde_json::{Value, json};
use souk_events::{Subject, UserId};
use souk_kit::{Conn, Problem, Scope, seal::SealError};

use crate::{
    state::State,
    store::{cart, orders},
};

async fn opened(conn: &mut Conn, state: &State, sealed: Option<&[u8]>) -> Result<Option<String>, Problem> {
    let Some(sealed) = sealed else { return Ok(None) };
    match state.sealer.open(conn, sealed).await {
        Ok(plain) => Ok(String::from_utf8(plain).ok()),
        Err(SealError::Unreadable(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Orders with contact, notes and lines, and the cart.
///
/// # Errors
/// The database.
pub async fn data(state: &State, user: UserId) -> Result<Value, Problem> {
    let whose = Subject::User(user);
    state
        .db
        .read(Scope::Subject(whose), async |conn| {
            let mut all = Vec::new();
            for order in orders::all_of(conn, whose).await? {
                let contact = opened(conn, state, Some(&order.contact)).await?;
                let contact: Option<Value> = contact.and_then(|text| serde_json::from_str(&text).ok());
                let note = opened(conn, state, order.note.as_deref()).await?;
                let mut lines = Vec::new();
                for line in orders::lines(conn, &[order.id]).await? {
                    lines.push(json!({ "title": line.title, "variant": line.variant_title,
                        "quantity": line.quantity, "total": line.total,
                        "note": opened(conn, state, line.note.as_deref()).await? }));
                }
                all.push(json!({ "id": order.id, "number": order.number, "store": order.store_name,
                    "placed_at": order.placed_at, "state": order.lifecycle, "total": order.total,
                    "currency": order.currency, "contact": contact, "note": note, "lines": lines }));
            }
            let lines = cart::lines(conn, whose).await?;
            let cart: Vec<_> = lines
                .iter()
                .map(|l| json!({ "title": l.title, "variant": l.variant_title, "quantity": l.quantity }))
                .collect();
            Ok(json!({ "orders": all, "cart": cart }))
        })
        .await
}
