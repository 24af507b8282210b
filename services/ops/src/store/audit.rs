//! What operators did.
use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*, update};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use souk_kit::Conn;

use crate::schema::audit;

/// An action on record.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, utoipa::ToSchema)]
#[diesel(table_name = audit, check_for_backend(diesel::pg::Pg))]
pub struct AuditEntry {
    /// Its place in the record.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: `usr_…`.
    pub actor: String,
    /// What: `switch_off`, `switch_on`, `replay`, `archive`.
    pub action: String,
    /// On what.
    pub target: String,
    /// Why, in the operator's words.
    pub reason: String,
    /// How it went; empty when it is not known.
    pub outcome: String,
    /// Correlation id of the request.
    pub correlation: String,
}

/// An action to put on record.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = audit)]
pub struct New {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// What.
    pub action: &'static str,
    /// On what.
    pub target: String,
    /// Why.
    pub reason: String,
    /// How it went, as far as it is known.
    pub outcome: String,
    /// Correlation id of the request.
    pub correlation: String,
}

/// Puts an action on record; returns its place.
///
/// # Errors
/// The database.
pub async fn write(conn: &mut Conn, new: &New) -> QueryResult<i64> {
    insert_into(audit::table).values(new).returning(audit::seq).get_result(conn).await
}

/// Adds how it went.
///
/// # Errors
/// The database.
pub async fn conclude(conn: &mut Conn, seq: i64, outcome: &str) -> QueryResult<()> {
    update(audit::table.find(seq)).set(audit::outcome.eq(outcome)).execute(conn).await.map(drop)
}

/// The newest actions before a place in the record.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Conn, before: Option<i64>, limit: i64) -> QueryResult<Vec<AuditEntry>> {
    audit::table
        .filter(audit::seq.lt(before.unwrap_or(i64::MAX)))
        .order(audit::seq.desc())
        .limit(limit)
        .select(AuditEntry::as_select())
        .load(conn)
        .await
}
