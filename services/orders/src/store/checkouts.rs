//! Attempts to place a cart, and the holds each of them asked for.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::future::try_join_all;
use souk_events::{CheckoutId, HoldId, StoreId, Subject, TenantId};
use souk_kit::{Conn, Prepared};

use crate::schema::{checkout, checkout_hold};

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It became orders.
    Placed,
    /// It was refused; nothing was placed.
    Refused,
    /// Its holds ran out first.
    Expired,
}

impl Ending {
    fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Refused => "refused",
            Self::Expired => "expired",
        }
    }
}

/// The hold of one store.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = checkout_hold, treat_none_as_default_value = false)]
pub struct HoldRow {
    /// Whose store.
    pub tenant_id: TenantId,
    /// The hold, derived from checkout and store.
    pub hold_id: HoldId,
    /// The attempt.
    pub checkout_id: CheckoutId,
    /// The store.
    pub store_id: StoreId,
    /// Who buys.
    pub customer: String,
}

/// Opens an attempt, or finds the open one of the same key: a retry after a crash goes on where it broke off.
///
/// # Errors
/// The database.
pub async fn open(conn: &mut Conn, whose: Subject, key: &str, now: DateTime<Utc>) -> QueryResult<CheckoutId> {
    let id = CheckoutId::new();
    let inserted = diesel::insert_into(checkout::table)
        .values((
            checkout::id.eq(id),
            checkout::customer.eq(whose.to_string()),
            checkout::idempotency_key.eq(key),
            checkout::state.eq("open"),
            checkout::created_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    if inserted == 1 {
        return Ok(id);
    }
    checkout::table
        .filter(checkout::customer.eq(whose.to_string()))
        .filter(checkout::idempotency_key.eq(key))
        .filter(checkout::state.eq("open"))
        .select(checkout::id)
        .first(conn)
        .await
}

/// Notes the holds before they are asked for.
///
/// # Errors
/// The database.
pub async fn note_holds(conn: &Conn, holds: &[HoldRow]) -> QueryResult<()> {
    let each = holds.iter().map(|row| {
        let mut conn = conn;
        let note = diesel::insert_into(checkout_hold::table).values(row).on_conflict_do_nothing();
        async move { note.execute(&mut conn).await }
    });
    try_join_all(each).await.map(drop)
}

/// Ends an open attempt. False: it had ended already.
///
/// # Errors
/// The database.
pub async fn close(mut conn: &Conn, id: CheckoutId, how: Ending, now: DateTime<Utc>) -> QueryResult<bool> {
    let open = checkout::table.find(id).filter(checkout::state.eq("open"));
    let end = diesel::update(open).set((checkout::state.eq(how.as_str()), checkout::closed_at.eq(now)));
    let closed = Prepared(end).execute(&mut conn).await?;
    Ok(closed == 1)
}

/// The attempt that asked for a hold.
///
/// # Errors
/// The database.
pub async fn of_hold(conn: &mut Conn, hold: HoldId) -> QueryResult<Option<CheckoutId>> {
    checkout_hold::table
        .filter(checkout_hold::hold_id.eq(hold))
        .select(checkout_hold::checkout_id)
        .first(conn)
        .await
        .optional()
}

/// Hands a visitor's attempts to the user they became.
///
/// # Errors
/// The database.
pub async fn hand_over(conn: &mut Conn, from: Subject, to: Subject) -> QueryResult<()> {
    let (from, to) = (from.to_string(), to.to_string());
    diesel::update(checkout::table.filter(checkout::customer.eq(&from)).filter(checkout::state.ne("open")))
        .set(checkout::customer.eq(&to))
        .execute(conn)
        .await?;
    diesel::update(checkout_hold::table.filter(checkout_hold::customer.eq(&from)))
        .set(checkout_hold::customer.eq(&to))
        .execute(conn)
        .await
        .map(drop)
}
