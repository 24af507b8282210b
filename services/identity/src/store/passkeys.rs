//! Passkeys and what devices are asked to sign. A challenge is taken out by its answer; a counter only grows.
use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types::BigInt};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use souk_events::UserId;
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::{
    passkey::{self, dsl},
    passkey_challenge::{self, dsl as asked},
};

/// A passkey.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = passkey, treat_none_as_default_value = false)]
pub struct Passkey {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub user_id: UserId,
    /// By what the device knows it.
    pub handle: Vec<u8>,
    /// What its owner calls it, sealed.
    pub name: Vec<u8>,
    /// The public half, as the library reads it.
    pub credential: Value,
    /// What the device counted to.
    pub counter: i64,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was used last.
    pub used_at: Option<DateTime<Utc>>,
}

/// What a challenge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A device makes a new passkey.
    Register,
    /// Somebody signs in.
    SignIn,
    /// Somebody who is signed in proves it once more.
    Confirm,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::SignIn => "sign_in",
            Self::Confirm => "confirm",
        }
    }
}

/// Keeps a new passkey. False: the device's key is known already.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &Passkey) -> QueryResult<bool> {
    let added = diesel::insert_into(passkey::table).values(new).on_conflict(dsl::handle).do_nothing();
    Ok(added.execute(conn).await? == 1)
}

/// A person's passkeys, oldest first.
///
/// # Errors
/// The database.
pub async fn of_user(conn: &mut Conn, user: UserId) -> QueryResult<Vec<Passkey>> {
    dsl::passkey
        .filter(dsl::user_id.eq(user))
        .order(dsl::id)
        .limit(100)
        .select(Passkey::as_select())
        .load(conn)
        .await
}

/// Whether a person has any.
///
/// # Errors
/// The database.
pub async fn any(conn: &mut Conn, user: UserId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(dsl::passkey.filter(dsl::user_id.eq(user)))).get_result(conn).await
}

/// The passkey that a device knows by this handle.
///
/// # Errors
/// The database.
pub async fn by_handle(conn: &mut Conn, handle: &[u8]) -> QueryResult<Option<Passkey>> {
    dsl::passkey.filter(dsl::handle.eq(handle)).select(Passkey::as_select()).first(conn).await.optional()
}

/// Calls one otherwise. False: it is not theirs.
///
/// # Errors
/// The database.
pub async fn rename(conn: &mut Conn, user: UserId, id: Uuid, name: &[u8]) -> QueryResult<bool> {
    let own = dsl::passkey.find(id).filter(dsl::user_id.eq(user));
    Ok(diesel::update(own).set(dsl::name.eq(name)).execute(conn).await? == 1)
}

/// Takes one away; the answer is its sealed name. None: it is not theirs.
///
/// # Errors
/// The database.
pub async fn remove(conn: &mut Conn, user: UserId, id: Uuid) -> QueryResult<Option<Vec<u8>>> {
    let own = dsl::passkey.find(id).filter(dsl::user_id.eq(user));
    diesel::delete(own).returning(dsl::name).get_result(conn).await.optional()
}

/// Notes a use and moves the counter on. False: the passkey is gone, or another use counted as far at the same moment.
///
/// # Errors
/// The database.
pub async fn count_use(conn: &mut Conn, id: Uuid, counter: i64, now: DateTime<Utc>) -> QueryResult<bool> {
    // A device that does not count always says 0.
    let further = dsl::counter.lt(counter).or(dsl::counter.eq(0).and(counter.into_sql::<BigInt>().eq(0)));
    let used = diesel::update(dsl::passkey.find(id).filter(further))
        .set((dsl::counter.eq(counter), dsl::used_at.eq(now)));
    Ok(used.execute(conn).await? == 1)
}

/// Keeps what a device is asked to sign. A person has one for each purpose: an earlier one is void.
///
/// # Errors
/// The database.
pub async fn ask(
    conn: &mut Conn,
    id: Uuid,
    user: Option<UserId>,
    purpose: Purpose,
    state: &Value,
    expires_at: DateTime<Utc>,
) -> QueryResult<()> {
    if let Some(user) = user {
        let earlier =
            asked::passkey_challenge.filter(asked::user_id.eq(user).and(asked::purpose.eq(purpose.word())));
        diesel::delete(earlier).execute(conn).await?;
    }
    diesel::insert_into(passkey_challenge::table)
        .values((
            asked::id.eq(id),
            asked::user_id.eq(user),
            asked::purpose.eq(purpose.word()),
            asked::state.eq(state),
            asked::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Takes a challenge out: one of many who answer at once gets it. None: it was answered, is over, or another's.
///
/// # Errors
/// The database.
pub async fn take(
    conn: &mut Conn,
    id: Uuid,
    user: Option<UserId>,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> QueryResult<Option<Value>> {
    let open = asked::passkey_challenge
        .find(id)
        .filter(asked::purpose.eq(purpose.word()).and(asked::expires_at.gt(now)))
        .filter(asked::user_id.is_not_distinct_from(user));
    diesel::delete(open).returning(asked::state).get_result(conn).await.optional()
}

/// Removes challenges that ended before a moment.
///
/// # Errors
/// The database.
pub async fn purge(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(asked::passkey_challenge.filter(asked::expires_at.lt(before))).execute(conn).await
}
