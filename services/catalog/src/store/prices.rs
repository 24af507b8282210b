//! Rows of `price_change`, read: the table's triggers write them.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::VariantId;
use souk_kit::Conn;

use crate::schema::price_change;

/// What variants cost and from when on, oldest first.
///
/// # Errors
/// The database.
pub async fn of(
    conn: &mut Conn,
    variants: &[VariantId],
) -> QueryResult<Vec<(VariantId, DateTime<Utc>, i64)>> {
    price_change::table
        .filter(price_change::variant_id.eq_any(variants))
        .order((price_change::at, price_change::seq))
        .select((price_change::variant_id, price_change::at, price_change::price))
        .load(conn)
        .await
}
