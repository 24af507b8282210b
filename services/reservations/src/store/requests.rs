//! Rows of `request`: what whatsapp was asked to say.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ContactId, MessageRequestId, ReservationId, TenantId};
use souk_kit::Conn;

use crate::schema::request::{self, dsl};

/// A message that was asked for.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = request, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Request {
    pub tenant_id: TenantId,
    pub id: MessageRequestId,
    pub contact_id: ContactId,
    pub keys: Vec<String>,
    pub named: Vec<ReservationId>,
    pub dedupe_key: String,
    pub personal: Option<Vec<u8>>,
    pub created_at: DateTime<Utc>,
}

/// Notes a message. False: the same fact was told before.
///
/// # Errors
/// The database.
pub async fn note(conn: &mut Conn, row: &Request) -> QueryResult<bool> {
    let new = diesel::insert_into(dsl::request).values(row).on_conflict_do_nothing().execute(conn).await?;
    Ok(new == 1)
}

/// A message of the scope.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: MessageRequestId) -> QueryResult<Option<Request>> {
    dsl::request.find(id).select(Request::as_select()).first(conn).await.optional()
}

/// The last message for a contact, if it was asked for after a moment.
///
/// # Errors
/// The database.
pub async fn last(
    conn: &mut Conn,
    tenant: TenantId,
    contact: ContactId,
    since: DateTime<Utc>,
) -> QueryResult<Option<Request>> {
    dsl::request
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::contact_id.eq(contact))
        .filter(dsl::created_at.ge(since))
        .order(dsl::created_at.desc())
        .select(Request::as_select())
        .first(conn)
        .await
        .optional()
}

/// Whether a reminder to a contact has named a reservation since a moment.
///
/// # Errors
/// The database.
pub async fn reminded(
    conn: &mut Conn,
    contact: ContactId,
    id: ReservationId,
    since: DateTime<Utc>,
) -> QueryResult<bool> {
    let named = dsl::request
        .filter(dsl::contact_id.eq(contact))
        .filter(dsl::keys.contains(vec!["rsv.reminder"]))
        .filter(dsl::named.contains(vec![id]))
        .filter(dsl::created_at.ge(since));
    diesel::select(diesel::dsl::exists(named)).get_result(conn).await
}
