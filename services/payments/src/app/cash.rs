//! What is paid at the counter: owed when the order is placed, collected when it is handed over.
use chrono::{DateTime, Utc};
use souk_events::{CheckoutId, OrderId, PaymentId, TenantId, orders::v1::OrderPlaced};
use souk_kit::{Conn, Problem, db};
use uuid::Uuid;

use super::MONEY;
use crate::{
    domain::ledger::Kind,
    store::{
        attempts::{self, Attempt},
        intents::{self, Intent, Share},
        ledger,
    },
};

/// An order was placed: unless it was paid online, its customer owes it at the counter.
///
/// # Errors
/// A fact that cannot be read, or the database.
pub async fn owed(
    conn: &mut Conn,
    tenant: TenantId,
    fact: &OrderPlaced,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    db::enter(conn, MONEY).await?;
    let order_id: OrderId = fact.order_id.parse().map_err(Problem::internal)?;
    let Some(total) = fact.total.clone().filter(|t| t.amount > 0) else { return Ok(()) };
    if intents::share(conn, order_id).await?.is_some() {
        return Ok(());
    }
    let checkout_id: CheckoutId = fact.checkout_id.parse().map_err(Problem::internal)?;
    let id = PaymentId(Uuid::new_v5(&order_id.0, b"cash"));
    let (amount, currency) = (total.amount, total.currency);
    let intent = Intent {
        id,
        checkout_id,
        customer: fact.customer.clone(),
        kind: "cash".into(),
        state: "open".into(),
        currency: currency.clone(),
        amount,
        pay_by: None,
        created_at: now,
        captured_at: None,
        ended_at: None,
    };
    let share = Share {
        tenant_id: tenant,
        order_id,
        intent_id: id,
        customer: fact.customer.clone(),
        store_name: String::new(),
        number: fact.number.clone(),
        currency,
        amount,
        refunded: 0,
        called_off: false,
        told: 0,
        created_at: now,
    };
    if intents::insert(conn, &intent, std::slice::from_ref(&share)).await? {
        attempts::begin(conn, &Attempt::new(id, "cash", "due", now)).await?;
        ledger::book(conn, &share, (Kind::CashDue, amount), &order_id.to_string(), now).await?;
    }
    Ok(())
}

/// The goods were handed over: what was owed at the counter was paid there.
///
/// # Errors
/// The database.
pub async fn collected(conn: &mut Conn, order: OrderId, now: DateTime<Utc>) -> Result<(), Problem> {
    db::enter(conn, MONEY).await?;
    // What is owed is read under the lock: pieces may be taken off meanwhile.
    let Some((intent, share)) = intents::lock_both(conn, order).await? else { return Ok(()) };
    if intent.kind != "cash" || intent.state != "open" {
        return Ok(());
    }
    if intents::capture(conn, intent.id, now).await?.is_none() {
        return Ok(());
    }
    for attempt in attempts::of_intent(conn, intent.id).await? {
        attempts::end(conn, attempt.id, &["due"], "collected", None, now).await?;
    }
    ledger::book(conn, &share, (Kind::CashCollected, share.amount), &order.to_string(), now).await?;
    Ok(())
}
