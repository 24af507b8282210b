//! The shops' numbers at Twilio.
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{dsl::IntervalDsl, prelude::*};
use diesel_async::RunQueryDsl;
use souk_events::{SenderId, StoreId, TenantId};
use souk_kit::Conn;

use crate::schema::sender;

/// A number.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sender, check_for_backend(diesel::pg::Pg))]
pub struct Sender {
    /// Its id.
    pub id: SenderId,
    /// Whose.
    pub tenant_id: TenantId,
    /// The store it speaks for.
    pub store_id: StoreId,
    /// The part of its webhook addresses that nobody can guess.
    pub hook: String,
    /// `whatsapp:+33…`.
    pub address: String,
    /// The account at Twilio.
    pub account_sid: String,
    /// The account's token, sealed.
    pub secret: Vec<u8>,
    /// The one before, sealed.
    pub old_secret: Option<Vec<u8>>,
    /// Until when that one counts.
    pub old_until: Option<DateTime<Utc>>,
    /// `online` or `offline`.
    pub state: String,
    /// Why it is offline: Twilio's code.
    pub reason: String,
    /// Nothing is sent before.
    pub paused_until: Option<DateTime<Utc>>,
    /// Until when messages that Twilio has and we have not were looked for.
    pub swept_until: Option<DateTime<Utc>>,
    /// Nothing that nobody asked for is sent before.
    pub unasked_from: Option<DateTime<Utc>>,
    /// Its id where Twilio manages numbers; empty: not asked yet.
    pub channel_sid: String,
    /// How it stands there: `ONLINE`.
    pub channel_status: String,
    /// When the next message may go.
    pub next_send_at: DateTime<Utc>,
    /// Grows with every change that is told.
    pub revision: i64,
    /// Since when it is connected.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

/// The number behind a webhook's address, in the platform scope.
///
/// # Errors
/// The database.
pub async fn by_hook(conn: &mut Conn, hook: &str) -> QueryResult<Option<Sender>> {
    sender::table.filter(sender::hook.eq(hook)).select(Sender::as_select()).first(conn).await.optional()
}

/// One number.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, tenant: TenantId, id: SenderId) -> QueryResult<Option<Sender>> {
    sender::table
        .filter(sender::tenant_id.eq(tenant).and(sender::id.eq(id)))
        .select(Sender::as_select())
        .first(conn)
        .await
        .optional()
}

/// The tenant's number with this address.
///
/// # Errors
/// The database.
pub async fn by_address(conn: &mut Conn, tenant: TenantId, address: &str) -> QueryResult<Option<Sender>> {
    sender::table
        .filter(sender::tenant_id.eq(tenant).and(sender::address.eq(address)))
        .select(Sender::as_select())
        .first(conn)
        .await
        .optional()
}

/// The tenant's numbers, oldest first.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<Sender>> {
    sender::table
        .filter(sender::tenant_id.eq(tenant))
        .order(sender::id)
        .select(Sender::as_select())
        .load(conn)
        .await
}

/// A new number. An address or a store that has one already breaks a constraint.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Sender) -> QueryResult<()> {
    diesel::insert_into(sender::table).values(row).execute(conn).await.map(drop)
}

/// Puts a real number in the place of a store's simulated one. False: it has none.
///
/// # Errors
/// The database.
pub async fn replace_simulated(conn: &mut Conn, row: &Sender, simulated: &str) -> QueryResult<bool> {
    let pretend = sender::tenant_id
        .eq(row.tenant_id)
        .and(sender::store_id.eq(row.store_id))
        .and(sender::account_sid.eq(simulated));
    let changed = diesel::update(sender::table.filter(pretend))
        .set((
            sender::hook.eq(&row.hook),
            sender::address.eq(&row.address),
            sender::account_sid.eq(&row.account_sid),
            sender::secret.eq(&row.secret),
            sender::state.eq(&row.state),
            sender::channel_sid.eq(&row.channel_sid),
            sender::channel_status.eq(&row.channel_status),
            sender::revision.eq(sender::revision + 1),
            // What came to the number before is nobody's business here.
            sender::created_at.eq(row.created_at),
            sender::swept_until.eq(None::<DateTime<Utc>>),
            sender::changed_at.eq(row.changed_at),
        ))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}

