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

/// Which orders of all merchants.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// With this in their number or in the store's name, letter case aside; empty: any.
    pub text: String,
    /// Placed from then on.
    pub since: Option<DateTime<Utc>>,
    /// Placed before.
    pub until: Option<DateTime<Utc>>,
}

/// Orders of any merchant, newest first.
///
/// # Errors
/// The database.
pub async fn orders(
    conn: &mut Conn,
    sought: &Sought,
    after: Option<OrderId>,
    limit: i64,
) -> QueryResult<Vec<Order>> {
    let mut rows = orders::table.into_boxed();
    if !sought.text.is_empty() {
        let text = sought.text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let text = format!("%{text}%");
        rows = rows.filter(orders::number.ilike(text.clone()).or(orders::store_name.ilike(text)));
    }
    if let Some(since) = sought.since {
        rows = rows.filter(orders::placed_at.ge(since));
    }
    if let Some(until) = sought.until {
        rows = rows.filter(orders::placed_at.lt(until));
    }
    if let Some(after) = after {
        rows = rows.filter(orders::id.lt(after));
    }
    rows.order(orders::id.desc()).limit(limit).select(Order::as_select()).load(conn).await
}
