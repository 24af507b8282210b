//! Opens what is sealed. What was erased is simply not there any more.
use serde::de::DeserializeOwned;
use souk_kit::{
    Conn, Problem,
    seal::{SealError, Sealer},
};

/// A sealed text; none: there is none, or its key was destroyed.
///
/// # Errors
/// The database.
pub async fn text(
    conn: &mut Conn,
    sealer: &Sealer,
    sealed: Option<&[u8]>,
) -> Result<Option<String>, Problem> {
    let Some(sealed) = sealed else { return Ok(None) };
    match sealer.open(conn, sealed).await {
        Ok(plain) => Ok(String::from_utf8(plain).ok()),
        Err(SealError::Unreadable(why)) => {
            tracing::debug!(why, "sealed value not opened");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// A sealed value; none as for [`text`].
///
/// # Errors
/// The database.
pub async fn value<T: DeserializeOwned>(
    conn: &mut Conn,
    sealer: &Sealer,
    sealed: Option<&[u8]>,
) -> Result<Option<T>, Problem> {
    Ok(text(conn, sealer, sealed).await?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Where a contact is written to: `whatsapp:+33…`.
///
/// # Errors
/// The database.
pub async fn address(
    conn: &mut Conn,
    sealer: &Sealer,
    contact: &crate::store::contacts::Contact,
) -> Result<Option<String>, Problem> {
    let phone = text(conn, sealer, contact.phone.as_deref()).await?;
    let found = match phone {
        Some(phone) => Some(phone),
        None => text(conn, sealer, contact.bsuid.as_deref()).await?,
    };
    Ok(found.map(|found| format!("{}{found}", crate::domain::number::CHANNEL)))
}
