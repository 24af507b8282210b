//! Rows of `store`: what identity told, and the profile that merchants add.
use chrono::{DateTime, Utc};
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use souk_events::{Currency, StoreId, TenantId};
use souk_kit::Conn;

use crate::schema::store::{self, dsl};

/// A store as it is kept.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = store)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct StoreRow {
    pub tenant_id: TenantId,
    pub id: StoreId,
    pub slug: String,
    pub name: String,
    pub currency: String,
    pub country: String,
    pub timezone: String,
    pub language: String,
    pub active: bool,
    pub tenant_active: bool,
    pub description: String,
    pub address: Option<serde_json::Value>,
    pub photo: Option<String>,
    pub paused: bool,
    pub version: i64,
    pub hours: Option<serde_json::Value>,
    pub low_stock: Option<i64>,
    pub whatsapp: Option<String>,
    pub descriptions: serde_json::Value,
}

impl StoreRow {
    /// Its currency.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency.parse().unwrap_or(Currency::EUR)
    }
}

/// What identity told of a store.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = store)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct Told {
    pub tenant_id: TenantId,
    pub id: StoreId,
    pub slug: String,
    pub name: String,
    pub currency: String,
    pub country: String,
    pub timezone: String,
    pub language: String,
    pub active: bool,
    pub told_version: i64,
    pub changed_at: DateTime<Utc>,
}

/// Takes over what identity told, unless something newer is known.
///
/// # Errors
/// The database.
pub async fn hear(conn: &mut Conn, told: &Told) -> QueryResult<()> {
    use diesel::query_dsl::methods::FilterDsl as _;
    diesel::insert_into(dsl::store)
        .values(told)
        .on_conflict(dsl::id)
        .do_update()
        .set((
            dsl::slug.eq(excluded(dsl::slug)),
            dsl::name.eq(excluded(dsl::name)),
            dsl::currency.eq(excluded(dsl::currency)),
            dsl::country.eq(excluded(dsl::country)),
            dsl::timezone.eq(excluded(dsl::timezone)),
            dsl::language.eq(excluded(dsl::language)),
            dsl::active.eq(excluded(dsl::active)),
            dsl::told_version.eq(excluded(dsl::told_version)),
            dsl::changed_at.eq(excluded(dsl::changed_at)),
        ))
        .filter(dsl::told_version.lt(excluded(dsl::told_version)))
        .execute(conn)
        .await
        .map(drop)
}

/// Shows or hides all stores of a tenant, unless something newer is known.
///
/// # Errors
/// The database.
pub async fn hear_tenant(conn: &mut Conn, tenant: TenantId, active: bool, version: i64) -> QueryResult<()> {
    let older = dsl::store.filter(dsl::tenant_id.eq(tenant)).filter(dsl::tenant_version.lt(version));
    diesel::update(older)
        .set((dsl::tenant_active.eq(active), dsl::tenant_version.eq(version)))
        .execute(conn)
        .await
        .map(drop)
}

/// A store that the scope shows.
///
/// # Errors
/// Not found, or the database.
pub async fn get(conn: &mut Conn, id: StoreId) -> QueryResult<StoreRow> {
    dsl::store.find(id).select(StoreRow::as_select()).first(conn).await
}

/// All stores of the scope, by name.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Conn) -> QueryResult<Vec<StoreRow>> {
    dsl::store.order((dsl::name, dsl::id)).limit(200).select(StoreRow::as_select()).load(conn).await
}

/// A merchant's part of a store.
#[derive(Clone, Debug)]
pub struct Profile {
    /// What it says of itself.
    pub description: String,
    /// The same in further languages, by code; none to leave them.
    pub descriptions: Option<serde_json::Value>,
    /// Where it is.
    pub address: Option<serde_json::Value>,
    /// Takes no orders.
    pub paused: bool,
    /// From how many units down the merchant is told.
    pub low_stock: Option<i64>,
    /// Where it answers on WhatsApp.
    pub whatsapp: Option<String>,
}

/// Saves the profile when nobody else did meanwhile; none when somebody did, or there is no such store.
///
/// # Errors
/// The database.
pub async fn save_profile(
    conn: &mut Conn,
    id: StoreId,
    expected: i64,
    profile: Profile,
    now: DateTime<Utc>,
) -> QueryResult<Option<StoreRow>> {
    diesel::update(dsl::store.find(id).filter(dsl::version.eq(expected)))
        .set((
            dsl::description.eq(profile.description),
            dsl::address.eq(profile.address),
            dsl::paused.eq(profile.paused),
            dsl::low_stock.eq(profile.low_stock),
            dsl::whatsapp.eq(profile.whatsapp),
            profile.descriptions.map(|said| dsl::descriptions.eq(said)),
            dsl::version.eq(expected + 1),
            dsl::changed_at.eq(now),
        ))
        .returning(StoreRow::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Sets the hours when nobody changed the profile meanwhile; none when somebody did, or there is no such store.
///
/// # Errors
/// The database.
pub async fn save_hours(
    conn: &mut Conn,
    id: StoreId,
    expected: i64,
    hours: Option<serde_json::Value>,
    now: DateTime<Utc>,
) -> QueryResult<Option<StoreRow>> {
    diesel::update(dsl::store.find(id).filter(dsl::version.eq(expected)))
        .set((dsl::hours.eq(hours), dsl::version.eq(expected + 1), dsl::changed_at.eq(now)))
        .returning(StoreRow::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Gives a store another photo.
///
/// # Errors
/// Not found, or the database.
pub async fn set_photo(
    conn: &mut Conn,
    id: StoreId,
    photo: &str,
    now: DateTime<Utc>,
) -> QueryResult<StoreRow> {
    diesel::update(dsl::store.find(id))
        .set((dsl::photo.eq(photo), dsl::version.eq(dsl::version + 1), dsl::changed_at.eq(now)))
        .returning(StoreRow::as_returning())
        .get_result(conn)
        .await
}
