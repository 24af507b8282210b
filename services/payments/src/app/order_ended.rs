//! An order ended early, or shrank: what was paid for it goes back by itself, whenever it arrives.
use chrono::{DateTime, Utc};
use souk_events::OrderId;
use souk_kit::{Conn, Problem, db};

use super::{MONEY, refund, work};
use crate::{
    domain::{ledger::Kind, words::RefundReason},
    store::{attempts, intents, ledger, tasks},
};

/// The order was called off or turned down.
///
/// # Errors
/// The database.
pub async fn ended(conn: &mut Conn, order: OrderId, now: DateTime<Utc>) -> Result<(), Problem> {
    db::enter(conn, MONEY).await?;
    let Some((intent, share)) = intents::lock_both(conn, order).await? else { return Ok(()) };
    if share.called_off {
        return Ok(());
    }
    intents::call_off(conn, order).await?;
    match (intent.kind.as_str(), intent.state.as_str()) {
        ("online", "captured") => {
            refund::rest(conn, &share, 0, RefundReason::OrderEnded, "ended", now).await?;
        }
        ("online", "open") => {
            let all = intents::shares(conn, intent.id).await?;
            if all.iter().all(|s| s.called_off) {
                tasks::schedule(conn, work::CLOSE, intent.id.0, now).await?;
            }
        }
        ("cash", "open") => {
            intents::expire(conn, intent.id, now).await?;
            for attempt in attempts::of_intent(conn, intent.id).await? {
                attempts::end(conn, attempt.id, &["due"], "void", None, now).await?;
            }
            ledger::book(conn, &share, (Kind::CashVoid, share.amount), &order.to_string(), now).await?;
        }
        _ => {}
    }
    Ok(())
}

/// The shop took pieces off: `stays` is what the order costs since its version.
///
/// # Errors
/// The database.
pub async fn reduced(
    conn: &mut Conn,
    order: OrderId,
    stays: i64,
    version: i64,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    db::enter(conn, MONEY).await?;
    let Some((intent, share)) = intents::lock_both(conn, order).await? else { return Ok(()) };
    if share.called_off {
        return Ok(());
    }
    let cause = format!("reduced:{version}");
    match (intent.kind.as_str(), intent.state.as_str()) {
        ("online", "captured") => {
            refund::rest(conn, &share, stays, RefundReason::OrderReduced, &cause, now).await?;
        }
        ("cash", "open") if stays < share.amount => {
            let less = share.amount - stays.max(0);
            intents::owe(conn, &share, stays.max(0)).await?;
            ledger::book(conn, &share, (Kind::CashReduced, less), &format!("{order}:{version}"), now).await?;
        }
        _ => {}
    }
    Ok(())
}
