//! Messages that did not arrive, until somebody has dealt with them.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ContactId, MessageRequestId, SenderId, TenantId};
use souk_kit::Conn;

use crate::schema::outgoing;

/// One of them.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = outgoing, check_for_backend(diesel::pg::Pg))]
pub struct Row {
    /// Its id.
    pub id: MessageRequestId,
    /// Whose.
    pub tenant_id: TenantId,
    /// To whom.
    pub contact_id: ContactId,
    /// From which number.
    pub sender_id: SenderId,
    /// Its first text.
    pub key: String,
    /// `dead` or `failed`.
    pub state: String,
    /// Why: Twilio's code, or a word of ours.
    pub error_code: String,
    /// How often it was tried.
    pub attempts: i32,
    /// What it belongs to.
    pub correlation: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it was given up.
    pub changed_at: DateTime<Utc>,
}

const OPEN: [&str; 2] = ["dead", "failed"];

/// Those since a time, newest first.
///
/// # Errors
/// The database.
pub async fn list(
    conn: &mut Conn,
    tenant: TenantId,
    since: DateTime<Utc>,
    limit: i64,
) -> QueryResult<Vec<Row>> {
    outgoing::table
        .filter(outgoing::tenant_id.eq(tenant).and(outgoing::created_at.ge(since)))
        .filter(outgoing::state.eq_any(OPEN).and(outgoing::discarded_at.is_null()))
        .order((outgoing::created_at.desc(), outgoing::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)
        .await
}

/// Those of these merchants, oldest first; in the platform scope.
///
/// # Errors
/// The database.
pub async fn open(conn: &mut Conn, tenants: &[TenantId], limit: i64) -> QueryResult<Vec<Row>> {
    outgoing::table
        .filter(outgoing::tenant_id.eq_any(tenants))
        .filter(outgoing::state.eq_any(OPEN).and(outgoing::discarded_at.is_null()))
        .order((outgoing::created_at, outgoing::id))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)
        .await
}

/// How many of each cause a number has since a time: number, cause, how many.
///
/// # Errors
/// The database.
pub async fn causes(
    conn: &mut Conn,
    tenant: TenantId,
    since: DateTime<Utc>,
) -> QueryResult<Vec<(SenderId, String, i64)>> {
    outgoing::table
        .filter(outgoing::tenant_id.eq(tenant).and(outgoing::created_at.ge(since)))
        .filter(outgoing::state.eq_any(OPEN).and(outgoing::discarded_at.is_null()))
        .group_by((outgoing::sender_id, outgoing::error_code))
        .order((outgoing::sender_id, outgoing::error_code))
        .select((outgoing::sender_id, outgoing::error_code, diesel::dsl::count_star()))
        .load(conn)
        .await
}

/// Somebody said why it is all right. False: it is no problem, or no more.
///
/// # Errors
/// The database.
pub async fn discard(
    conn: &mut Conn,
    (tenant, id): (TenantId, MessageRequestId),
    why: &str,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let open = outgoing::tenant_id.eq(tenant).and(outgoing::id.eq(id));
    let open = open.and(outgoing::state.eq_any(OPEN)).and(outgoing::discarded_at.is_null());
    let changed = diesel::update(outgoing::table.filter(open))
        .set((outgoing::discarded_at.eq(now), outgoing::discarded_why.eq(why)))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}
