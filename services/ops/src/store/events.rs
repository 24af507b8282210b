//! The event log.
use chrono::{DateTime, Utc};
use diesel::{delete, insert_into, prelude::*};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use serde_json::Value;
use souk_events::{EventId, RawEvent, TenantId};
use souk_kit::Conn;

use crate::schema::event_log;

/// A fact on record.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, utoipa::ToSchema)]
#[diesel(table_name = event_log, check_for_backend(diesel::pg::Pg))]
pub struct EventEntry {
    /// Its place in the log.
    pub seq: i64,
    /// The fact's id.
    pub id: EventId,
    /// Wire name, `orders.order_placed.v1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The telling module.
    pub source: String,
    /// The merchant it concerns.
    pub tenant_id: Option<TenantId>,
    /// The id of the thing it is about.
    pub subject: String,
    /// Correlation id.
    pub correlation: String,
    /// When it was told.
    pub time: DateTime<Utc>,
    /// When it was recorded.
    pub received_at: DateTime<Utc>,
    /// The fact: ids, amounts, states.
    #[schema(value_type = Object)]
    pub data: Value,
    /// The order number it names.
    pub number: Option<String>,
}

/// Which facts to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Wire name.
    pub kind: Option<String>,
    /// The telling module.
    pub source: Option<String>,
    /// The merchant.
    pub tenant: Option<TenantId>,
    /// The id of the thing they are about.
    pub subject: Option<String>,
    /// Correlation id.
    pub correlation: Option<String>,
}

/// Records a fact; one that is there already stays as it is.
///
/// # Errors
/// The database.
pub async fn keep(conn: &mut Conn, event: &RawEvent, now: DateTime<Utc>) -> QueryResult<usize> {
    insert_into(event_log::table)
        .values((
            event_log::id.eq(event.id),
            event_log::kind.eq(&event.kind),
            event_log::source.eq(&event.source),
            event_log::tenant_id.eq(event.tenant),
            event_log::subject.eq(&event.subject),
            event_log::correlation.eq(&event.correlation),
            event_log::time.eq(event.time),
            event_log::received_at.eq(now),
            event_log::data.eq(&event.data),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await
}

/// The newest facts before a place in the log.
///
/// # Errors
/// The database.
pub async fn list(
    conn: &mut Conn,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
) -> QueryResult<Vec<EventEntry>> {
    let mut query = event_log::table
        .filter(event_log::seq.lt(before.unwrap_or(i64::MAX)))
        .order(event_log::seq.desc())
        .limit(limit)
        .select(EventEntry::as_select())
        .into_boxed();
    if let Some(kind) = &filter.kind {
        query = query.filter(event_log::kind.eq(kind));
    }
    if let Some(source) = &filter.source {
        query = query.filter(event_log::source.eq(source));
    }
    if let Some(tenant) = filter.tenant {
        query = query.filter(event_log::tenant_id.eq(tenant));
    }
    if let Some(subject) = &filter.subject {
        query = query.filter(event_log::subject.eq(subject));
    }
    if let Some(correlation) = &filter.correlation {
        query = query.filter(event_log::correlation.eq(correlation));
    }
    query.load(conn).await
}

/// Facts that carry this number, are about this thing, or have this correlation or event id; newest first.
///
/// # Errors
/// The database.
pub async fn named(conn: &mut Conn, name: &str, limit: i64) -> QueryResult<Vec<EventEntry>> {
    let mut query = event_log::table
        .filter(event_log::number.eq(name))
        .or_filter(event_log::subject.eq(name))
        .or_filter(event_log::correlation.eq(name))
        .order(event_log::seq.desc())
        .limit(limit)
        .select(EventEntry::as_select())
        .into_boxed();
    if let Ok(id) = name.parse::<EventId>() {
        query = query.or_filter(event_log::id.eq(id));
    }
    query.load(conn).await
}

/// Everything about these things or under these correlation ids, in the order it was told.
///
/// # Errors
/// The database.
pub async fn together(
    conn: &mut Conn,
    subjects: &[String],
    correlations: &[String],
    limit: i64,
) -> QueryResult<Vec<EventEntry>> {
    event_log::table
        .filter(event_log::subject.eq_any(subjects))
        .or_filter(event_log::correlation.eq_any(correlations))
        .order((event_log::time, event_log::seq))
        .limit(limit)
        .select(EventEntry::as_select())
        .load(conn)
        .await
}

/// Under which correlation ids facts about these things were told.
///
/// # Errors
/// The database.
pub async fn correlations_of(conn: &mut Conn, subjects: &[String], limit: i64) -> QueryResult<Vec<String>> {
    event_log::table
        .filter(event_log::subject.eq_any(subjects))
        .select(event_log::correlation)
        .distinct()
        .limit(limit)
        .load(conn)
        .await
}

/// The names of tenants among these, as their last saved fact says.
///
/// # Errors
/// The database.
pub async fn tenant_names(conn: &mut Conn, tenants: &[TenantId]) -> QueryResult<Vec<(String, String)>> {
    let ids: Vec<String> = tenants.iter().map(ToString::to_string).collect();
    let rows: Vec<(String, Value)> = event_log::table
        .filter(event_log::kind.eq("identity.tenant_saved.v1").and(event_log::subject.eq_any(ids)))
        .distinct_on(event_log::subject)
        .order((event_log::subject, event_log::seq.desc()))
        .select((event_log::subject, event_log::data))
        .load(conn)
        .await?;
    let name = |data: Value| data.get("name").and_then(Value::as_str).map(str::to_owned);
    Ok(rows.into_iter().filter_map(|(id, data)| Some((id, name(data)?))).collect())
}

/// Removes up to `limit` facts recorded before a moment; returns how many.
///
/// # Errors
/// The database.
pub async fn purge(conn: &mut Conn, before: DateTime<Utc>, limit: i64) -> QueryResult<usize> {
    let old = event_log::table
        .filter(event_log::received_at.lt(before))
        .order(event_log::received_at)
        .limit(limit)
        .select(event_log::seq);
    let seqs: Vec<i64> = old.load(conn).await?;
    delete(event_log::table.filter(event_log::seq.eq_any(seqs))).execute(conn).await
}
