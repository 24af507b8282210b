//! What a merchant sent: counted by state, and by what it costs.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::TenantId;
use souk_kit::Conn;

use crate::schema::outgoing;

/// How many stand in each state since a time.
///
/// # Errors
/// The database.
pub async fn counts(
    conn: &mut Conn,
    tenant: TenantId,
    since: DateTime<Utc>,
) -> QueryResult<Vec<(String, i64)>> {
    outgoing::table
        .filter(outgoing::tenant_id.eq(tenant).and(outgoing::created_at.ge(since)))
        .group_by(outgoing::state)
        .select((outgoing::state, diesel::dsl::count_star()))
        .load(conn)
        .await
}

/// What Twilio took since a time: class, first text, whether as a template, how many.
///
/// # Errors
/// The database.
pub async fn taken(
    conn: &mut Conn,
    tenant: TenantId,
    since: DateTime<Utc>,
) -> QueryResult<Vec<(String, String, bool, i64)>> {
    outgoing::table
        .filter(outgoing::tenant_id.eq(tenant).and(outgoing::created_at.ge(since)))
        .filter(outgoing::sid.is_not_null())
        .group_by((outgoing::class, outgoing::key, outgoing::as_template))
        .select((outgoing::class, outgoing::key, outgoing::as_template, diesel::dsl::count_star()))
        .load(conn)
        .await
}
