//! Orders, their lines and history: written once, moved by conditional updates, read by page.
use chrono::{DateTime, Utc};
use diesel::{dsl::sql, prelude::*, sql_types::BigInt};
use diesel_async::RunQueryDsl;
use futures_util::future::{try_join_all, try_join3};
use souk_events::{OrderId, Subject, TenantId};
use souk_kit::Conn;

use super::rows::{HistoryRow, Order, OrderLine};
use crate::{
    domain::{
        fulfilment::Mode,
        order::{Lifecycle, Preparation, Reason, Transition},
    },
    schema::{order_history, order_line, orders},
};

/// Writes a new order with its lines and first history row, in one go.
///
/// # Errors
/// The database.
pub async fn insert(conn: &Conn, new: &Order, lines: &[OrderLine], first: &HistoryRow) -> QueryResult<()> {
    let order = async {
        let mut conn = conn;
        diesel::insert_into(orders::table).values(new).execute(&mut conn).await
    };
    let lines = lines.iter().map(|line| {
        let mut conn = conn;
        async move { diesel::insert_into(order_line::table).values(line).execute(&mut conn).await }
    });
    try_join3(order, try_join_all(lines), remember(conn, first)).await.map(drop)
}

/// One order, if the scope shows it.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: OrderId) -> QueryResult<Option<Order>> {
    orders::table.find(id).select(Order::as_select()).first(conn).await.optional()
}

/// One order of the person; staff who order elsewhere see their own here too.
///
/// # Errors
/// The database.
pub async fn find_own(conn: &mut Conn, whose: Subject, id: OrderId) -> QueryResult<Option<Order>> {
    let mine = orders::table.find(id).filter(orders::customer.eq(whose.to_string()));
    mine.select(Order::as_select()).first(conn).await.optional()
}

/// The version of an order: cheap, for live pages.
///
/// # Errors
/// The database.
pub async fn version(conn: &mut Conn, id: OrderId) -> QueryResult<Option<i64>> {
    orders::table.find(id).select(orders::version).first(conn).await.optional()
}

/// When anything last changed at a merchant: cheap, for live boards.
///
/// # Errors
/// The database.
pub async fn last_change(conn: &mut Conn, tenant: TenantId) -> QueryResult<Option<DateTime<Utc>>> {
    orders::table
        .filter(orders::tenant_id.eq(tenant))
        .order(orders::updated_at.desc())
        .select(orders::updated_at)
        .first(conn)
        .await
        .optional()
}

/// Moves an order if it stands where the transition starts. None: it does not, or it is not there.
///
/// # Errors
/// The database.
pub async fn move_on(
    conn: &mut Conn,
    id: OrderId,
    step: &Transition,
    reason: Option<Reason>,
    version: Option<i64>,
    now: DateTime<Utc>,
) -> QueryResult<Option<Order>> {
    let lifecycles: Vec<&str> = step.lifecycles.iter().map(|l| l.as_str()).collect();
    let preparations: Vec<&str> = step.preparations.iter().map(|p| p.as_str()).collect();
    let over = !matches!(step.lifecycle, Lifecycle::Unpaid | Lifecycle::Placed | Lifecycle::Accepted);
    let mut rows = diesel::update(orders::table)
        .filter(orders::id.eq(id))
        .filter(orders::lifecycle.eq_any(lifecycles))
        .filter(orders::preparation.eq_any(preparations))
        .into_boxed();
    if step.preparation == Some(Preparation::EnRoute) {
        rows = rows.filter(orders::fulfilment.eq(Mode::Delivery.as_str()));
    }
    if let Some(version) = version {
        rows = rows.filter(orders::version.eq(version));
    }
    rows.set((
        orders::lifecycle.eq(step.lifecycle.as_str()),
        step.preparation.map(|p| orders::preparation.eq(p.as_str())),
        reason.map(|r| orders::reason.eq(r.as_str())),
        orders::version.eq(orders::version + 1),
        orders::updated_at.eq(now),
        over.then(|| orders::closed_at.eq(now)),
    ))
    .returning(Order::as_returning())
    .get_result(conn)
    .await
    .optional()
}

/// Adds a row to the history.
///
/// # Errors
/// The database.
pub async fn remember(mut conn: &Conn, row: &HistoryRow) -> QueryResult<()> {
    diesel::insert_into(order_history::table).values(row).execute(&mut conn).await.map(drop)
}

