//! What identity said about the tenant's stores.
use chrono_tz::Tz;
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use souk_events::{Currency, StoreId, TenantId};
use souk_kit::{Conn, Lang};

use crate::schema::store;

/// A store.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = store)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Store {
    pub tenant_id: TenantId,
    pub store_id: StoreId,
    pub name: String,
    pub currency: String,
    pub timezone: String,
    pub language: String,
    pub version: i64,
}

impl Store {
    /// What it sells in.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency.parse().unwrap_or(Currency::EUR)
    }

    /// Where its clock stands; UTC while it is not known.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.timezone.parse().unwrap_or(Tz::UTC)
    }

    /// What it speaks.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.language).unwrap_or_default()
    }
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
            store::currency.eq(excluded(store::currency)),
            store::timezone.eq(excluded(store::timezone)),
            store::language.eq(excluded(store::language)),
            store::version.eq(excluded(store::version)),
        ));
    diesel::query_dsl::methods::FilterDsl::filter(newer, store::version.lt(excluded(store::version)))
        .execute(conn)
        .await
        .map(drop)
}

/// A store of the scope.
///
/// # Errors
/// Not found, or the database.
pub async fn get(conn: &mut Conn, id: StoreId) -> QueryResult<Store> {
    store::table.filter(store::store_id.eq(id)).select(Store::as_select()).first(conn).await
}

/// The merchant's first store: what it sets for all of them is put on record there.
///
/// # Errors
/// Not found, or the database.
pub async fn first(conn: &mut Conn, tenant: TenantId) -> QueryResult<Store> {
    let mine = store::table.filter(store::tenant_id.eq(tenant)).order(store::store_id);
    mine.select(Store::as_select()).first(conn).await
}

/// The zone in which a merchant's people read times: its first store's, UTC before there is one.
///
/// # Errors
/// The database.
pub async fn zone(conn: &mut Conn, tenant: TenantId) -> QueryResult<Tz> {
    Ok(first(conn, tenant).await.optional()?.map_or(Tz::UTC, |store| store.zone()))
}

/// What a merchant sells in: as its first store, euros before there is one.
///
/// # Errors
/// The database.
pub async fn currency(conn: &mut Conn, tenant: TenantId) -> QueryResult<Currency> {
    Ok(first(conn, tenant).await.optional()?.map_or(Currency::EUR, |store| store.currency()))
}
