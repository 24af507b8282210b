//! People who write to a merchant. Those of one tenant are made and merged one after the other: under the row that
//! counts its arrivals.
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ContactId, SenderId, TenantId};
use souk_kit::Conn;

use crate::schema::{contact, message, outgoing};

/// Somebody.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = contact, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
pub struct Contact {
    /// Their id.
    pub id: ContactId,
    /// With whom.
    pub tenant_id: TenantId,
    /// `+33…`, sealed.
    pub phone: Option<Vec<u8>>,
    /// Found by.
    pub phone_hash: Option<Vec<u8>>,
    /// Its last two digits.
    pub phone_ending: String,
    /// `FR.…`, sealed.
    pub bsuid: Option<Vec<u8>>,
    /// Found by.
    pub bsuid_hash: Option<Vec<u8>>,
    /// The name they gave themselves, sealed.
    pub name: Option<Vec<u8>>,
    /// Their language.
    pub locale: String,
    /// When they last wrote.
    pub last_inbound_at: Option<DateTime<Utc>>,
    /// To which number.
    pub last_sender_id: Option<SenderId>,
    /// Since when they want nothing.
    pub opted_out_at: Option<DateTime<Utc>>,
    /// When STOP was last answered.
    pub out_told_at: Option<DateTime<Utc>>,
    /// Whether they were told that they get no reminders.
    pub hint_told: bool,
    /// When they were told what is kept of them.
    pub privacy_told_at: Option<DateTime<Utc>>,
    /// When they were last told that no live is on.
    pub none_told_at: Option<DateTime<Utc>>,
    /// The code with which Twilio refused them for good.
    pub blocked_code: String,
    /// The minute that is counted.
    pub minute_at: Option<DateTime<Utc>>,
    /// Messages in it.
    pub minute_count: i32,
    /// Until when nothing of theirs is read.
    pub quiet_until: Option<DateTime<Utc>>,
    /// Since when a person answers.
    pub handed_over_at: Option<DateTime<Utc>>,
    /// The contact that they turned out to be.
    pub merged_into: Option<ContactId>,
    /// Since when they are known.
    pub created_at: DateTime<Utc>,
    /// When they last said START.
    pub opted_in_at: Option<DateTime<Utc>>,
}

/// Those with one of these numbers or ids, oldest first, locked until the commit: more
/// than one turned out to be one person.
///
/// # Errors
/// The database.
pub async fn known(
    conn: &mut Conn,
    tenant: TenantId,
    phones: &[Vec<u8>],
    bsuids: &[Vec<u8>],
) -> QueryResult<Vec<Contact>> {
    let theirs = contact::phone_hash.eq_any(phones).or(contact::bsuid_hash.eq_any(bsuids)).assume_not_null();
    contact::table
        .filter(contact::tenant_id.eq(tenant))
        .filter(theirs)
        .order((contact::created_at, contact::id))
        .for_update()
        .select(Contact::as_select())
        .load(conn)
        .await
}

/// Who has one of these numbers; nothing is locked.
///
/// # Errors
/// The database.
pub async fn by_phone(
    conn: &mut Conn,
    tenant: TenantId,
    phones: &[Vec<u8>],
) -> QueryResult<Option<ContactId>> {
    contact::table
        .filter(contact::tenant_id.eq(tenant))
        .filter(contact::phone_hash.eq_any(phones).assume_not_null())
        .select(contact::id)
        .first(conn)
        .await
        .optional()
}

/// One of them.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, tenant: TenantId, id: ContactId) -> QueryResult<Option<Contact>> {
    contact::table
        .filter(contact::tenant_id.eq(tenant).and(contact::id.eq(id)))
        .select(Contact::as_select())
        .first(conn)
        .await
        .optional()
}

/// Somebody new.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Contact) -> QueryResult<()> {
    diesel::insert_into(contact::table).values(row).execute(conn).await.map(drop)
}

/// Keeps all of somebody as it is now.
///
/// # Errors
/// The database.
pub async fn save(conn: &mut Conn, row: &Contact) -> QueryResult<()> {
    diesel::update(contact::table.filter(contact::id.eq(row.id))).set(row).execute(conn).await.map(drop)
}

