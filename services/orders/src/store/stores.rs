//! What identity said about the tenant's stores.
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use souk_events::{StoreId, TenantId};
use souk_kit::Conn;

use crate::schema::store;

/// A store.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = store)]
pub struct Store {
    /// Whose.
    pub tenant_id: TenantId,
    /// Its id.
    pub store_id: StoreId,
    /// Its name.
    pub name: String,
    /// Its public page.
    pub slug: String,
    /// What it sells in.
    pub currency: String,
    /// Its time.
    pub timezone: String,
    /// Newest wins.
    pub version: i64,
}

/// Keeps a newer state.
///
/// # Errors
/// The database.
pub async fn save(conn: &mut Conn, row: &Store) -> QueryResult<()> {
    let newer = diesel::insert_into(store::table)
        .values(row)
        .on_conflict((store::tenant_id, store::store_id))
        .do_update()
        .set((
            store::name.eq(excluded(store::name)),
            store::slug.eq(excluded(store::slug)),
            store::currency.eq(excluded(store::currency)),
            store::timezone.eq(excluded(store::timezone)),
            store::version.eq(excluded(store::version)),
        ));
    diesel::query_dsl::methods::FilterDsl::filter(newer, store::version.lt(excluded(store::version)))
        .execute(conn)
        .await
        .map(drop)
}

/// The stores of a tenant.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<Store>> {
    store::table
        .filter(store::tenant_id.eq(tenant))
        .order(store::name)
        .select(Store::as_select())
        .load(conn)
        .await
}
