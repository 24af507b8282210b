//! Rows of `check_run`: what the nightly look found.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;
use souk_events::TenantId;
use souk_kit::Conn;

use crate::schema::{check_run, desk};

/// One look at one merchant.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = check_run, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct CheckRun {
    pub tenant_id: TenantId,
    pub at: DateTime<Utc>,
    pub violations: i32,
    pub broken_at: Option<i64>,
    pub found: Value,
}

impl CheckRun {
    /// Whether all was well.
    #[must_use]
    pub fn clean(&self) -> bool {
        self.violations == 0 && self.broken_at.is_none()
    }
}

/// Keeps a look; the same moment twice is one.
///
/// # Errors
/// The database.
pub async fn add(conn: &mut Conn, row: &CheckRun) -> QueryResult<()> {
    diesel::insert_into(check_run::table).values(row).on_conflict_do_nothing().execute(conn).await.map(drop)
}

/// The latest looks of the scope, newest first.
///
/// # Errors
/// The database.
pub async fn latest(conn: &mut Conn, limit: i64) -> QueryResult<Vec<CheckRun>> {
    check_run::table
        .order((check_run::at.desc(), check_run::tenant_id))
        .limit(limit)
        .select(CheckRun::as_select())
        .load(conn)
        .await
}

/// The last look at each merchant of the scope; those where something is wrong first.
///
/// # Errors
/// The database.
pub async fn last_of_each(conn: &mut Conn, limit: i64) -> QueryResult<Vec<CheckRun>> {
    let mut rows: Vec<CheckRun> = check_run::table
        .distinct_on(check_run::tenant_id)
        .order((check_run::tenant_id, check_run::at.desc()))
        .limit(limit)
        .select(CheckRun::as_select())
        .load(conn)
        .await?;
    rows.sort_by_key(|row| (row.clean(), std::cmp::Reverse(row.at)));
    Ok(rows)
}

/// Merchants who ever sold live, after one, in the order of their ids.
///
/// # Errors
/// The database.
pub async fn merchants(conn: &mut Conn, after: Option<TenantId>, limit: i64) -> QueryResult<Vec<TenantId>> {
    let after = after.unwrap_or(TenantId(uuid::Uuid::nil()));
    desk::table
        .filter(desk::tenant_id.gt(after))
        .order(desk::tenant_id)
        .limit(limit)
        .select(desk::tenant_id)
        .load(conn)
        .await
}
