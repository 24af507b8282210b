//! What is kept of a customer, for herself: by a link that is good once, for a day (§11).
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use chrono::TimeDelta;
use serde_json::{Map, Value, json};
use souk_events::{ContactId, MessageId, TenantId};
use souk_kit::{Conn, Kind, Problem, Scope, db, seal::SealError};

use crate::{
    app::work::Work,
    state::State,
    store::{customers, own_data, stores, stores::Store},
};

/// How long a link is good, hours.
pub const HOURS: i64 = 24;
/// What the word of a link is made for.
const LINK: &str = "own data";
/// Columns whose values are sealed, or text in bytes.
const SEALED: &[&str] = &["personal", "address", "proof_words", "words", "file"];

/// All of it, table by table.
pub struct OwnData {
    /// The shop that keeps it.
    pub store: Store,
    /// `{table: [row]}`, opened.
    pub tables: Value,
}

/// Makes a link for whoever asked with a message.
///
/// # Errors
/// No key, or the database.
pub async fn link(
    conn: &mut Conn,
    work: &Work,
    state: &State,
    (contact, message): (ContactId, MessageId),
) -> Result<String, Problem> {
    let until = work.now + TimeDelta::hours(HOURS);
    own_data::link(conn, (work.tenant, contact), message, until).await?;
    let word = state.sealer.link_word(LINK, &message.to_string())?;
    Ok(format!("{}/live-data/{message}/{word}", state.public_url.trim_end_matches('/')))
}

fn over() -> Problem {
    Problem::new(Kind::Gone, "data_link_over")
}

fn fits(state: &State, message: MessageId, word: &str) -> Result<(), Problem> {
    if state.sealer.link_fits(LINK, &message.to_string(), word) { Ok(()) } else { Err(Problem::not_found()) }
}

/// The shop whose data a link shows; the link stays good.
///
/// # Errors
/// 404 for a link that was made up, 410 `data_link_over` for one that was used or is too old, or the database.
pub async fn look(state: &State, message: MessageId, word: &str) -> Result<Store, Problem> {
    fits(state, message, word)?;
    let now = state.clock.now();
    state
        .db
        .read(Scope::Platform("a person's own data"), async |conn: &mut Conn| {
            let (tenant, _) = own_data::good(conn, message, now).await?.ok_or_else(over)?;
            db::enter(conn, Scope::Tenant(tenant)).await?;
            Ok(stores::first(conn, tenant).await?)
        })
        .await
}

/// Uses a link up and shows what is kept.
///
/// # Errors
/// As [`look`].
pub async fn show(state: &State, message: MessageId, word: &str) -> Result<OwnData, Problem> {
    fits(state, message, word)?;
    let now = state.clock.now();
    state
        .db
        .write(Scope::Platform("a person's own data"), async |conn: &mut Conn| {
            let (tenant, contact) = own_data::use_up(conn, message, now).await?.ok_or_else(over)?;
            db::enter(conn, Scope::Tenant(tenant)).await?;
            let store = stores::first(conn, tenant).await?;
            Ok(OwnData { store, tables: all(conn, state, tenant, contact).await? })
        })
        .await
}

/// Everything that is kept of a contact, opened.
async fn all(conn: &mut Conn, state: &State, tenant: TenantId, contact: ContactId) -> Result<Value, Problem> {
    let selves = customers::selves(conn, tenant, contact).await?;
    let mut tables = Map::new();
    for (table, query) in own_data::TABLES {
        let mut rows = own_data::rows(conn, query, tenant, &selves).await?;
        for row in &mut rows {
            open(conn, state, row).await?;
        }
        tables.insert((*table).to_owned(), Value::Array(rows));
    }
    Ok(Value::Object(tables))
}

/// Opens what is sealed in a row. What was erased or is not readable any more is null.
async fn open(conn: &mut Conn, state: &State, row: &mut Value) -> Result<(), Problem> {
    let Some(fields) = row.as_object_mut() else { return Ok(()) };
    for name in SEALED {
        let Some(sealed) = fields.get(*name).and_then(Value::as_str).and_then(bytes) else { continue };
        let opened = match state.sealer.open(conn, &sealed).await {
            Ok(plain) if *name == "file" => json!(BASE64.encode(plain)),
            Ok(plain) => {
                let text = String::from_utf8_lossy(&plain).into_owned();
                serde_json::from_str(&text).ok().filter(Value::is_object).unwrap_or_else(|| json!(text))
            }
            Err(SealError::Unreadable(_)) => Value::Null,
            Err(error) => return Err(error.into()),
        };
        fields.insert((*name).to_owned(), opened);
    }
    Ok(())
}

/// Bytes as PostgreSQL writes them in JSON: `\\x6869`.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("\\x")?.as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_as_postgresql_writes_them() {
        assert_eq!(bytes("\\x6869"), Some(b"hi".to_vec()));
        assert_eq!((bytes("\\x"), bytes("hi"), bytes("\\x6g")), (Some(Vec::new()), None, None));
    }
}
