//! What customers agreed to with their orders.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{OrderId, TenantId};
use souk_kit::Conn;

use crate::schema::order_opt_in as opt_in;

/// Keeps what was agreed to with an order.
///
/// # Errors
/// The database.
pub async fn insert(
    mut conn: &Conn,
    (tenant, order): (TenantId, OrderId),
    purposes: &[String],
    text_version: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(opt_in::table)
        .values((
            opt_in::tenant_id.eq(tenant),
            opt_in::order_id.eq(order),
            opt_in::purposes.eq(purposes),
            opt_in::text_version.eq(text_version),
            opt_in::at.eq(now),
        ))
        .execute(&mut conn)
        .await
        .map(drop)
}

/// Whether something was agreed to with an order.
///
/// # Errors
/// The database.
pub async fn any(mut conn: &Conn, order: OrderId) -> QueryResult<bool> {
    let found = opt_in::table.filter(opt_in::order_id.eq(order)).count();
    Ok(found.get_result::<i64>(&mut conn).await? > 0)
}
