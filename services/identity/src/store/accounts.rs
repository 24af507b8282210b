//! Accounts and credentials.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::UserId;
use souk_kit::Conn;

use crate::schema::{account, credential};

/// An account; address and name are sealed.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = account)]
pub struct Account {
    /// Who.
    pub id: UserId,
    /// Keyed hash of the address.
    pub email_lookup: Vec<u8>,
    /// The address, sealed.
    pub email: Vec<u8>,
    /// The name, sealed.
    pub display_name: Vec<u8>,
    /// Language of mails and pages.
    pub language: String,
    /// Platform operator.
    pub admin: bool,
    /// When the address was confirmed.
    pub verified_at: Option<DateTime<Utc>>,
    /// When they signed up.
    pub created_at: DateTime<Utc>,
}

/// Adds an account with its password. False: the address has one already.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &Account, password: &str) -> QueryResult<bool> {
    let added = diesel::insert_into(account::table)
        .values(new)
        .on_conflict(account::email_lookup)
        .do_nothing()
        .execute(conn)
        .await?;
    if added == 1 {
        let row = (
            credential::user_id.eq(new.id),
            credential::password.eq(password),
            credential::changed_at.eq(new.created_at),
        );
        diesel::insert_into(credential::table).values(row).execute(conn).await?;
    }
    Ok(added == 1)
}

/// The account of an address, by any of its hashes.
///
/// # Errors
/// The database.
pub async fn by_email(conn: &mut Conn, hashes: &[Vec<u8>]) -> QueryResult<Option<Account>> {
    account::table
        .filter(account::email_lookup.eq_any(hashes))
        .select(Account::as_select())
        .first(conn)
        .await
        .optional()
}

/// An account by id.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, user: UserId) -> QueryResult<Option<Account>> {
    account::table.find(user).select(Account::as_select()).first(conn).await.optional()
}

/// The password hash of an account.
///
/// # Errors
/// The database.
pub async fn password(conn: &mut Conn, user: UserId) -> QueryResult<Option<String>> {
    credential::table.find(user).select(credential::password).first(conn).await.optional()
}

/// Replaces a password hash.
///
/// # Errors
/// The database.
pub async fn set_password(conn: &mut Conn, user: UserId, hash: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(credential::table.find(user))
        .set((credential::password.eq(hash), credential::changed_at.eq(now)))
        .execute(conn)
        .await
        .map(drop)
}

/// Notes that the address was confirmed, if it was not yet.
///
/// # Errors
/// The database.
pub async fn verify(conn: &mut Conn, user: UserId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(account::table.find(user).filter(account::verified_at.is_null()))
        .set(account::verified_at.eq(now))
        .execute(conn)
        .await
        .map(drop)
}

/// Makes somebody a platform operator.
///
/// # Errors
/// The database.
pub async fn make_admin(conn: &mut Conn, user: UserId) -> QueryResult<()> {
    diesel::update(account::table.find(user)).set(account::admin.eq(true)).execute(conn).await.map(drop)
}

/// Keeps the hash of the newest master key.
///
/// # Errors
/// The database.
pub async fn set_lookup(conn: &mut Conn, user: UserId, hash: &[u8]) -> QueryResult<()> {
    diesel::update(account::table.find(user))
        .set(account::email_lookup.eq(hash))
        .execute(conn)
        .await
        .map(drop)
}

/// Changes name and language, each if given.
///
/// # Errors
/// The database.
pub async fn change(
    conn: &mut Conn,
    user: UserId,
    name: Option<Vec<u8>>,
    language: Option<&str>,
) -> QueryResult<()> {
    let fields = (name.map(|n| account::display_name.eq(n)), language.map(|l| account::language.eq(l)));
    if fields.0.is_none() && fields.1.is_none() {
        return Ok(());
    }
    diesel::update(account::table.find(user)).set(fields).execute(conn).await.map(drop)
}
