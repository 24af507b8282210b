//! All that the module keeps of a customer, table by table: for herself to see, and to be emptied.
use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, Jsonb, Uuid},
};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use souk_events::{ContactId, MessageId, TenantId};
use souk_kit::Conn;

use crate::schema::{data_link, deposit, deposit_proof, request, reservation_group};

/// What a customer is shown of each table. A table with her id that is missing here fails a test.
pub const TABLES: &[(&str, &str)] = &[
    ("customer", "SELECT to_jsonb(t) AS row FROM customer t WHERE tenant_id = $1 AND contact_id = ANY($2)"),
    (
        "reservation_group",
        "SELECT to_jsonb(t) AS row FROM reservation_group t WHERE tenant_id = $1 AND contact_id = ANY($2)
         ORDER BY confirmed_at DESC LIMIT 1000",
    ),
    (
        "reservation",
        "SELECT to_jsonb(t) AS row FROM reservation t WHERE tenant_id = $1 AND contact_id = ANY($2)
         ORDER BY created_at DESC LIMIT 1000",
    ),
    (
        "deposit",
        "SELECT to_jsonb(t) - 'refund_note' - 'decided_by' - 'refunded_by' AS row FROM deposit t
         WHERE tenant_id = $1 AND contact_id = ANY($2) ORDER BY number DESC LIMIT 1000",
    ),
    (
        "deposit_proof",
        "SELECT to_jsonb(t) - 'digest' - 'look' - 'seen_in' AS row FROM deposit_proof t
         WHERE tenant_id = $1 AND deposit_id IN
             (SELECT id FROM deposit WHERE tenant_id = $1 AND contact_id = ANY($2))
         ORDER BY received_at DESC LIMIT 100",
    ),
    (
        "heard_message",
        "SELECT to_jsonb(t) AS row FROM heard_message t WHERE tenant_id = $1 AND contact_id = ANY($2)
         ORDER BY seq DESC LIMIT 1000",
    ),
    (
        "request",
        "SELECT to_jsonb(t) AS row FROM request t WHERE tenant_id = $1 AND contact_id = ANY($2)
         ORDER BY created_at DESC LIMIT 1000",
    ),
    ("data_link", "SELECT to_jsonb(t) AS row FROM data_link t WHERE tenant_id = $1 AND contact_id = ANY($2)"),
];

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Jsonb)]
    row: Value,
}

/// The rows of one of [`TABLES`], as they are kept.
///
/// # Errors
/// The database.
pub async fn rows(
    conn: &mut Conn,
    query: &str,
    tenant: TenantId,
    contacts: &[ContactId],
) -> QueryResult<Vec<Value>> {
    let contacts: Vec<_> = contacts.iter().map(|contact| contact.0).collect();
    let found: Vec<Found> = diesel::sql_query(query)
        .bind::<Uuid, _>(tenant.0)
        .bind::<Array<Uuid>, _>(contacts)
        .load(conn)
        .await?;
    Ok(found.into_iter().map(|found| found.row).collect())
}

/// Keeps a link to somebody's data.
///
/// # Errors
/// The database.
pub async fn link(
    conn: &mut Conn,
    (tenant, contact): (TenantId, ContactId),
    message: MessageId,
    until: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(data_link::table)
        .values((
            data_link::tenant_id.eq(tenant),
            data_link::message_id.eq(message),
            data_link::contact_id.eq(contact),
            data_link::expires_at.eq(until),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await
        .map(drop)
}

/// Whose data a link shows, while it is good.
///
/// # Errors
/// The database.
pub async fn good(
    conn: &mut Conn,
    message: MessageId,
    now: DateTime<Utc>,
) -> QueryResult<Option<(TenantId, ContactId)>> {
    data_link::table
        .find(message)
        .filter(data_link::used_at.is_null())
        .filter(data_link::expires_at.gt(now))
        .select((data_link::tenant_id, data_link::contact_id))
        .first(conn)
        .await
        .optional()
}

/// Uses a link up. None: it was used before, or is too old.
///
/// # Errors
/// The database.
pub async fn use_up(
    conn: &mut Conn,
    message: MessageId,
    now: DateTime<Utc>,
) -> QueryResult<Option<(TenantId, ContactId)>> {
    diesel::update(data_link::table.find(message))
        .filter(data_link::used_at.is_null())
        .filter(data_link::expires_at.gt(now))
        .set(data_link::used_at.eq(now))
        .returning((data_link::tenant_id, data_link::contact_id))
        .get_result(conn)
        .await
        .optional()
}

/// Empties what is personal of some contacts. Numbers, amounts and dates stay.
///
/// # Errors
/// The database.
pub async fn wipe(conn: &mut Conn, tenant: TenantId, contacts: &[ContactId]) -> QueryResult<()> {
    let nothing = None::<Vec<u8>>;
    let hers = deposit::table
        .filter(deposit::tenant_id.eq(tenant))
        .filter(deposit::contact_id.eq_any(contacts))
        .select(deposit::id);
    diesel::update(deposit_proof::table.filter(deposit_proof::deposit_id.eq_any(hers)))
        .set((
            deposit_proof::file.eq(nothing.as_ref()),
            deposit_proof::words.eq(nothing.as_ref()),
            deposit_proof::digest.eq(nothing.as_ref()),
            deposit_proof::look.eq(None::<i64>),
        ))
        .execute(conn)
        .await?;
    let orders = reservation_group::tenant_id.eq(tenant).and(reservation_group::contact_id.eq_any(contacts));
    diesel::update(reservation_group::table.filter(orders))
        .set(reservation_group::personal.eq(Vec::<u8>::new()))
        .execute(conn)
        .await?;
    let said = request::tenant_id.eq(tenant).and(request::contact_id.eq_any(contacts));
    diesel::update(request::table.filter(said))
        .set(request::personal.eq(nothing.as_ref()))
        .execute(conn)
        .await?;
    let links = data_link::tenant_id.eq(tenant).and(data_link::contact_id.eq_any(contacts));
    diesel::delete(data_link::table.filter(links)).execute(conn).await.map(drop)
}
