//! Rows of `import`, its waiting products and its errors.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{StoreId, TenantId};
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::{import, import_error, import_item};

/// A file that was sent.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = import)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct ImportRow {
    pub tenant_id: TenantId,
    pub id: Uuid,
    pub store_id: StoreId,
    pub actor: String,
    pub file_name: String,
    pub status: String,
    pub products_total: i32,
    pub products_done: i32,
    pub created: i32,
    pub updated: i32,
    pub refused: i32,
    pub errors: i32,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

/// A product that waits to be written.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_item)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct ItemRow {
    pub tenant_id: TenantId,
    pub import_id: Uuid,
    pub line: i32,
    pub product: serde_json::Value,
}

/// What was wrong in a line.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_error)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct ErrorRow {
    pub tenant_id: TenantId,
    pub import_id: Uuid,
    pub line: i32,
    pub field: String,
    pub code: String,
    pub value: String,
}

const BATCH: usize = 1_000;

/// Inserts an import with its waiting products and the errors found so far.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Conn,
    row: &ImportRow,
    items: &[ItemRow],
    errors: &[ErrorRow],
) -> QueryResult<()> {
    diesel::insert_into(import::table).values(row).execute(conn).await?;
    for items in items.chunks(BATCH) {
        diesel::insert_into(import_item::table).values(items).execute(conn).await?;
    }
    add_errors(conn, errors).await
}

/// Adds errors.
///
/// # Errors
/// The database.
pub async fn add_errors(conn: &mut Conn, errors: &[ErrorRow]) -> QueryResult<()> {
    for errors in errors.chunks(BATCH) {
        diesel::insert_into(import_error::table).values(errors).execute(conn).await?;
    }
    Ok(())
}

/// An import of the scope.
///
/// # Errors
/// Not found, or the database.
pub async fn get(conn: &mut Conn, id: Uuid) -> QueryResult<ImportRow> {
    import::table.find(id).select(ImportRow::as_select()).first(conn).await
}

/// An import, locked while a chunk of it is written.
///
/// # Errors
/// Not found, or the database.
pub async fn lock(conn: &mut Conn, id: Uuid) -> QueryResult<Option<ImportRow>> {
    import::table.find(id).for_update().select(ImportRow::as_select()).first(conn).await.optional()
}

/// The imports of the scope, newest first.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Conn, after: Option<Uuid>, limit: i64) -> QueryResult<Vec<ImportRow>> {
    let mut rows = import::table.into_boxed();
    if let Some(last) = after {
        rows = rows.filter(import::id.lt(last));
    }
    rows.order(import::id.desc()).limit(limit).select(ImportRow::as_select()).load(conn).await
}

/// The next products that wait.
///
/// # Errors
/// The database.
pub async fn waiting(conn: &mut Conn, id: Uuid, limit: i64) -> QueryResult<Vec<ItemRow>> {
    import_item::table
        .filter(import_item::import_id.eq(id))
        .order(import_item::line)
        .limit(limit)
        .select(ItemRow::as_select())
        .load(conn)
        .await
}

/// Removes products that do not wait any more.
///
/// # Errors
/// The database.
pub async fn done(conn: &mut Conn, id: Uuid, lines: &[i32]) -> QueryResult<()> {
    let rows =
        import_item::table.filter(import_item::import_id.eq(id)).filter(import_item::line.eq_any(lines));
    diesel::delete(rows).execute(conn).await.map(drop)
}

/// Saves how far an import is.
///
/// # Errors
/// The database.
pub async fn save(conn: &mut Conn, row: &ImportRow) -> QueryResult<()> {
    diesel::update(import::table.find(row.id))
        .set((
            import::status.eq(&row.status),
            import::products_done.eq(row.products_done),
            import::created.eq(row.created),
            import::updated.eq(row.updated),
            import::refused.eq(row.refused),
            import::errors.eq(row.errors),
            import::finished_at.eq(row.finished_at),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// The errors of an import, by line, after a number of them.
///
/// # Errors
/// The database.
pub async fn errors(conn: &mut Conn, id: Uuid, after: i64, limit: i64) -> QueryResult<Vec<(i64, ErrorRow)>> {
    import_error::table
        .filter(import_error::import_id.eq(id))
        .order((import_error::line, import_error::seq))
        .offset(after)
        .limit(limit)
        .select((import_error::seq, ErrorRow::as_select()))
        .load(conn)
        .await
}
