//! Messages that go out.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ContactId, MessageId, MessageRequestId, SenderId, TenantId};
use souk_kit::Conn;

use crate::schema::{attempt, outgoing};

/// One of them.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = outgoing, check_for_backend(diesel::pg::Pg))]
pub struct Outgoing {
    /// The id under which it was asked for.
    pub id: MessageRequestId,
    /// From whom.
    pub tenant_id: TenantId,
    /// To whom.
    pub contact_id: ContactId,
    /// From which number.
    pub sender_id: SenderId,
    /// Its kind.
    pub class: String,
    /// Its first text.
    pub key: String,
    /// Its language.
    pub locale: String,
    /// The same fact is never sent twice.
    pub dedupe_key: String,
    /// The message that it answers.
    pub in_reply_to: Option<MessageId>,
    /// What it says, sealed.
    pub content: Option<Vec<u8>>,
    /// Where it stands.
    pub state: String,
    /// Lower goes first.
    pub priority: i16,
    /// When it is due.
    pub next_at: Option<DateTime<Utc>>,
    /// Never sent after.
    pub valid_until: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub attempts: i32,
    /// Twilio's id.
    pub sid: Option<String>,
    /// Why it did not arrive.
    pub error_code: String,
    /// What it belongs to.
    pub correlation: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// Twilio's ids under which it came back.
    pub old_sids: Vec<String>,
    /// It goes, or went, as a template.
    pub as_template: bool,
    /// It went with buttons; should it come back it goes as text.
    pub with_buttons: bool,
}

/// A new one. False: the same fact was told before, or the message it answers was answered.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Outgoing) -> QueryResult<bool> {
    let made =
        diesel::insert_into(outgoing::table).values(row).on_conflict_do_nothing().execute(conn).await?;
    Ok(made > 0)
}

/// A message that is due, as whoever claimed it knows it.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct Due {
    /// Its id.
    pub id: MessageRequestId,
    /// Whose.
    pub tenant: TenantId,
    /// To whom.
    pub contact: ContactId,
    /// Whether an attempt before may have reached Twilio.
    pub unclear: bool,
}

/// Takes what is due, the most urgent first; until `lease_until` nobody else does. In the platform scope.
///
/// # Errors
/// The database.
pub async fn claim(
    conn: &mut Conn,
    limit: i64,
    lease_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Due>> {
    let due: Vec<(MessageRequestId, TenantId, ContactId, String)> = outgoing::table
        .filter(outgoing::next_at.le(now))
        .order((outgoing::priority, outgoing::next_at))
        .limit(limit)
        .for_update()
        .skip_locked()
        .select((outgoing::id, outgoing::tenant_id, outgoing::contact_id, outgoing::state))
        .load(conn)
        .await?;
    let ids: Vec<_> = due.iter().map(|(id, ..)| *id).collect();
    diesel::update(outgoing::table.filter(outgoing::id.eq_any(ids)))
        .set((outgoing::state.eq("sending"), outgoing::next_at.eq(lease_until)))
        .execute(conn)
        .await?;
    let due = due.into_iter().map(|(id, tenant, contact, state)| {
        // Somebody who took it and never said what became of it may have sent it.
        Due { id, tenant, contact, unclear: state == "sending" }
    });
    Ok(due.collect())
}

/// One of them.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, tenant: TenantId, id: MessageRequestId) -> QueryResult<Option<Outgoing>> {
    outgoing::table
        .filter(outgoing::tenant_id.eq(tenant).and(outgoing::id.eq(id)))
        .select(Outgoing::as_select())
        .first(conn)
        .await
        .optional()
}

/// The one that Twilio knows under an id.
///
/// # Errors
/// The database.
pub async fn by_sid(conn: &mut Conn, tenant: TenantId, sid: &str) -> QueryResult<Option<MessageRequestId>> {
    outgoing::table
        .filter(outgoing::tenant_id.eq(tenant).and(outgoing::sid.eq(sid)))
        .select(outgoing::id)
        .first(conn)
        .await
        .optional()
}

/// The last ones to a contact, newest first.
///
/// # Errors
/// The database.
pub async fn to_contact(
    conn: &mut Conn,
    tenant: TenantId,
    contact: ContactId,
    limit: i64,
) -> QueryResult<Vec<Outgoing>> {
    outgoing::table
        .filter(outgoing::tenant_id.eq(tenant).and(outgoing::contact_id.eq(contact)))
        .order((outgoing::created_at.desc(), outgoing::id.desc()))
        .limit(limit)
        .select(Outgoing::as_select())
        .load(conn)
        .await
}

/// How the last message with this text from a number stands.
///
/// # Errors
/// The database.
pub async fn last_of(
    conn: &mut Conn,
    (tenant, sender): (TenantId, SenderId),
    key: &str,
) -> QueryResult<Option<String>> {
    outgoing::table
        .filter(outgoing::tenant_id.eq(tenant).and(outgoing::sender_id.eq(sender)))
        .filter(outgoing::key.eq(key))
        .order(outgoing::created_at.desc())
        .select(outgoing::state)
        .first(conn)
        .await
        .optional()
}

/// Notes what became of an attempt and counts it.
///
/// # Errors
/// The database.
pub async fn note_attempt(
    conn: &mut Conn,
    (tenant, id): (TenantId, MessageRequestId),
    outcome: &str,
    now: DateTime<Utc>,
) -> QueryResult<i32> {
    let made: i32 = diesel::update(outgoing::table.filter(outgoing::id.eq(id)))
        .set(outgoing::attempts.eq(outgoing::attempts + 1))
        .returning(outgoing::attempts)
        .get_result(conn)
        .await?;
    diesel::insert_into(attempt::table)
        .values((
            attempt::tenant_id.eq(tenant),
            attempt::outgoing_id.eq(id),
            attempt::number.eq(made),
            attempt::at.eq(now),
            attempt::outcome.eq(outcome),
        ))
        .execute(conn)
        .await?;
    Ok(made)
}

