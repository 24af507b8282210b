//! People's sealed values: address and name, with a key of the person on the platform.
use chrono::{DateTime, Utc};
use souk_events::{TenantId, UserId};
use souk_kit::{Conn, Problem, seal::Sealer};
use uuid::Uuid;

use crate::{domain::email::Email, store::accounts::Account};

/// A person's values belong to the platform, not to a merchant.
const PLATFORM: TenantId = TenantId(Uuid::nil());

/// Seals a value of a person.
///
/// # Errors
/// The database.
pub async fn seal(
    conn: &mut Conn,
    sealer: &Sealer,
    user: UserId,
    now: DateTime<Utc>,
    value: &str,
) -> Result<Vec<u8>, Problem> {
    seal_bytes(conn, sealer, user, now, value.as_bytes()).await
}

/// Seals bytes of a person.
///
/// # Errors
/// The database.
pub async fn seal_bytes(
    conn: &mut Conn,
    sealer: &Sealer,
    user: UserId,
    now: DateTime<Utc>,
    value: &[u8],
) -> Result<Vec<u8>, Problem> {
    Ok(sealer.seal(conn, PLATFORM, &user.to_string(), now, value).await?)
}

/// Opens a value of a person.
///
/// # Errors
/// The person was erased, or the database.
pub async fn open(conn: &mut Conn, sealer: &Sealer, sealed: &[u8]) -> Result<String, Problem> {
    let plain = sealer.open(conn, sealed).await?;
    String::from_utf8(plain).map_err(Problem::internal)
}

/// The hashes under which an address may be found, newest key first.
#[must_use]
pub fn lookups(sealer: &Sealer, email: &Email) -> Vec<Vec<u8>> {
    sealer.lookup("email", email.as_str())
}

/// The hash under which an address is kept.
///
/// # Errors
/// No master key.
pub fn lookup(sealer: &Sealer, email: &Email) -> Result<Vec<u8>, Problem> {
    lookups(sealer, email).into_iter().next().ok_or_else(|| Problem::internal("no master key"))
}

/// The address of an account, opened.
///
/// # Errors
/// The person was erased, or the database.
pub async fn email(conn: &mut Conn, sealer: &Sealer, account: &Account) -> Result<Email, Problem> {
    let text = open(conn, sealer, &account.email).await?;
    Email::parse(&text).ok_or_else(|| Problem::internal("a stored address is none"))
}
