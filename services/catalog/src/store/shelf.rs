//! What the read model is made of: published products and shown stores, read without a scope.
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ProductId, StoreId};
use souk_kit::Conn;

use super::{products::ProductRow, stores::StoreRow};
use crate::schema::{product, store};

/// All stores that are shown.
///
/// # Errors
/// The database.
pub async fn stores(conn: &mut Conn) -> QueryResult<Vec<StoreRow>> {
    let shown = store::table.filter(store::active).filter(store::tenant_active);
    shown.select(StoreRow::as_select()).load(conn).await
}

/// A store, when it is shown.
///
/// # Errors
/// The database.
pub async fn store(conn: &mut Conn, id: StoreId) -> QueryResult<Option<StoreRow>> {
    let shown = store::table.find(id).filter(store::active).filter(store::tenant_active);
    shown.select(StoreRow::as_select()).first(conn).await.optional()
}

/// Published products by id, after one of them.
///
/// # Errors
/// The database.
pub async fn published_after(
    conn: &mut Conn,
    after: Option<ProductId>,
    limit: i64,
) -> QueryResult<Vec<ProductRow>> {
    let mut rows = product::table.filter(product::published).into_boxed();
    if let Some(last) = after {
        rows = rows.filter(product::id.gt(last));
    }
    rows.order(product::id).limit(limit).select(ProductRow::as_select()).load(conn).await
}

/// Those of some products that are published.
///
/// # Errors
/// The database.
pub async fn published_among(conn: &mut Conn, ids: &[ProductId]) -> QueryResult<Vec<ProductRow>> {
    let rows = product::table.filter(product::id.eq_any(ids)).filter(product::published);
    rows.select(ProductRow::as_select()).load(conn).await
}

/// The published products of a store.
///
/// # Errors
/// The database.
pub async fn published_of(conn: &mut Conn, store: StoreId) -> QueryResult<Vec<ProductId>> {
    let rows = product::table.filter(product::store_id.eq(store)).filter(product::published);
    rows.select(product::id).load(conn).await
}
