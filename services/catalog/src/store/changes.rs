//! Rows of `change`: what other processes wrote since we last looked.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ProductId, StoreId, TenantId, VariantId};
use souk_kit::Conn;

use crate::schema::change;

diesel::define_sql_function! {
    /// Changes of transactions below this one are all there.
    fn settled_xact() -> BigInt;
}

/// What changed.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = change)]
pub struct ChangeRow {
    /// Its number; numbers are given before the commit, so a smaller one may come to light later.
    pub seq: i64,
    /// The transaction that wrote it.
    pub xact: i64,
    /// Whose.
    pub tenant_id: TenantId,
    /// A store; without it and a product, the tenant's categories or synonyms.
    pub store_id: Option<StoreId>,
    /// A product, or the stock of one of its variants.
    pub product_id: Option<ProductId>,
    /// Only this variant's stock.
    pub variant_id: Option<VariantId>,
}

/// The oldest transaction in flight anywhere on the server: everything older is there to be read.
///
/// # Errors
/// The database.
pub async fn settled(conn: &mut Conn) -> QueryResult<i64> {
    diesel::select(settled_xact()).get_result(conn).await
}

/// What changed in transactions from `from` on, as far as they are committed.
///
/// # Errors
/// The database.
pub async fn since(conn: &mut Conn, from: i64) -> QueryResult<Vec<ChangeRow>> {
    let rows = change::table.filter(change::xact.ge(from)).order(change::seq);
    rows.select(ChangeRow::as_select()).load(conn).await
}

/// Sweeps what every process has seen long ago.
///
/// # Errors
/// The database.
pub async fn sweep(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(change::table.filter(change::at.lt(before))).execute(conn).await
}
