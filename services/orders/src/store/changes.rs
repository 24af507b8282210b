//! Changes of an order that move it nowhere: it takes longer, or has fewer pieces. Each begins with one conditional
//! update, whose winner writes the rest.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::future::try_join_all;
use serde_json::Value;
use souk_events::{OrderId, PromotionId, TenantId};
use souk_kit::Conn;

use super::rows::Order;
use crate::{
    domain::{
        order::{Lifecycle, Preparation},
        reduction::{Left, Reduced},
    },
    schema::{order_history, order_line, orders, promotion_redemption as redemption},
};

/// Counts a change of an order that is in the making. None: it is not, it is not there, or at another version.
///
/// # Errors
/// The database.
pub async fn delay(
    conn: &mut Conn,
    id: OrderId,
    version: Option<i64>,
    now: DateTime<Utc>,
) -> QueryResult<Option<Order>> {
    let work = [Preparation::Queued.as_str(), Preparation::Preparing.as_str()];
    let mut rows = diesel::update(orders::table.find(id))
        .filter(orders::lifecycle.eq(Lifecycle::Accepted.as_str()))
        .filter(orders::preparation.eq_any(work))
        .into_boxed();
    if let Some(version) = version {
        rows = rows.filter(orders::version.eq(version));
    }
    rows.set((orders::version.eq(orders::version + 1), orders::updated_at.eq(now)))
        .returning(Order::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Puts new sums on an order of exactly this version that is still in the shop. None: it is not.
///
/// # Errors
/// The database.
pub async fn reduce(
    conn: &mut Conn,
    id: OrderId,
    version: i64,
    left: &Reduced,
    now: DateTime<Utc>,
) -> QueryResult<Option<Order>> {
    let open = [Lifecycle::Placed.as_str(), Lifecycle::Accepted.as_str()];
    let here = [Preparation::Queued.as_str(), Preparation::Preparing.as_str(), Preparation::Ready.as_str()];
    diesel::update(orders::table.find(id))
        .filter(orders::version.eq(version))
        .filter(orders::lifecycle.eq_any(open))
        .filter(orders::preparation.eq_any(here))
        .set((
            orders::total.eq(left.total),
            orders::discount.eq(left.discount),
            orders::tax.eq(left.tax),
            orders::version.eq(orders::version + 1),
            orders::updated_at.eq(now),
        ))
        .returning(Order::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Writes what is left of the lines of an order; what they lost counts as taken off.
///
/// # Errors
/// The database.
pub async fn reduce_lines(conn: &Conn, order: &Order, left: &[Left]) -> QueryResult<()> {
    let each = left.iter().map(|line| {
        let mut conn = conn;
        let row = order_line::table
            .filter(order_line::tenant_id.eq(order.tenant_id))
            .filter(order_line::order_id.eq(order.id))
            .filter(order_line::line_id.eq(line.line));
        let set = (
            order_line::cancelled.eq(order_line::cancelled + order_line::quantity - line.quantity),
            order_line::quantity.eq(line.quantity),
            order_line::total.eq(line.total),
            order_line::discount.eq(line.discount),
            order_line::tax.eq(line.tax),
        );
        async move { diesel::update(row).set(set).execute(&mut conn).await }
    });
    try_join_all(each).await.map(drop)
}

/// Writes what a promotion still gives on an order.
///
/// # Errors
/// The database.
pub async fn give_less(
    conn: &mut Conn,
    key: (TenantId, OrderId, PromotionId),
    (amount, platform): (i64, i64),
    lines: &Value,
) -> QueryResult<()> {
    diesel::update(redemption::table.find(key))
        .set((redemption::amount.eq(amount), redemption::platform.eq(platform), redemption::lines.eq(lines)))
        .execute(conn)
        .await
        .map(drop)
}

/// When some orders will be ready, for those that take longer; the last word of each comes last.
///
/// # Errors
/// The database.
pub async fn delays(mut conn: &Conn, ids: &[OrderId]) -> QueryResult<Vec<(OrderId, DateTime<Utc>)>> {
    order_history::table
        .filter(order_history::order_id.eq_any(ids))
        .filter(order_history::ready_at.is_not_null())
        .order((order_history::order_id, order_history::version))
        .select((order_history::order_id, order_history::ready_at.assume_not_null()))
        .load(&mut conn)
        .await
}
