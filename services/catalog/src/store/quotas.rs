//! How many products a merchant's plan allows.
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use souk_events::TenantId;
use souk_kit::Conn;

use crate::schema::{product, quota};

/// Takes over what identity told, unless something newer is known.
///
/// # Errors
/// The database.
pub async fn hear(conn: &mut Conn, tenant: TenantId, products: Option<i32>, version: i64) -> QueryResult<()> {
    use diesel::query_dsl::methods::FilterDsl as _;
    diesel::insert_into(quota::table)
        .values((quota::tenant_id.eq(tenant), quota::products.eq(products), quota::version.eq(version)))
        .on_conflict(quota::tenant_id)
        .do_update()
        .set((quota::products.eq(excluded(quota::products)), quota::version.eq(excluded(quota::version))))
        .filter(quota::version.lt(excluded(quota::version)))
        .execute(conn)
        .await
        .map(drop)
}

/// What is left of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Most products.
    pub limit: i64,
    /// How many more there may be.
    pub left: i64,
}

/// What is left of a merchant's plan; none without a limit. Until the transaction ends nobody else adds products of that
/// merchant.
///
/// # Errors
/// The database.
pub async fn lock(conn: &mut Conn, tenant: TenantId) -> QueryResult<Option<Room>> {
    let limit: Option<Option<i32>> =
        quota::table.find(tenant).select(quota::products).for_update().first(conn).await.optional()?;
    let Some(limit) = limit.flatten().map(i64::from) else { return Ok(None) };
    let used: i64 = product::table.filter(product::tenant_id.eq(tenant)).count().get_result(conn).await?;
    Ok(Some(Room { limit, left: (limit - used).max(0) }))
}
