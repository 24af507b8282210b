//! What is paid at the counter: owed when the order is placed, collected when it is handed over.
use chrono::{DateTime, Utc};
use souk_events::{CheckoutId, OrderId, PaymentId, TenantId, orders::v1::OrderPlaced};
use souk_kit::{Conn, Problem, db};
use uuid::Uuid;

use super::{MONEY, told};
use crate::{
    domain::ledger::Kind,
    store::{
        attempts::{self, Attempt},
        intents::{self, Intent, Share},
        ledger,
        notes::Note,
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
        told::begun(conn, order_id, now).await?;
    }
    Ok(())
}

/// What is known of an order decides what is owed for it: less when pieces were taken off, nothing when it ended early;
/// what was owed was paid when it was handed over.
///
/// # Errors
/// The database.
pub async fn settle(
    conn: &mut Conn,
    intent: &Intent,
    share: &Share,
    note: &Note,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let order = share.order_id.to_string();
    let stays = note.stays.unwrap_or(share.amount).min(share.amount);
    if stays < share.amount {
        let kind = match intent.state.as_str() {
            "open" => Some(Kind::CashReduced),
            // It was handed over for less: that word came first.
            "captured" => Some(Kind::CashReturned),
            // All of it is void already.
            _ => None,
        };
        intents::owe(conn, share, stays).await?;
        if let Some(kind) = kind {
            let (less, cause) = (share.amount - stays, format!("{order}:{}", note.version));
            ledger::book(conn, share, (kind, less), &cause, now).await?;
        }
    }
    let (state, kind) = match intent.state.as_str() {
        "open" if note.called_off => ("void", Kind::CashVoid),
        "open" if note.completed => ("collected", Kind::CashCollected),
        _ => return Ok(()),
    };
    if note.called_off {
        intents::expire(conn, intent.id, now).await?;
    } else {
        intents::capture(conn, intent.id, now).await?;
    }
    for attempt in attempts::of_intent(conn, intent.id).await? {
        attempts::end(conn, attempt.id, &["due"], state, None, now).await?;
    }
    ledger::book(conn, share, (kind, stays), &order, now).await?;
    Ok(())
}
