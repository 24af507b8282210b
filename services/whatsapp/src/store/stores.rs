//! What identity said about the tenant's stores.
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use souk_events::{StoreId, TenantId};
use souk_kit::Conn;

use crate::schema::{setting, store};

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
    /// What it writes in.
    pub language: String,
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
            store::language.eq(excluded(store::language)),
            store::timezone.eq(excluded(store::timezone)),
            store::version.eq(excluded(store::version)),
        ));
    diesel::query_dsl::methods::FilterDsl::filter(newer, store::version.lt(excluded(store::version)))
        .execute(conn)
        .await
        .map(drop)
}

/// The stores of a tenant, by name.
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

/// One store.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, tenant: TenantId, id: StoreId) -> QueryResult<Option<Store>> {
    store::table.find((tenant, id)).select(Store::as_select()).first(conn).await.optional()
}

/// What the tenant sends to people who said STOP.
///
/// # Errors
/// The database.
pub async fn stop_policy(conn: &mut Conn, tenant: TenantId) -> QueryResult<Option<String>> {
    setting::table.find(tenant).select(setting::stop_policy).first(conn).await.optional()
}

/// Decides that.
///
/// # Errors
/// The database.
pub async fn set_stop_policy(conn: &mut Conn, tenant: TenantId, policy: &str) -> QueryResult<()> {
    diesel::insert_into(setting::table)
        .values((setting::tenant_id.eq(tenant), setting::stop_policy.eq(policy)))
        .on_conflict(setting::tenant_id)
        .do_update()
        .set(setting::stop_policy.eq(policy))
        .execute(conn)
        .await
        .map(drop)
}
