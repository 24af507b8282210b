//! Everything kept of a person, for themselves.
use serde_json::{Value, json};
use souk_events::{Subject, UserId};
use souk_kit::{Problem, Scope};

use crate::{state::State, store::person};

/// What they owed and paid, order by order, and what went back.
///
/// # Errors
/// The database.
pub async fn data(state: &State, user: UserId) -> Result<Value, Problem> {
    let whose = Subject::User(user);
    state
        .db
        .read(Scope::Subject(whose), async |conn| {
            let paid = person::paid(conn, whose).await?;
            let back = person::given_back(conn, whose).await?;
            let paid: Vec<_> = paid
                .iter()
                .map(|(share, intent)| {
                    json!({ "order_id": share.order_id, "number": share.number, "store": share.store_name,
                        "amount": share.amount, "refunded": share.refunded, "currency": share.currency,
                        "how": intent.kind, "state": intent.state, "since": share.created_at,
                        "paid_at": intent.captured_at })
                })
                .collect();
            let back: Vec<_> = back
                .iter()
                .map(|one| {
                    json!({ "order_id": one.order_id, "amount": one.amount, "currency": one.currency,
                        "reason": one.reason, "state": one.state, "since": one.created_at })
                })
                .collect();
            Ok(json!({ "payments": paid, "refunds": back }))
        })
        .await
}
