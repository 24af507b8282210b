//! What operators did to orders, and why.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{OrderId, TenantId, UserId};
use souk_kit::Conn;

use crate::{
    schema::{intervention, orders},
    store::rows::Order,
};

/// One of them.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = intervention)]
pub struct Intervention {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The order.
    pub order_id: OrderId,
    /// The version that came of it.
    pub version: i64,
    /// What was done.
    pub action: String,
    /// Who did it.
    pub operator: UserId,
    /// Why, in their words.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Notes one.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &Intervention) -> QueryResult<()> {
    diesel::insert_into(intervention::table).values(new).execute(conn).await.map(drop)
}

/// Those of an order, oldest first.
///
/// # Errors
/// The database.
pub async fn of_order(conn: &mut Conn, order: OrderId) -> QueryResult<Vec<Intervention>> {
    intervention::table
        .filter(intervention::order_id.eq(order))
        .order(intervention::version)
        .select(Intervention::as_select())
        .load(conn)
        .await
}

/// Orders of any merchant, newest first: those with a number, or all.
///
/// # Errors
/// The database.
pub async fn orders(
    conn: &mut Conn,
    number: Option<&str>,
    after: Option<OrderId>,
    limit: i64,
) -> QueryResult<Vec<Order>> {
    let mut rows = orders::table.into_boxed();
    if let Some(number) = number {
        rows = rows.filter(orders::number.eq(number.to_owned()));
    }
    if let Some(after) = after {
        rows = rows.filter(orders::id.lt(after));
    }
    rows.order(orders::id.desc()).limit(limit).select(Order::as_select()).load(conn).await
}