/// The history of an order, oldest first.
///
/// # Errors
/// The database.
pub async fn history(mut conn: &Conn, id: OrderId) -> QueryResult<Vec<HistoryRow>> {
    order_history::table
        .filter(order_history::order_id.eq(id))
        .order(order_history::version)
        .select(HistoryRow::as_select())
        .load(&mut conn)
        .await
}

/// The lines of some orders.
///
/// # Errors
/// The database.
pub async fn lines(mut conn: &Conn, ids: &[OrderId]) -> QueryResult<Vec<OrderLine>> {
    order_line::table
        .filter(order_line::order_id.eq_any(ids))
        .order((order_line::order_id, order_line::position))
        .select(OrderLine::as_select())
        .load(&mut conn)
        .await
}

/// A person's orders, newest first.
///
/// # Errors
/// The database.
pub async fn own(
    conn: &mut Conn,
    whose: Subject,
    after: Option<OrderId>,
    limit: i64,
) -> QueryResult<Vec<Order>> {
    let mut rows = orders::table.filter(orders::customer.eq(whose.to_string())).into_boxed();
    if let Some(after) = after {
        rows = rows.filter(orders::id.lt(after));
    }
    rows.order(orders::id.desc()).limit(limit).select(Order::as_select()).load(conn).await
}

/// What is open at a merchant, oldest first.
///
/// # Errors
/// The database.
pub async fn open(conn: &mut Conn, tenant: TenantId, limit: i64) -> QueryResult<Vec<Order>> {
    orders::table
        .filter(orders::tenant_id.eq(tenant))
        .filter(orders::closed_at.is_null())
        .order(orders::id)
        .limit(limit)
        .select(Order::as_select())
        .load(conn)
        .await
}

/// What ended at a merchant since a moment, newest first.
///
/// # Errors
/// The database.
pub async fn closed_since(
    conn: &mut Conn,
    tenant: TenantId,
    since: DateTime<Utc>,
    limit: i64,
) -> QueryResult<Vec<Order>> {
    orders::table
        .filter(orders::tenant_id.eq(tenant))
        .filter(orders::closed_at.ge(since))
        .order(orders::closed_at.desc())
        .limit(limit)
        .select(Order::as_select())
        .load(conn)
        .await
}

/// What was taken by a merchant between two moments, by currency.
///
/// # Errors
/// The database.
pub async fn taken(
    conn: &mut Conn,
    tenant: TenantId,
    since: DateTime<Utc>,
    until: DateTime<Utc>,
) -> QueryResult<Vec<(String, i64)>> {
    orders::table
        .filter(orders::tenant_id.eq(tenant))
        .filter(orders::lifecycle.eq(Lifecycle::Completed.as_str()))
        .filter(orders::closed_at.ge(since).and(orders::closed_at.lt(until)))
        .group_by(orders::currency)
        .order(orders::currency)
        .select((orders::currency, sql::<BigInt>("sum(total)::bigint")))
        .load(conn)
        .await
}

/// How many orders a merchant got since a moment, save those that came to nothing.
///
/// # Errors
/// The database.
pub async fn placed_since(conn: &mut Conn, tenant: TenantId, since: DateTime<Utc>) -> QueryResult<i64> {
    orders::table
        .filter(orders::tenant_id.eq(tenant).and(orders::placed_at.ge(since)))
        .filter(orders::lifecycle.ne_all([Lifecycle::Cancelled.as_str(), Lifecycle::Rejected.as_str()]))
        .count()
        .get_result(conn)
        .await
}

/// A person's orders with what is sealed in them: for handing them to another person.
///
/// # Errors
/// The database.
pub async fn all_of(conn: &mut Conn, whose: Subject) -> QueryResult<Vec<Order>> {
    orders::table.filter(orders::customer.eq(whose.to_string())).select(Order::as_select()).load(conn).await
}

/// Puts another seal on the note of a line.
///
/// # Errors
/// The database.
pub async fn reseal_line(conn: &mut Conn, line: &OrderLine, note: Vec<u8>) -> QueryResult<()> {
    diesel::update(order_line::table.find((line.tenant_id, line.order_id, line.position)))
        .set(order_line::note.eq(note))
        .execute(conn)
        .await
        .map(drop)
}

/// Hands an order to another person, with contact and note sealed anew.
///
/// # Errors
/// The database.
pub async fn hand_over(
    conn: &mut Conn,
    id: OrderId,
    to: Subject,
    contact: Vec<u8>,
    note: Option<Vec<u8>>,
) -> QueryResult<()> {
    diesel::update(orders::table.find(id))
        .set((orders::customer.eq(to.to_string()), orders::contact.eq(contact), orders::note.eq(note)))
        .execute(conn)
        .await
        .map(drop)
}
