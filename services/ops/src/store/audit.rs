//! What operators did.
use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*, update};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use souk_events::TenantId;
use souk_kit::Conn;

use crate::schema::audit;

/// What operators do that is put on record.
pub const ACTIONS: [&str; 13] = [
    "switch_off",
    "switch_on",
    "replay",
    "archive",
    "replay_begin",
    "replay_go_on",
    "replay_stop",
    "look_begin",
    "look_end",
    "intervene",
    "trace",
    "retry_messages",
    "discard_messages",
];

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
    /// What: `switch_off`, `switch_on`, `replay`, `archive`, `replay_begin`, `replay_go_on`, `replay_stop`,
    /// `look_begin`, `look_end`, `intervene`, `trace`, `retry_messages`,
    /// `discard_messages`.
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

/// Which actions to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Who.
    pub actor: Option<String>,
    /// What.
    pub action: Option<String>,
    /// The merchant it concerned.
    pub tenant: Option<TenantId>,
    /// Words of its target, reason or outcome, in any case.
    pub text: Option<String>,
    /// From this moment on.
    pub since: Option<DateTime<Utc>>,
    /// Before this moment.
    pub until: Option<DateTime<Utc>>,
}

/// The newest of these actions before a place in the record.
///
/// # Errors
/// The database.
pub async fn list(
    conn: &mut Conn,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
) -> QueryResult<Vec<AuditEntry>> {
    let mut query = audit::table
        .filter(audit::seq.lt(before.unwrap_or(i64::MAX)))
        .order(audit::seq.desc())
        .limit(limit)
        .select(AuditEntry::as_select())
        .into_boxed();
    if let Some(actor) = &filter.actor {
        query = query.filter(audit::actor.eq(actor));
    }
    if let Some(action) = &filter.action {
        query = query.filter(audit::action.eq(action));
    }
    if let Some(tenant) = filter.tenant {
        query = query.filter(audit::target.like(containing(&tenant.to_string())));
    }
    if let Some(text) = &filter.text {
        let text = containing(text);
        let said = audit::target.ilike(text.clone()).or(audit::reason.ilike(text.clone()));
        query = query.filter(said.or(audit::outcome.ilike(text)));
    }
    if let Some(since) = filter.since {
        query = query.filter(audit::at.ge(since));
    }
    if let Some(until) = filter.until {
        query = query.filter(audit::at.lt(until));
    }
    query.load(conn).await
}

/// The pattern of whatever contains a text, taken word for word.
fn containing(text: &str) -> String {
    let plain = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}