/// Moves what `from` wrote and got to `to`, and who was merged into it; `from` is found by nothing any more.
///
/// # Errors
/// The database.
pub async fn merge(conn: &mut Conn, tenant: TenantId, from: ContactId, to: ContactId) -> QueryResult<()> {
    let messages = message::tenant_id.eq(tenant).and(message::contact_id.eq(from));
    diesel::update(message::table.filter(messages)).set(message::contact_id.eq(to)).execute(conn).await?;
    let sent = outgoing::tenant_id.eq(tenant).and(outgoing::contact_id.eq(from));
    diesel::update(outgoing::table.filter(sent)).set(outgoing::contact_id.eq(to)).execute(conn).await?;
    let earlier = contact::tenant_id.eq(tenant).and(contact::merged_into.eq(from));
    diesel::update(contact::table.filter(earlier)).set(contact::merged_into.eq(to)).execute(conn).await?;
    let nothing = None::<Vec<u8>>;
    diesel::update(contact::table.filter(contact::tenant_id.eq(tenant).and(contact::id.eq(from))))
        .set((
            contact::merged_into.eq(to),
            contact::phone.eq(nothing.as_ref()),
            contact::phone_hash.eq(nothing.as_ref()),
            contact::bsuid.eq(nothing.as_ref()),
            contact::bsuid_hash.eq(nothing.as_ref()),
            contact::handed_over_at.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// They want nothing any more. False: they said so before.
///
/// # Errors
/// The database.
pub async fn opt_out(conn: &mut Conn, id: ContactId, at: DateTime<Utc>) -> QueryResult<bool> {
    let subscribed = contact::id.eq(id).and(contact::opted_out_at.is_null());
    let changed = diesel::update(contact::table.filter(subscribed))
        .set((contact::opted_out_at.eq(at), contact::hint_told.eq(false)))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}

/// They want messages again; a block is lifted too: who writes has none. False: they did all along.
///
/// # Errors
/// The database.
pub async fn opt_in(conn: &mut Conn, id: ContactId) -> QueryResult<bool> {
    let out = contact::opted_out_at.is_not_null().or(contact::blocked_code.ne(""));
    let out = contact::id.eq(id).and(out);
    let changed = diesel::update(contact::table.filter(out))
        .set((
            contact::opted_out_at.eq(None::<DateTime<Utc>>),
            contact::out_told_at.eq(None::<DateTime<Utc>>),
            contact::blocked_code.eq(""),
        ))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}

/// Takes the right to answer STOP, once a day.
///
/// # Errors
/// The database.
pub async fn may_answer_stop(conn: &mut Conn, id: ContactId, now: DateTime<Utc>) -> QueryResult<bool> {
    let long_ago = contact::out_told_at.is_null().or(contact::out_told_at.le(now - TimeDelta::days(1)));
    let taken = diesel::update(contact::table.filter(contact::id.eq(id)).filter(long_ago.assume_not_null()))
        .set(contact::out_told_at.eq(now))
        .execute(conn)
        .await?;
    Ok(taken > 0)
}

/// Takes the right to say that no live is on, once an hour.
///
/// # Errors
/// The database.
pub async fn may_say_none(conn: &mut Conn, id: ContactId, now: DateTime<Utc>) -> QueryResult<bool> {
    let long_ago = contact::none_told_at.is_null().or(contact::none_told_at.le(now - TimeDelta::hours(1)));
    let taken = diesel::update(contact::table.filter(contact::id.eq(id)).filter(long_ago.assume_not_null()))
        .set(contact::none_told_at.eq(now))
        .execute(conn)
        .await?;
    Ok(taken > 0)
}

/// Takes the right to say what is kept of them, once.
///
/// # Errors
/// The database.
pub async fn may_tell_privacy(conn: &mut Conn, id: ContactId, now: DateTime<Utc>) -> QueryResult<bool> {
    let untold = contact::id.eq(id).and(contact::privacy_told_at.is_null());
    let taken = diesel::update(contact::table.filter(untold))
        .set(contact::privacy_told_at.eq(now))
        .execute(conn)
        .await?;
    Ok(taken > 0)
}

/// Takes the right to remind them of their STOP, once.
///
/// # Errors
/// The database.
pub async fn may_hint(conn: &mut Conn, id: ContactId) -> QueryResult<bool> {
    let untold = contact::id.eq(id).and(contact::hint_told.eq(false));
    let taken =
        diesel::update(contact::table.filter(untold)).set(contact::hint_told.eq(true)).execute(conn).await?;
    Ok(taken > 0)
}

/// Twilio refuses them for good.
///
/// # Errors
/// The database.
pub async fn block(conn: &mut Conn, id: ContactId, code: &str) -> QueryResult<()> {
    diesel::update(contact::table.filter(contact::id.eq(id)))
        .set(contact::blocked_code.eq(code))
        .execute(conn)
        .await
        .map(drop)
}

/// A person answers from now on, or no more.
///
/// # Errors
/// The database.
pub async fn hand_over(conn: &mut Conn, id: ContactId, since: Option<DateTime<Utc>>) -> QueryResult<bool> {
    let changed = diesel::update(contact::table.filter(contact::id.eq(id)))
        .set(contact::handed_over_at.eq(since))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}

/// Those whom a person answers, longest waiting first.
///
/// # Errors
/// The database.
pub async fn handed_over(conn: &mut Conn, tenant: TenantId, limit: i64) -> QueryResult<Vec<Contact>> {
    contact::table
        .filter(contact::tenant_id.eq(tenant).and(contact::handed_over_at.is_not_null()))
        .order((contact::handed_over_at, contact::id))
        .limit(limit)
        .select(Contact::as_select())
        .load(conn)
        .await
}