/// Other credentials; those before count for a while. The number is tried again.
///
/// # Errors
/// The database; no such number.
pub async fn replace_secret(
    conn: &mut Conn,
    (tenant, id): (TenantId, SenderId),
    secret: &[u8],
    old_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<Sender> {
    diesel::update(sender::table.filter(sender::tenant_id.eq(tenant).and(sender::id.eq(id))))
        .set((
            sender::old_secret.eq(sender::secret.nullable()),
            sender::old_until.eq(old_until),
            sender::secret.eq(secret),
            sender::state.eq("online"),
            sender::reason.eq(""),
            sender::revision.eq(sender::revision + 1),
            sender::changed_at.eq(now),
        ))
        .returning(Sender::as_returning())
        .get_result(conn)
        .await
}

/// The number cannot send. None: it was offline already.
///
/// # Errors
/// The database.
pub async fn go_offline(
    conn: &mut Conn,
    (tenant, id): (TenantId, SenderId),
    reason: &str,
    now: DateTime<Utc>,
) -> QueryResult<Option<Sender>> {
    let online = sender::tenant_id.eq(tenant).and(sender::id.eq(id)).and(sender::state.eq("online"));
    diesel::update(sender::table.filter(online))
        .set((
            sender::state.eq("offline"),
            sender::reason.eq(reason),
            sender::revision.eq(sender::revision + 1),
            sender::changed_at.eq(now),
        ))
        .returning(Sender::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Nothing is sent from it before.
///
/// # Errors
/// The database.
pub async fn pause(
    conn: &mut Conn,
    (tenant, id): (TenantId, SenderId),
    until: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(sender::table.filter(sender::tenant_id.eq(tenant).and(sender::id.eq(id))))
        .set(sender::paused_until.eq(until))
        .execute(conn)
        .await
        .map(drop)
}

/// Nothing that nobody asked for is sent from it before.
///
/// # Errors
/// The database.
pub async fn pause_unasked(
    conn: &mut Conn,
    (tenant, id): (TenantId, SenderId),
    until: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(sender::table.filter(sender::tenant_id.eq(tenant).and(sender::id.eq(id))))
        .set(sender::unasked_from.eq(until))
        .execute(conn)
        .await
        .map(drop)
}

/// All numbers are swept as soon as may be: the process has just begun. In the platform scope.
///
/// # Errors
/// The database.
pub async fn sweep_soon(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<()> {
    let later = sender::sweep_at.gt(now);
    diesel::update(sender::table.filter(later)).set(sender::sweep_at.eq(now)).execute(conn).await.map(drop)
}

/// Takes a number whose time to be swept has come; nobody else does before `next`. In the platform scope.
///
/// # Errors
/// The database.
pub async fn take_sweep(
    conn: &mut Conn,
    simulated: &str,
    next: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<Option<Sender>> {
    let due = sender::sweep_at.le(now).and(sender::account_sid.ne(simulated));
    let first = diesel::alias!(sender as first);
    let one = first
        .filter(first.field(sender::sweep_at).le(now).and(first.field(sender::account_sid).ne(simulated)))
        .order(first.field(sender::sweep_at))
        .limit(1)
        .select(first.field(sender::id));
    diesel::update(sender::table.filter(due).filter(sender::id.eq_any(one)))
        .set(sender::sweep_at.eq(next))
        .returning(Sender::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// How the number stands at Twilio. One that was offline for one of these reasons is online again; then it is returned.
///
/// # Errors
/// The database.
pub async fn stands_well(
    conn: &mut Conn,
    (tenant, id): (TenantId, SenderId),
    (channel_sid, status): (&str, &str),
    mended: &[&str],
    now: DateTime<Utc>,
) -> QueryResult<Option<Sender>> {
    let this = sender::tenant_id.eq(tenant).and(sender::id.eq(id));
    diesel::update(sender::table.filter(this))
        .set((sender::channel_sid.eq(channel_sid), sender::channel_status.eq(status)))
        .execute(conn)
        .await?;
    let waits = this.and(sender::state.eq("offline")).and(sender::reason.eq_any(mended));
    diesel::update(sender::table.filter(waits))
        .set((
            sender::state.eq("online"),
            sender::reason.eq(""),
            sender::revision.eq(sender::revision + 1),
            sender::changed_at.eq(now),
        ))
        .returning(Sender::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Until when a number was swept.
///
/// # Errors
/// The database.
pub async fn swept(
    conn: &mut Conn,
    (tenant, id): (TenantId, SenderId),
    until: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(sender::table.filter(sender::tenant_id.eq(tenant).and(sender::id.eq(id))))
        .set(sender::swept_until.eq(until))
        .execute(conn)
        .await
        .map(drop)
}

/// Takes leave to send one message now: one conditional update keeps the rate over all processes. False: later.
/// A number that was quiet may send a second's worth at once.
///
/// # Errors
/// The database.
pub async fn take_turn(
    conn: &mut Conn,
    (tenant, id): (TenantId, SenderId),
    per_second: u32,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let gap = 1000 / i64::from(per_second.max(1));
    let this = sender::tenant_id.eq(tenant).and(sender::id.eq(id));
    let rested = diesel::update(sender::table.filter(this.and(sender::next_send_at.le(now))))
        .set(sender::next_send_at.eq(now + TimeDelta::milliseconds(gap)))
        .execute(conn)
        .await?;
    if rested > 0 {
        return Ok(true);
    }
    let burst = now + TimeDelta::seconds(1);
    let gap = i32::try_from(gap).unwrap_or(1000);
    let taken = diesel::update(sender::table.filter(this.and(sender::next_send_at.le(burst))))
        .set(sender::next_send_at.eq(sender::next_send_at + gap.milliseconds()))
        .execute(conn)
        .await?;
    Ok(taken > 0)
}
