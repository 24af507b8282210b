//! Rows of `export`, and the products of a store in the order of a file.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{StoreId, TenantId};
use souk_kit::Conn;
use uuid::Uuid;

use super::products::ProductRow;
use crate::schema::{export, product};

/// A file that was taken home.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = export)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct ExportRow {
    pub tenant_id: TenantId,
    pub id: Uuid,
    pub store_id: StoreId,
    pub actor: String,
    pub products: i64,
    pub at: DateTime<Utc>,
}

/// Notes an export.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &ExportRow) -> QueryResult<()> {
    diesel::insert_into(export::table).values(row).execute(conn).await.map(drop)
}

/// The latest exports of the scope, newest first.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Conn, limit: i64) -> QueryResult<Vec<ExportRow>> {
    export::table.order(export::id.desc()).limit(limit).select(ExportRow::as_select()).load(conn).await
}

/// How many products a store has.
///
/// # Errors
/// The database.
pub async fn count(conn: &mut Conn, store: StoreId) -> QueryResult<i64> {
    product::table.filter(product::store_id.eq(store)).count().get_result(conn).await
}

/// The next products of a store by handle, published or not.
///
/// # Errors
/// The database.
pub async fn products(
    conn: &mut Conn,
    store: StoreId,
    after: &str,
    limit: i64,
) -> QueryResult<Vec<ProductRow>> {
    product::table
        .filter(product::store_id.eq(store).and(product::handle.gt(after)))
        .order(product::handle)
        .limit(limit)
        .select(ProductRow::as_select())
        .load(conn)
        .await
}
