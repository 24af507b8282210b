//! What a hold needs of variants, read inside its transaction.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ModifierGroupId, StoreId, VariantId};
use souk_kit::Conn;

use crate::schema::{product, store, variant};

/// A variant with what decides whether it is sold.
#[derive(Clone, Debug, Queryable)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct PricedRow {
    pub id: VariantId,
    pub store_id: StoreId,
    pub price: i64,
    pub published: bool,
    pub paused: bool,
    pub active: bool,
    pub hours: Option<serde_json::Value>,
    pub timezone: String,
    pub sold_out_until: Option<DateTime<Utc>>,
    pub modifier_groups: Vec<ModifierGroupId>,
    pub availability: Option<serde_json::Value>,
    pub kind: String,
    pub parts: serde_json::Value,
}

/// Prices of variants and whether they are for sale.
///
/// # Errors
/// The database.
pub async fn of(mut conn: &Conn, ids: &[VariantId]) -> QueryResult<Vec<PricedRow>> {
    variant::table
        .inner_join(product::table.inner_join(store::table))
        .filter(variant::id.eq_any(ids))
        .select((
            variant::id,
            variant::store_id,
            variant::price,
            product::published,
            store::paused,
            store::active.and(store::tenant_active),
            store::hours,
            store::timezone,
            product::sold_out_until,
            product::modifier_groups,
            product::availability,
            product::kind,
            product::parts,
        ))
        .load(&mut conn)
        .await
}
