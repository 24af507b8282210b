//! What orders told of an order, and what follows for its money: the same in whatever order the words come, also before
//! anything is owed.
use chrono::{DateTime, Utc};
use souk_events::OrderId;
use souk_kit::{Conn, Problem, db};

use super::{MONEY, cash, refund, work};
use crate::{
    domain::words::RefundReason,
    store::{
        intents::{self, Intent, Share},
        notes::{self, Note},
        tasks,
    },
};

/// Keeps a word about an order, and does what follows from all that is known of it.
///
/// # Errors
/// The database.
pub async fn hear(conn: &mut Conn, word: &Note) -> Result<(), Problem> {
    db::enter(conn, MONEY).await?;
    // Whoever begins to owe for this order waits here, or has begun.
    let note = notes::keep(conn, word).await?;
    // What is owed is read under the lock: pieces may be taken off meanwhile.
    let Some((intent, share)) = intents::lock_both(conn, word.order_id).await? else { return Ok(()) };
    settle(conn, (&intent, &share), &note, word.heard_at).await
}

/// Something is owed for an order from now on: what was told of it before counts.
///
/// # Errors
/// The database.
pub async fn begun(conn: &mut Conn, order: OrderId, now: DateTime<Utc>) -> Result<(), Problem> {
    let note = notes::keep(conn, &Note::new(order, now)).await?;
    let Some((intent, share)) = intents::lock_both(conn, order).await? else { return Ok(()) };
    settle(conn, (&intent, &share), &note, now).await
}

async fn settle(
    conn: &mut Conn,
    (intent, share): (&Intent, &Share),
    note: &Note,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let newly = note.called_off && !share.called_off;
    if newly {
        intents::call_off(conn, share.order_id).await?;
    }
    match (intent.kind.as_str(), intent.state.as_str()) {
        ("cash", _) => cash::settle(conn, intent, share, note, now).await,
        (_, "captured") => goes_back(conn, share, Some(note), RefundReason::OrderEnded, now).await,
        (_, "open") if newly => {
            let all = intents::shares(conn, intent.id).await?;
            if all.iter().all(|s| s.called_off) {
                tasks::schedule(conn, work::CLOSE, intent.id.0, now).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The money of a part is here: what was told of its order before it came sends it back.
///
/// # Errors
/// The database.
pub async fn arrived(conn: &mut Conn, share: &Share, now: DateTime<Utc>) -> Result<(), Problem> {
    // Read without its lock, which comes before that of the payment: who writes it now acts when the payment is free.
    let note = notes::find(conn, share.order_id).await?;
    goes_back(conn, share, note.as_ref(), RefundReason::Late, now).await
}

async fn goes_back(
    conn: &mut Conn,
    share: &Share,
    note: Option<&Note>,
    ended: RefundReason,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    if share.called_off || note.is_some_and(|n| n.called_off) {
        refund::rest(conn, share, 0, ended, "ended", now).await?;
    } else if let Some((stays, version)) = note.and_then(|n| Some((n.stays?, n.version))) {
        let cause = format!("reduced:{version}");
        refund::rest(conn, share, stays, RefundReason::OrderReduced, &cause, now).await?;
    }
    Ok(())
}
