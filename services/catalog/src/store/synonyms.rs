//! Rows of `synonym`.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::TenantId;
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::synonym;

/// A group of words that mean the same.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = synonym)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct SynonymRow {
    pub tenant_id: TenantId,
    pub id: Uuid,
    pub terms: Vec<String>,
    pub version: i64,
    pub changed_at: DateTime<Utc>,
}

/// All groups of the scope, oldest first.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Conn) -> QueryResult<Vec<SynonymRow>> {
    synonym::table.order(synonym::id).select(SynonymRow::as_select()).load(conn).await
}

/// All groups of a tenant, for the read model.
///
/// # Errors
/// The database.
pub async fn of(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<SynonymRow>> {
    let own = synonym::table.filter(synonym::tenant_id.eq(tenant)).order(synonym::id);
    own.select(SynonymRow::as_select()).load(conn).await
}

/// A group.
///
/// # Errors
/// Not found, or the database.
pub async fn get(conn: &mut Conn, id: Uuid) -> QueryResult<SynonymRow> {
    synonym::table.find(id).select(SynonymRow::as_select()).first(conn).await
}

/// How many groups the scope has.
///
/// # Errors
/// The database.
pub async fn count(conn: &mut Conn) -> QueryResult<i64> {
    synonym::table.count().get_result(conn).await
}

/// Inserts a group.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &SynonymRow) -> QueryResult<()> {
    diesel::insert_into(synonym::table).values(row).execute(conn).await.map(drop)
}

/// Saves the terms of a group when nobody changed it since `expected`; none when somebody did.
///
/// # Errors
/// The database.
pub async fn update(
    conn: &mut Conn,
    id: Uuid,
    expected: i64,
    terms: &[String],
    now: DateTime<Utc>,
) -> QueryResult<Option<SynonymRow>> {
    diesel::update(synonym::table.find(id).filter(synonym::version.eq(expected)))
        .set((synonym::terms.eq(terms), synonym::version.eq(expected + 1), synonym::changed_at.eq(now)))
        .returning(SynonymRow::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Removes a group; false when there is none.
///
/// # Errors
/// The database.
pub async fn delete(conn: &mut Conn, id: Uuid) -> QueryResult<bool> {
    Ok(diesel::delete(synonym::table.find(id)).execute(conn).await? == 1)
}
