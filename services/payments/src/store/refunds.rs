//! Rows of `refund`.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{OrderId, PaymentId, RefundId, TenantId};
use souk_kit::Conn;

use crate::schema::refund;

/// Money that goes back.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = refund)]
pub struct Refund {
    /// The merchant.
    pub tenant_id: TenantId,
    /// Its id.
    pub id: RefundId,
    /// The order.
    pub order_id: OrderId,
    /// What it was paid with.
    pub intent_id: PaymentId,
    /// Of the amount.
    pub currency: String,
    /// Minor units.
    pub amount: i64,
    /// See [`crate::domain::words::RefundReason`].
    pub reason: String,
    /// Says it once.
    pub cause: String,
    /// Who gave it back, when it was a person.
    pub person: Option<String>,
    /// See [`crate::domain::words::RefundState`].
    pub state: String,
    /// The provider's id.
    pub reference: Option<String>,
    /// Why it came back.
    pub failure: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A new one. False: the same cause gave it back already.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Refund) -> QueryResult<bool> {
    let n = diesel::insert_into(refund::table).values(row).on_conflict_do_nothing().execute(conn).await?;
    Ok(n == 1)
}

/// One of them.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: RefundId) -> QueryResult<Option<Refund>> {
    refund::table.filter(refund::id.eq(id)).select(Refund::as_select()).first(conn).await.optional()
}

/// The one that the provider knows under an id.
///
/// # Errors
/// The database.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> QueryResult<Option<Refund>> {
    refund::table
        .filter(refund::reference.eq(reference))
        .select(Refund::as_select())
        .first(conn)
        .await
        .optional()
}

/// Those of an order, oldest first.
///
/// # Errors
/// The database.
pub async fn of_order(conn: &mut Conn, order: OrderId) -> QueryResult<Vec<Refund>> {
    refund::table
        .filter(refund::order_id.eq(order))
        .order((refund::created_at, refund::id))
        .select(Refund::as_select())
        .load(conn)
        .await
}

/// Those that are on their way, oldest first.
///
/// # Errors
/// The database.
pub async fn pending(conn: &mut Conn, limit: i64) -> QueryResult<Vec<RefundId>> {
    refund::table
        .filter(refund::state.eq("pending"))
        .order(refund::created_at)
        .limit(limit)
        .select(refund::id)
        .load(conn)
        .await
}

/// The provider's id is known.
///
/// # Errors
/// The database.
pub async fn name(conn: &mut Conn, id: RefundId, reference: &str) -> QueryResult<()> {
    diesel::update(refund::table.filter(refund::id.eq(id)).filter(refund::reference.is_null()))
        .set(refund::reference.eq(reference))
        .execute(conn)
        .await
        .map(drop)
}

/// Moves one on from one of these states. None: it does not stand there.
///
/// # Errors
/// The database.
pub async fn settle(
    conn: &mut Conn,
    id: RefundId,
    (from, to): (&[&str], &str),
    failure: &str,
    now: DateTime<Utc>,
) -> QueryResult<Option<Refund>> {
    let rows = refund::table.filter(refund::id.eq(id));
    diesel::update(rows.filter(refund::state.eq_any(from.to_vec())))
        .set((refund::state.eq(to), refund::failure.eq(failure), refund::ended_at.eq(now)))
        .returning(Refund::as_returning())
        .get_result(conn)
        .await
        .optional()
}
