//! Messages that came in.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ContactId, MessageId, SenderId, StoreId, TenantId};
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::{arrival, message, stray};

/// One of them.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = message, check_for_backend(diesel::pg::Pg))]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// To whom.
    pub tenant_id: TenantId,
    /// To which number.
    pub sender_id: SenderId,
    /// Of which store.
    pub store_id: StoreId,
    /// Twilio's id.
    pub message_sid: String,
    /// Told apart from another message under the same id.
    pub digest: Vec<u8>,
    /// Its place in the tenant's order of arrival.
    pub seq: i64,
    /// From whom.
    pub contact_id: ContactId,
    /// `customer` or `seller`.
    pub role: String,
    /// `text`, `button`, `media`, `location`, `contact_card`.
    pub kind: String,
    /// `stop` or `start`.
    pub opt_word: Option<String>,
    /// Found by the sweep.
    pub recovered: bool,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// What it says, sealed; none: it is not kept any more.
    pub content: Option<Vec<u8>>,
    /// Nobody was told of it: the module was off for the tenant.
    pub held: bool,
}

/// Locks the tenant's order of arrival until the commit. Returns the last place that was taken.
///
/// # Errors
/// The database.
pub async fn lock_arrival(conn: &mut Conn, tenant: TenantId) -> QueryResult<i64> {
    diesel::insert_into(arrival::table)
        .values((arrival::tenant_id.eq(tenant), arrival::last.eq(0)))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    arrival::table.find(tenant).select(arrival::last).for_update().first(conn).await
}

/// Takes the next place for a message. False: a message of this id has one, and nothing was done.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Message) -> QueryResult<bool> {
    let made = diesel::insert_into(message::table)
        .values(row)
        .on_conflict((message::tenant_id, message::message_sid))
        .do_nothing()
        .execute(conn)
        .await?;
    if made > 0 {
        diesel::update(arrival::table.find(row.tenant_id))
            .set(arrival::last.eq(row.seq))
            .execute(conn)
            .await?;
    }
    Ok(made > 0)
}

/// What is known of a message by Twilio's id: the digest of its form, and whether that form is the sweep's.
///
/// # Errors
/// The database.
pub async fn digest(conn: &mut Conn, tenant: TenantId, sid: &str) -> QueryResult<Option<(Vec<u8>, bool)>> {
    message::table
        .filter(message::tenant_id.eq(tenant).and(message::message_sid.eq(sid)))
        .select((message::digest, message::recovered))
        .first(conn)
        .await
        .optional()
}

/// Which of these of Twilio's ids have a place already.
///
/// # Errors
/// The database.
pub async fn known_of(conn: &mut Conn, tenant: TenantId, sids: &[String]) -> QueryResult<Vec<String>> {
    message::table
        .filter(message::tenant_id.eq(tenant).and(message::message_sid.eq_any(sids)))
        .select(message::message_sid)
        .load(conn)
        .await
}

/// Lets go of the messages that were held, in their order; told of them is who calls. The order of arrival is locked.
///
/// # Errors
/// The database.
pub async fn let_go(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<Message>> {
    let held = message::tenant_id.eq(tenant).and(message::held);
    let mut rows: Vec<Message> = diesel::update(message::table.filter(held))
        .set(message::held.eq(false))
        .returning(Message::as_returning())
        .get_results(conn)
        .await?;
    rows.sort_by_key(|row| row.seq);
    Ok(rows)
}

/// The tenants with messages that are held. In the platform scope.
///
/// # Errors
/// The database.
pub async fn holding(conn: &mut Conn) -> QueryResult<Vec<TenantId>> {
    message::table.filter(message::held).select(message::tenant_id).distinct().load(conn).await
}

/// Who of the shop's own people wrote last to a number since then.
///
/// # Errors
/// The database.
pub async fn last_seller(
    conn: &mut Conn,
    (tenant, sender): (TenantId, SenderId),
    since: DateTime<Utc>,
) -> QueryResult<Option<ContactId>> {
    message::table
        .filter(message::tenant_id.eq(tenant).and(message::sender_id.eq(sender)))
        .filter(message::role.eq("seller").and(message::received_at.ge(since)))
        .order(message::seq.desc())
        .select(message::contact_id)
        .first(conn)
        .await
        .optional()
}

/// One message.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: MessageId) -> QueryResult<Option<Message>> {
    message::table.filter(message::id.eq(id)).select(Message::as_select()).first(conn).await.optional()
}

/// The last messages of a contact, newest first.
///
/// # Errors
/// The database.
pub async fn of_contact(
    conn: &mut Conn,
    tenant: TenantId,
    contact: ContactId,
    limit: i64,
) -> QueryResult<Vec<Message>> {
    message::table
        .filter(message::tenant_id.eq(tenant).and(message::contact_id.eq(contact)))
        .order(message::seq.desc())
        .limit(limit)
        .select(Message::as_select())
        .load(conn)
        .await
}

/// Keeps a message that has no place.
///
/// # Errors
/// The database.
pub async fn keep_stray(
    conn: &mut Conn,
    (tenant, sender): (TenantId, SenderId),
    cause: &str,
    form: &[u8],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(stray::table)
        .values((
            stray::id.eq(Uuid::now_v7()),
            stray::tenant_id.eq(tenant),
            stray::sender_id.eq(sender),
            stray::cause.eq(cause),
            stray::form.eq(form),
            stray::received_at.eq(now),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Forgets what messages said before a time, and strays. Returns how many rows; asked again while there are more.
///
/// # Errors
/// The database.
pub async fn forget_before(conn: &mut Conn, before: DateTime<Utc>, limit: i64) -> QueryResult<usize> {
    let old = message::table
        .filter(message::received_at.lt(before).and(message::content.is_not_null()))
        .select(message::id)
        .limit(limit);
    let ids: Vec<MessageId> = old.load(conn).await?;
    let emptied = diesel::update(message::table.filter(message::id.eq_any(ids)))
        .set(message::content.eq(None::<Vec<u8>>))
        .execute(conn)
        .await?;
    let strays = diesel::delete(stray::table.filter(stray::received_at.lt(before))).execute(conn).await?;
    Ok(emptied + strays)
}
