//! Moves a hold on: given back, run out, placed, completed, ended. Facts may come twice and in any order.
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};
use souk_events::{HoldId, Meta, OrderId, StoreId, Subject, TenantId, catalog::v1 as told};
use souk_kit::{Clock, Conn, Problem, Scope};
use souk_outbox::{OutboxError, publish, timers};

use super::place_hold::EXPIRE;
use crate::{
    domain::{
        hold::{Fact, Status, Step},
        stock::{Counters, summed},
    },
    state::State,
    store::{
        holds::{self, HoldRow},
        stock::{self, StockRow, Why},
    },
};

/// A hold that the asker no longer wants.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseWish {
    /// The store the hold was asked of.
    pub store_id: StoreId,
    /// Who was buying.
    #[schema(value_type = String, pattern = "^(usr|gst)_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    pub subject: Subject,
}

/// Gives a hold back that no order took. A hold that is not there will not be granted any more: its wish may
/// still be under way.
///
/// # Errors
/// 404 for an unknown store, 409 when an order has it.
pub async fn release(state: &State, id: HoldId, wish: &ReleaseWish) -> Result<(), Problem> {
    let tenant = state.shelf.look()?.store(wish.store_id).ok_or_else(Problem::not_found)?.tenant;
    let meta = souk_kit::meta(Some(tenant));
    let rows = state
        .db
        .write::<_, Problem, _>(Scope::Tenant(tenant), async |conn| {
            let mut found = holds::lock(conn, id).await?;
            if found.is_none() {
                if holds::refuse(conn, &refusal(id, tenant, wish, state.clock.now())).await? {
                    return Ok(Vec::new());
                }
                found = holds::lock(conn, id).await?; // granted meanwhile
            }
            let Some(hold) = found else { return Ok(Vec::new()) };
            if matches!(
                Status::read(&hold.status),
                Some(Status::Allocated | Status::Consumed | Status::Short)
            ) {
                return Err(Problem::conflict("hold_allocated").state(hold.status));
            }
            Ok(step(conn, &state.clock, &meta, &hold, Fact::Released, None).await?)
        })
        .await?;
    state.shelf.set_stock(&super::news(&rows));
    Ok(())
}

/// The row that stands in the way of a hold.
fn refusal(id: HoldId, tenant_id: TenantId, wish: &ReleaseWish, now: DateTime<Utc>) -> HoldRow {
    HoldRow {
        tenant_id,
        id,
        store_id: wish.store_id,
        subject: wish.subject.to_string(),
        order_id: None,
        status: Status::Released.as_str().to_owned(),
        expires_at: now,
        answer: serde_json::Value::Null,
        created_at: now,
    }
}

/// Ends holds whose time ran out before the sweeper came.
///
/// # Errors
/// The database.
pub async fn expire_overdue(state: &State, tenant: TenantId, due: &[HoldId]) -> Result<(), Problem> {
    let meta = souk_kit::meta(Some(tenant));
    for id in due {
        let rows = state
            .db
            .write::<_, Problem, _>(Scope::Tenant(tenant), async |conn| {
                Ok(expire(conn, &state.clock, &meta, *id).await?)
            })
            .await?;
        state.shelf.set_stock(&super::news(&rows));
    }
    Ok(())
}

/// Ends a hold when its time ran out.
///
/// # Errors
/// The database.
pub async fn expire(
    conn: &mut Conn,
    clock: &Clock,
    meta: &Meta,
    id: HoldId,
) -> Result<Vec<StockRow>, OutboxError> {
    match holds::lock(conn, id).await? {
        Some(hold) if hold.expires_at <= clock.now() => {
            step(conn, clock, meta, &hold, Fact::RanOut, None).await
        }
        _ => Ok(Vec::new()),
    }
}

/// What became of a fact about a hold.
pub enum Heard {
    /// It was taken into account, now or before.
    Done(Vec<StockRow>),
    /// There is no such hold.
    NoHold,
}

/// Takes a fact about an order into account.
///
/// # Errors
/// The database.
pub async fn hear(
    conn: &mut Conn,
    clock: &Clock,
    meta: &Meta,
    id: HoldId,
    fact: Fact,
    order: OrderId,
) -> Result<Heard, OutboxError> {
    match holds::lock(conn, id).await? {
        Some(hold) => Ok(Heard::Done(step(conn, clock, meta, &hold, fact, Some(order)).await?)),
        None => Ok(Heard::NoHold),
    }
}

/// One step of a locked hold: its status, its counters, the ledger, what is told.
async fn step(
    conn: &Conn,
    clock: &Clock,
    meta: &Meta,
    hold: &HoldRow,
    fact: Fact,
    order: Option<OrderId>,
) -> Result<Vec<StockRow>, OutboxError> {
    let Some(step) = Status::read(&hold.status).and_then(|s| s.on(fact)) else { return Ok(Vec::new()) };
    let cancel = async {
        if hold.status == Status::Held.as_str() && fact != Fact::RanOut {
            timers::cancel(conn, EXPIRE, &hold.id.to_string()).await?;
        }
        Ok(())
    };
    let ((), moves) = try_join!(cancel, moves(conn, hold, step))?;
    let (to, rows) = match moves {
        Some(moves) if moves.is_empty() => (step.to, Vec::new()),
        Some(moves) => {
            let reason = step.reason.unwrap_or(crate::domain::stock::Reason::Adjusted);
            let rows = stock::apply(conn, &moves, Why::hold(reason, hold.id), clock.now()).await?;
            super::tell_stock(conn, meta, clock, &rows, reason).await?;
            super::tell_low(conn, meta, clock, &moves, &rows).await?;
            (step.to, rows)
        }
        None => {
            tracing::warn!(hold = %hold.id, ?order, "an order was placed on a hold whose units were sold meanwhile");
            (if fact == Fact::Completed { Status::Consumed } else { Status::Short }, Vec::new())
        }
    };
    holds::set_status(conn, hold.id, to, order).await?;
    if fact == Fact::RanOut {
        let event = told::HoldExpired { hold_id: hold.id.to_string(), store_id: hold.store_id.to_string() };
        publish(conn, meta, clock.now(), &event).await?;
    }
    Ok(rows)
}

/// What a step does to each stock row, under lock; none when some row has too little for it.
async fn moves(
    conn: &Conn,
    hold: &HoldRow,
    step: Step,
) -> Result<Option<Vec<(StockRow, Counters)>>, OutboxError> {
    if step.reason.is_none() {
        return Ok(Some(Vec::new()));
    }
    let lines = holds::lines(conn, &[hold.id]).await?;
    let sums = summed(lines.iter().map(|l| (l.variant_id, l.quantity)));
    let ids: Vec<_> = sums.iter().map(|(id, _)| *id).collect();
    let locked = stock::lock(conn, &ids).await?;
    let mut moves = Vec::with_capacity(locked.len());
    for row in locked {
        let quantity = sums.iter().find(|(id, _)| *id == row.variant_id).map_or(0, |(_, q)| *q);
        let change = Counters {
            on_hand: step.unit.on_hand * quantity,
            allocated: step.unit.allocated * quantity,
            held: step.unit.held * quantity,
        };
        if row.counters().moved(change).is_none() {
            return Ok(None);
        }
        moves.push((row, change));
    }
    Ok(Some(moves))
}
