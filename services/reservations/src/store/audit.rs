//! Who did what: a chain in which each row's hash covers the row before it.
use chrono::{DateTime, SecondsFormat, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use souk_events::{LiveItemId, TenantId};
use souk_kit::Conn;

use crate::schema::audit;

/// A row of the chain.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Entry {
    pub tenant_id: TenantId,
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub actor: String,
    pub action: String,
    pub target: String,
    pub item_id: Option<LiveItemId>,
    pub before: Value,
    pub after: Value,
    pub correlation: String,
    pub hash: Vec<u8>,
}

impl Entry {
    /// The hash that belongs to it after a row with the hash `last`.
    #[must_use]
    pub fn hash_after(&self, last: &[u8]) -> Vec<u8> {
        let item = self.item_id.map(|id| id.to_string()).unwrap_or_default();
        let words = [
            self.tenant_id.to_string(),
            self.seq.to_string(),
            self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            self.actor.clone(),
            self.action.clone(),
            self.target.clone(),
            item,
            self.before.to_string(),
            self.after.to_string(),
            self.correlation.clone(),
        ];
        let mut hash = Sha256::new();
        hash.update(last);
        for word in words {
            hash.update(word.len().to_string().as_bytes());
            hash.update([0]);
            hash.update(word.as_bytes());
        }
        hash.finalize().to_vec()
    }
}

/// Adds rows.
///
/// # Errors
/// The database.
pub async fn add(conn: &mut Conn, rows: &[Entry]) -> QueryResult<()> {
    diesel::insert_into(audit::table).values(rows).execute(conn).await.map(drop)
}

/// Rows after a place in the chain, oldest first.
///
/// # Errors
/// The database.
pub async fn after(conn: &mut Conn, seq: i64, limit: i64) -> QueryResult<Vec<Entry>> {
    audit::table
        .filter(audit::seq.gt(seq))
        .order(audit::seq)
        .limit(limit)
        .select(Entry::as_select())
        .load(conn)
        .await
}

/// What happened to an item, oldest first.
///
/// # Errors
/// The database.
pub async fn of_item(conn: &mut Conn, item: LiveItemId, limit: i64) -> QueryResult<Vec<Entry>> {
    audit::table
        .filter(audit::item_id.eq(item))
        .order(audit::seq)
        .limit(limit)
        .select(Entry::as_select())
        .load(conn)
        .await
}

/// The latest rows of a tenant's record, newest first; only those before a place in the chain when one is named, and
/// only those whose action begins with a word.
///
/// # Errors
/// The database.
pub async fn latest(
    conn: &mut Conn,
    tenant: TenantId,
    before: Option<i64>,
    begins: &str,
    limit: i64,
) -> QueryResult<Vec<Entry>> {
    let like = format!("{}%", begins.replace(['\\', '%', '_'], ""));
    audit::table
        .filter(audit::tenant_id.eq(tenant))
        .filter(audit::seq.lt(before.unwrap_or(i64::MAX)))
        .filter(audit::action.like(like))
        .order(audit::seq.desc())
        .limit(limit)
        .select(Entry::as_select())
        .load(conn)
        .await
}