/// Keeps how it goes, before it goes: whoever hears of it next, after a restart too, knows what was sent.
///
/// # Errors
/// The database.
pub async fn going(conn: &mut Conn, row: &Outgoing) -> QueryResult<()> {
    let sending = outgoing::id.eq(row.id).and(outgoing::state.eq("sending"));
    diesel::update(outgoing::table.filter(sending))
        .set((outgoing::as_template.eq(row.as_template), outgoing::with_buttons.eq(row.with_buttons)))
        .execute(conn)
        .await
        .map(drop)
}

/// Twilio has it. False: its statuses said so before.
///
/// # Errors
/// The database.
pub async fn accept(conn: &mut Conn, row: &Outgoing, sid: &str, now: DateTime<Utc>) -> QueryResult<bool> {
    // A status that was here first may have given it back already.
    let came_back = outgoing::old_sids.contains(vec![sid.to_owned()]);
    let waiting = outgoing::id.eq(row.id).and(outgoing::sid.is_null()).and(diesel::dsl::not(came_back));
    let changed = diesel::update(outgoing::table.filter(waiting))
        .set((
            outgoing::state.eq("accepted"),
            outgoing::sid.eq(sid),
            outgoing::as_template.eq(row.as_template),
            outgoing::with_buttons.eq(row.with_buttons),
            outgoing::error_code.eq(""),
            outgoing::next_at.eq(None::<DateTime<Utc>>),
            outgoing::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}

/// It waits until then: as new, or (`unclear`) as one that Twilio may have.
///
/// # Errors
/// The database.
pub async fn wait(
    conn: &mut Conn,
    id: MessageRequestId,
    until: DateTime<Utc>,
    unclear: bool,
    code: &str,
) -> QueryResult<()> {
    let sending = outgoing::id.eq(id).and(outgoing::state.eq("sending"));
    let state = if unclear { "sending" } else { "pending" };
    diesel::update(outgoing::table.filter(sending))
        .set((outgoing::state.eq(state), outgoing::next_at.eq(until), outgoing::error_code.eq(code)))
        .execute(conn)
        .await
        .map(drop)
}

/// It is over without having arrived. False: it was over.
///
/// # Errors
/// The database.
pub async fn end(
    conn: &mut Conn,
    id: MessageRequestId,
    (state, code): (&str, &str),
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let open = outgoing::id.eq(id).and(outgoing::state.eq_any(["pending", "sending"]));
    let changed = diesel::update(outgoing::table.filter(open))
        .set((
            outgoing::state.eq(state),
            outgoing::error_code.eq(code),
            outgoing::next_at.eq(None::<DateTime<Utc>>),
            outgoing::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}

/// Twilio told its state. False: it stands further on already.
///
/// # Errors
/// The database.
pub async fn move_on(
    conn: &mut Conn,
    id: MessageRequestId,
    before: &[&str],
    (state, code, sid): (&str, &str, &str),
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let earlier = outgoing::id.eq(id).and(outgoing::state.eq_any(before));
    let same = outgoing::sid.is_null().or(outgoing::sid.eq(sid)).assume_not_null();
    let came_back = outgoing::old_sids.contains(vec![sid.to_owned()]);
    let same = same.and(diesel::dsl::not(came_back));
    let changed = diesel::update(outgoing::table.filter(earlier).filter(same))
        .set((
            outgoing::state.eq(state),
            outgoing::error_code.eq(code),
            outgoing::sid.eq(sid),
            outgoing::next_at.eq(None::<DateTime<Utc>>),
            outgoing::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}

/// Those of a number wait no longer: it can send again.
///
/// # Errors
/// The database.
pub async fn wake(
    conn: &mut Conn,
    (tenant, sender): (TenantId, SenderId),
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let waiting = outgoing::tenant_id.eq(tenant).and(outgoing::sender_id.eq(sender));
    let waiting = waiting.and(outgoing::state.eq("pending")).and(outgoing::error_code.ne(""));
    diesel::update(outgoing::table.filter(waiting))
        .set(outgoing::next_at.eq(now))
        .execute(conn)
        .await
        .map(drop)
}

/// A dead one is tried again when it is due, as one that Twilio may have. False: it is not dead.
///
/// # Errors
/// The database.
pub async fn again(
    conn: &mut Conn,
    (tenant, id): (TenantId, MessageRequestId),
    due: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let dead = outgoing::tenant_id.eq(tenant).and(outgoing::id.eq(id)).and(outgoing::state.eq("dead"));
    let changed = diesel::update(outgoing::table.filter(dead))
        .set((
            outgoing::state.eq("sending"),
            outgoing::next_at.eq(due),
            outgoing::discarded_at.eq(None::<DateTime<Utc>>),
            outgoing::discarded_why.eq(""),
            outgoing::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}

/// Forgets what messages said before a time. Returns how many.
///
/// # Errors
/// The database.
pub async fn forget_before(conn: &mut Conn, before: DateTime<Utc>, limit: i64) -> QueryResult<usize> {
    let old = outgoing::table
        .filter(outgoing::created_at.lt(before).and(outgoing::content.is_not_null()))
        .select(outgoing::id)
        .limit(limit);
    let ids: Vec<MessageRequestId> = old.load(conn).await?;
    diesel::update(outgoing::table.filter(outgoing::id.eq_any(ids)))
        .set(outgoing::content.eq(None::<Vec<u8>>))
        .execute(conn)
        .await
}
