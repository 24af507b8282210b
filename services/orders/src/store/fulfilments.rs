//! How stores hand over orders, and how many orders a slot has.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;
use souk_events::{StoreId, TenantId};
use souk_kit::{Conn, Prepared};

use crate::{
    domain::fulfilment::{Mode, Rule, Slot, Terms},
    schema::{fulfilment, slot_use},
};

/// The rule of a store.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = fulfilment)]
pub struct FulfilmentRow {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The store.
    pub store_id: StoreId,
    /// See [`Rule`].
    pub rule: Value,
    /// Of its amounts.
    pub currency: String,
    /// The store's time.
    pub timezone: String,
    /// Counts its changes.
    pub version: i64,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl FulfilmentRow {
    /// As the domain has it. None: a later release wrote it.
    #[must_use]
    pub fn terms(self) -> Option<Terms> {
        Some(Terms {
            tenant_id: self.tenant_id,
            store_id: self.store_id,
            version: self.version,
            currency: self.currency.parse().ok()?,
            zone: self.timezone.parse().ok()?,
            rule: serde_json::from_value::<Rule>(self.rule).ok()?,
        })
    }
}

/// The rules of a merchant's stores that have one.
///
/// # Errors
/// The database.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<FulfilmentRow>> {
    let theirs = fulfilment::table.filter(fulfilment::tenant_id.eq(tenant));
    theirs.select(FulfilmentRow::as_select()).load(conn).await
}

/// All stores with a rule and the versions of these.
///
/// # Errors
/// The database.
pub async fn versions(conn: &mut Conn) -> QueryResult<Vec<(StoreId, i64)>> {
    fulfilment::table.select((fulfilment::store_id, fulfilment::version)).load(conn).await
}

/// The rules of some stores.
///
/// # Errors
/// The database.
pub async fn of_stores(conn: &mut Conn, stores: &[StoreId]) -> QueryResult<Vec<FulfilmentRow>> {
    let asked = fulfilment::table.filter(fulfilment::store_id.eq_any(stores));
    asked.select(FulfilmentRow::as_select()).load(conn).await
}

/// Writes a rule over the version before it, which is 0 for a first one. False: that is not the version any more.
///
/// # Errors
/// The database.
pub async fn save(conn: &mut Conn, row: &FulfilmentRow) -> QueryResult<bool> {
    if row.version == 1 {
        let first = diesel::insert_into(fulfilment::table).values(row).on_conflict_do_nothing();
        return Ok(first.execute(conn).await? == 1);
    }
    let there = fulfilment::table.find((row.tenant_id, row.store_id));
    let changed = diesel::update(there.filter(fulfilment::version.eq(row.version - 1)))
        .set((
            fulfilment::rule.eq(&row.rule),
            fulfilment::currency.eq(&row.currency),
            fulfilment::timezone.eq(&row.timezone),
            fulfilment::version.eq(row.version),
            fulfilment::updated_at.eq(row.updated_at),
        ))
        .execute(conn)
        .await?;
    Ok(changed == 1)
}

/// Takes a place in a slot: one conditional upsert. False: the slot is full.
///
/// # Errors
/// The database.
pub async fn take_place(
    mut conn: &Conn,
    terms: (TenantId, StoreId),
    mode: Mode,
    slot: Slot,
    capacity: i32,
) -> QueryResult<bool> {
    let one_more = diesel::insert_into(slot_use::table)
        .values((
            slot_use::tenant_id.eq(terms.0),
            slot_use::store_id.eq(terms.1),
            slot_use::mode.eq(mode.as_str()),
            slot_use::starts_at.eq(slot.start),
            slot_use::taken.eq(1),
        ))
        .on_conflict((slot_use::tenant_id, slot_use::store_id, slot_use::mode, slot_use::starts_at))
        .do_update()
        .set(slot_use::taken.eq(slot_use::taken + 1));
    let room = diesel::query_dsl::methods::FilterDsl::filter(one_more, (slot_use::taken + 1).le(capacity));
    Ok(Prepared(room).execute(&mut conn).await? == 1)
}

/// Gives a place back.
///
/// # Errors
/// The database.
pub async fn give_place_back(
    conn: &mut Conn,
    (tenant, store): (TenantId, StoreId),
    mode: &str,
    start: DateTime<Utc>,
) -> QueryResult<()> {
    let place = slot_use::table.find((tenant, store, mode, start)).filter(slot_use::taken.gt(0));
    diesel::update(place).set(slot_use::taken.eq(slot_use::taken - 1)).execute(conn).await.map(drop)
}

/// How many orders the slots of some stores have from a moment on.
///
/// # Errors
/// The database.
pub async fn taken(
    conn: &mut Conn,
    tenants: &[TenantId],
    stores: &[StoreId],
    from: DateTime<Utc>,
) -> QueryResult<Vec<(StoreId, String, DateTime<Utc>, i32)>> {
    slot_use::table
        // The key begins with the tenant.
        .filter(slot_use::tenant_id.eq_any(tenants))
        .filter(slot_use::store_id.eq_any(stores))
        .filter(slot_use::starts_at.ge(from))
        .select((slot_use::store_id, slot_use::mode, slot_use::starts_at, slot_use::taken))
        .load(conn)
        .await
}
