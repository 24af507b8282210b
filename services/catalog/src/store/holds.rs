//! Rows of `hold` and `hold_line`.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::future::try_join_all;
use souk_events::{HoldId, LineId, OrderId, StoreId, TenantId, VariantId};
use souk_kit::{Conn, Prepared};

use crate::{
    domain::hold::Status,
    schema::{hold, hold_line},
};

/// A hold as it is kept.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = hold, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct HoldRow {
    pub tenant_id: TenantId,
    pub id: HoldId,
    pub store_id: StoreId,
    pub subject: String,
    pub order_id: Option<OrderId>,
    pub status: String,
    pub expires_at: DateTime<Utc>,
    pub answer: serde_json::Value,
    pub created_at: DateTime<Utc>,
}

/// A line of a hold, or a part of one that is a bundle: then `of_line` is the line as it was asked for, and `per_unit`
/// how many of the variant are in one bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Queryable, Selectable, Insertable)]
#[diesel(table_name = hold_line, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct HoldLineRow {
    pub tenant_id: TenantId,
    pub hold_id: HoldId,
    pub line_id: LineId,
    pub variant_id: VariantId,
    pub quantity: i64,
    pub of_line: Option<LineId>,
    pub per_unit: Option<i64>,
}

impl HoldLineRow {
    /// The line as it was asked for, and how many of it are held.
    #[must_use]
    pub fn asked(&self) -> (LineId, i64) {
        let pieces = self.per_unit.and_then(|per| self.quantity.checked_div(per)).unwrap_or(self.quantity);
        (self.of_line.unwrap_or(self.line_id), pieces)
    }
}

/// Inserts a hold.
///
/// # Errors
/// A unique violation when there is one of this id, or the database.
pub async fn insert(mut conn: &Conn, row: &HoldRow) -> QueryResult<()> {
    diesel::insert_into(hold::table).values(row).execute(&mut conn).await.map(drop)
}

/// Inserts a hold that ended before it began, unless there is one of this id. True: it stands.
///
/// # Errors
/// The database.
pub async fn refuse(mut conn: &Conn, row: &HoldRow) -> QueryResult<bool> {
    let inserted =
        diesel::insert_into(hold::table).values(row).on_conflict_do_nothing().execute(&mut conn).await?;
    Ok(inserted == 1)
}

/// Inserts the lines of a hold.
///
/// # Errors
/// The database.
pub async fn insert_lines(conn: &Conn, rows: &[HoldLineRow]) -> QueryResult<()> {
    let each = rows.iter().map(|row| {
        let mut conn = conn;
        async move { diesel::insert_into(hold_line::table).values(row).execute(&mut conn).await }
    });
    try_join_all(each).await.map(drop)
}

/// A hold as it stands; none when there is no such hold in the scope.
///
/// # Errors
/// The database.
pub async fn find(mut conn: &Conn, id: HoldId) -> QueryResult<Option<HoldRow>> {
    hold::table.find(id).select(HoldRow::as_select()).first(&mut conn).await.optional()
}

/// A hold, locked; none when there is no such hold in the scope.
///
/// # Errors
/// The database.
pub async fn lock(conn: &mut Conn, id: HoldId) -> QueryResult<Option<HoldRow>> {
    hold::table.find(id).for_update().select(HoldRow::as_select()).first(conn).await.optional()
}

/// The lines of holds, in the order of stock rows.
///
/// # Errors
/// The database.
pub async fn lines(mut conn: &Conn, ids: &[HoldId]) -> QueryResult<Vec<HoldLineRow>> {
    hold_line::table
        .filter(hold_line::hold_id.eq_any(ids))
        .order((hold_line::variant_id, hold_line::line_id))
        .select(HoldLineRow::as_select())
        .load(&mut conn)
        .await
}

/// Writes what is left of a line of a locked hold; a line without units is gone.
///
/// # Errors
/// The database.
pub async fn set_quantity(conn: &mut Conn, line: &HoldLineRow) -> QueryResult<()> {
    let row = hold_line::table.find((line.hold_id, line.line_id));
    if line.quantity > 0 {
        diesel::update(row).set(hold_line::quantity.eq(line.quantity)).execute(conn).await.map(drop)
    } else {
        diesel::delete(row).execute(conn).await.map(drop)
    }
}

/// Moves a locked hold on.
///
/// # Errors
/// The database.
pub async fn set_status(
    mut conn: &Conn,
    id: HoldId,
    status: Status,
    order: Option<OrderId>,
) -> QueryResult<()> {
    let row = diesel::update(hold::table.find(id));
    match order {
        Some(order) => {
            let set = (hold::status.eq(status.as_str()), hold::order_id.eq(order));
            Prepared(row.set(set)).execute(&mut conn).await.map(drop)
        }
        None => Prepared(row.set(hold::status.eq(status.as_str()))).execute(&mut conn).await.map(drop),
    }
}

/// Holds on some variants whose time ran out before the sweeper came.
///
/// # Errors
/// The database.
pub async fn overdue(
    conn: &mut Conn,
    variants: &[VariantId],
    now: DateTime<Utc>,
) -> QueryResult<Vec<HoldId>> {
    hold_line::table
        .inner_join(hold::table)
        .filter(hold_line::variant_id.eq_any(variants))
        .filter(hold::status.eq(Status::Held.as_str()))
        .filter(hold::expires_at.le(now))
        .select(hold::id)
        .distinct()
        .load(conn)
        .await
}

/// Units in holds whose time ran out before the sweeper came, by variant.
///
/// # Errors
/// The database.
pub async fn overdue_units(
    conn: &mut Conn,
    variants: &[VariantId],
    now: DateTime<Utc>,
) -> QueryResult<Vec<(VariantId, i64)>> {
    hold_line::table
        .inner_join(hold::table)
        .filter(hold_line::variant_id.eq_any(variants))
        .filter(hold::status.eq(Status::Held.as_str()))
        .filter(hold::expires_at.le(now))
        .select((hold_line::variant_id, hold_line::quantity))
        .load(conn)
        .await
}
