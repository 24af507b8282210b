//! Sessions of browsers and of API clients.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{GuestId, SessionId, TenantId, UserId};
use souk_kit::Conn;

use super::revocations;
use crate::schema::{refresh_token, session, session::dsl};

/// A session.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = session, treat_none_as_default_value = false)]
pub struct Session {
    /// Its id, the `sid` of its tokens.
    pub id: SessionId,
    /// Whose.
    pub user_id: UserId,
    /// `browser` or `api`.
    pub kind: String,
    /// Hash of a browser's cookie.
    pub token: Option<Vec<u8>>,
    /// The tenant the person works for in it.
    pub tenant_id: Option<TenantId>,
    /// What the person knows it by.
    pub device: String,
    /// Hash of the user agent.
    pub agent: Vec<u8>,
    /// Visitor who signed up here and is not confirmed yet.
    pub guest: Option<GuestId>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last use, to some minutes.
    pub last_seen_at: DateTime<Utc>,
    /// End, moved by use.
    pub expires_at: DateTime<Utc>,
    /// When it was ended.
    pub revoked_at: Option<DateTime<Utc>>,
    /// Why it was ended.
    pub reason: Option<String>,
    /// When the person proved again who they are; at the beginning of the session when none.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// Why a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The person left.
    Logout,
    /// The person ended it from elsewhere.
    Revoked,
    /// The password changed.
    Password,
    /// A used refresh token came again.
    Stolen,
}

impl Reason {
    const fn word(self) -> &'static str {
        match self {
            Self::Logout => "logout",
            Self::Revoked => "revoked",
            Self::Password => "password",
            Self::Stolen => "stolen",
        }
    }
}

/// Begins a session.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &Session) -> QueryResult<()> {
    diesel::insert_into(session::table).values(new).execute(conn).await.map(drop)
}

/// A living session by the hash of its cookie.
///
/// # Errors
/// The database.
pub async fn by_token(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> QueryResult<Option<Session>> {
    dsl::session
        .filter(dsl::token.eq(token))
        .filter(dsl::revoked_at.is_null().and(dsl::expires_at.gt(now)))
        .select(Session::as_select())
        .first(conn)
        .await
        .optional()
}

/// A session by id, living or not.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: SessionId) -> QueryResult<Option<Session>> {
    dsl::session.find(id).select(Session::as_select()).first(conn).await.optional()
}

/// A person's living sessions, last used first.
///
/// # Errors
/// The database.
pub async fn of_user(conn: &mut Conn, user: UserId, now: DateTime<Utc>) -> QueryResult<Vec<Session>> {
    dsl::session
        .filter(dsl::user_id.eq(user))
        .filter(dsl::revoked_at.is_null().and(dsl::expires_at.gt(now)))
        .order((dsl::last_seen_at.desc(), dsl::id))
        .limit(100)
        .select(Session::as_select())
        .load(conn)
        .await
}

/// The tenant of the person's latest session, to go on where they were.
///
/// # Errors
/// The database.
pub async fn last_tenant(conn: &mut Conn, user: UserId) -> QueryResult<Option<TenantId>> {
    let last: Option<Option<TenantId>> = dsl::session
        .filter(dsl::user_id.eq(user).and(dsl::tenant_id.is_not_null()))
        .order(dsl::last_seen_at.desc())
        .select(dsl::tenant_id)
        .first(conn)
        .await
        .optional()?;
    Ok(last.flatten())
}

/// Notes use and moves the end.
///
/// # Errors
/// The database.
pub async fn touch(
    conn: &mut Conn,
    id: SessionId,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(dsl::session.find(id))
        .set((dsl::last_seen_at.eq(now), dsl::expires_at.eq(expires_at)))
        .execute(conn)
        .await
        .map(drop)
}

/// Chooses the tenant of a living session. False: there is no such session.
///
/// # Errors
/// The database.
pub async fn set_tenant(conn: &mut Conn, id: SessionId, tenant: TenantId) -> QueryResult<bool> {
    let done = diesel::update(dsl::session.find(id).filter(dsl::revoked_at.is_null()))
        .set(dsl::tenant_id.eq(tenant))
        .execute(conn)
        .await?;
    Ok(done == 1)
}

/// Notes that the person behind a living session of theirs proved again who they are. False: there is none.
///
/// # Errors
/// The database.
pub async fn confirm(conn: &mut Conn, user: UserId, id: SessionId, now: DateTime<Utc>) -> QueryResult<bool> {
    let living = dsl::session.find(id).filter(dsl::user_id.eq(user).and(dsl::revoked_at.is_null()));
    Ok(diesel::update(living).set(dsl::confirmed_at.eq(now)).execute(conn).await? == 1)
}

/// Takes the visitors off a person's sessions, to tell that they merged.
///
/// # Errors
/// The database.
pub async fn take_guests(conn: &mut Conn, user: UserId) -> QueryResult<Vec<GuestId>> {
    let with_guest = dsl::session.filter(dsl::user_id.eq(user).and(dsl::guest.is_not_null()));
    let guests: Vec<Option<GuestId>> = with_guest.select(dsl::guest).for_update().load(conn).await?;
    diesel::update(with_guest).set(dsl::guest.eq(None::<GuestId>)).execute(conn).await?;
    Ok(guests.into_iter().flatten().collect())
}

/// Ends one living session with its refresh tokens. False: there is none.
///
/// # Errors
/// The database.
pub async fn revoke(conn: &mut Conn, id: SessionId, reason: Reason, now: DateTime<Utc>) -> QueryResult<bool> {
    let user: Option<UserId> = diesel::update(dsl::session.find(id).filter(dsl::revoked_at.is_null()))
        .set((dsl::revoked_at.eq(now), dsl::reason.eq(reason.word())))
        .returning(dsl::user_id)
        .get_result(conn)
        .await
        .optional()?;
    let Some(user) = user else { return Ok(false) };
    revocations::insert(conn, user, Some(id), now).await?;
    Ok(true)
}

/// Ends all living sessions of a person, save one.
///
/// # Errors
/// The database.
pub async fn revoke_all(
    conn: &mut Conn,
    user: UserId,
    save: Option<SessionId>,
    reason: Reason,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let living = dsl::session.filter(dsl::user_id.eq(user).and(dsl::revoked_at.is_null()));
    let save = save.unwrap_or(SessionId(uuid::Uuid::nil()));
    let ended: Vec<SessionId> = diesel::update(living.filter(dsl::id.ne(save)))
        .set((dsl::revoked_at.eq(now), dsl::reason.eq(reason.word())))
        .returning(dsl::id)
        .get_results(conn)
        .await?;
    for id in ended {
        revocations::insert(conn, user, Some(id), now).await?;
    }
    Ok(())
}

/// Removes sessions that ended before a moment, with their refresh tokens.
///
/// # Errors
/// The database.
pub async fn purge(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    let over = dsl::session.filter(dsl::expires_at.lt(before).or(dsl::revoked_at.lt(before)));
    let gone = over.select(dsl::id);
    diesel::delete(refresh_token::table.filter(refresh_token::session_id.eq_any(gone))).execute(conn).await?;
    diesel::delete(over).execute(conn).await
}
