//! Every export of orders leaves a row.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;
use souk_events::TenantId;
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::order_export as export;

/// Notes who exported which orders.
///
/// # Errors
/// The database.
pub async fn note(
    conn: &mut Conn,
    tenant: TenantId,
    reader: &str,
    wish: &Value,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(export::table)
        .values((
            export::tenant_id.eq(tenant),
            export::id.eq(Uuid::now_v7()),
            export::reader.eq(reader),
            export::wish.eq(wish),
            export::at.eq(now),
        ))
        .execute(conn)
        .await
        .map(drop)
}
