//! Every look at a customer's contact leaves a row.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{OrderId, TenantId};
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::personal_access;

/// Notes who looked at an order's contact and why.
///
/// # Errors
/// The database.
pub async fn note_access(
    conn: &mut Conn,
    tenant: TenantId,
    order: OrderId,
    reader: &str,
    purpose: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(personal_access::table)
        .values((
            personal_access::tenant_id.eq(tenant),
            personal_access::id.eq(Uuid::now_v7()),
            personal_access::order_id.eq(order),
            personal_access::reader.eq(reader),
            personal_access::purpose.eq(purpose),
            personal_access::at.eq(now),
        ))
        .execute(conn)
        .await
        .map(drop)
}
