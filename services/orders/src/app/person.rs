//! Everything kept of a person, opened, for themselves.
use serde_json::{Value, json};
use souk_events::{Subject, UserId};
use souk_kit::{Problem, Scope};

use super::read::opened;
use crate::{
    state::State,
    store::{cart, orders},
};

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
            let mine = orders::all_of(conn, whose).await?;
            let ids: Vec<_> = mine.iter().map(|order| order.id).collect();
            let bought = orders::lines(conn, &ids).await?;
            for order in &mine {
                let contact = opened(conn, &state.sealer, Some(&order.contact)).await?;
                let contact: Option<Value> = contact.and_then(|text| serde_json::from_str(&text).ok());
                let note = opened(conn, &state.sealer, order.note.as_deref()).await?;
                let mut lines = Vec::new();
                for line in &bought {
                    if line.order_id != order.id {
                        continue;
                    }
                    lines.push(json!({ "title": line.title, "variant": line.variant_title,
                        "quantity": line.quantity, "total": line.total,
                        "note": opened(conn, &state.sealer, line.note.as_deref()).await? }));
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
