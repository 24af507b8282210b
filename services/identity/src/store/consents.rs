//! The ledger of consents: rows are added and never changed, each chained to the one before it.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::{
    account, consent,
    consent::dsl,
    consent_chain::{self, dsl as chain},
    store, tenant,
};

/// A link of the chain.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = consent)]
pub struct Consent {
    /// The merchant it concerns; nil for the platform.
    pub tenant_id: Uuid,
    /// Its place in that chain.
    pub seq: i64,
    /// Who.
    pub subject: String,
    /// What for.
    pub purpose: String,
    /// Given or taken back.
    pub granted: bool,
    /// Which text was shown, with its language.
    pub text_version: String,
    /// Hash of that text.
    pub text_hash: Vec<u8>,
    /// Where it was said.
    pub source: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Hash of this link and, through it, of all before.
    pub hash: Vec<u8>,
}

/// The end of a merchant's chain; nobody else adds to it until the transaction ends.
///
/// # Errors
/// The database.
pub async fn take_chain(conn: &mut Conn, tenant: Uuid) -> QueryResult<(i64, Vec<u8>)> {
    diesel::insert_into(consent_chain::table)
        .values((chain::tenant_id.eq(tenant), chain::seq.eq(0), chain::hash.eq(Vec::new())))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    chain::consent_chain.find(tenant).select((chain::seq, chain::hash)).for_update().first(conn).await
}

/// Adds a link at the end of its chain.
///
/// # Errors
/// The database.
pub async fn add(conn: &mut Conn, new: &Consent) -> QueryResult<()> {
    diesel::insert_into(consent::table).values(new).execute(conn).await?;
    diesel::update(chain::consent_chain.find(new.tenant_id))
        .set((chain::seq.eq(new.seq), chain::hash.eq(&new.hash)))
        .execute(conn)
        .await
        .map(drop)
}

/// What a person said last about everything, to all merchants.
///
/// # Errors
/// The database.
pub async fn current(conn: &mut Conn, subject: &str) -> QueryResult<Vec<Consent>> {
    let mut said: Vec<Consent> = dsl::consent
        .filter(dsl::subject.eq(subject))
        .order((dsl::tenant_id, dsl::purpose, dsl::seq.desc()))
        .select(Consent::as_select())
        .load(conn)
        .await?;
    said.dedup_by(|a, b| a.tenant_id == b.tenant_id && a.purpose == b.purpose);
    Ok(said)
}

/// What everybody said last to a merchant, those who agree alone.
///
/// # Errors
/// The database.
pub async fn granted(conn: &mut Conn, tenant: Uuid) -> QueryResult<Vec<Consent>> {
    let last: Vec<Consent> = dsl::consent
        .filter(dsl::tenant_id.eq(tenant))
        .distinct_on((dsl::subject, dsl::purpose))
        .order((dsl::subject, dsl::purpose, dsl::seq.desc()))
        .select(Consent::as_select())
        .load(conn)
        .await?;
    Ok(last.into_iter().filter(|c| c.granted).collect())
}

/// The ends of all chains.
///
/// # Errors
/// The database.
pub async fn chains(conn: &mut Conn) -> QueryResult<Vec<(Uuid, i64, Vec<u8>)>> {
    chain::consent_chain
        .order(chain::tenant_id)
        .select((chain::tenant_id, chain::seq, chain::hash))
        .load(conn)
        .await
}

/// Links of a chain after a place, in order.
///
/// # Errors
/// The database.
pub async fn after(conn: &mut Conn, tenant: Uuid, seq: i64, limit: i64) -> QueryResult<Vec<Consent>> {
    dsl::consent
        .filter(dsl::tenant_id.eq(tenant).and(dsl::seq.gt(seq)))
        .order(dsl::seq)
        .limit(limit)
        .select(Consent::as_select())
        .load(conn)
        .await
}

/// A shop that one may agree with: its word in addresses, its name, its merchant.
pub type Shop = (String, String, Uuid);

/// The shops that are open, and those of some merchants whether open or not, by name.
///
/// # Errors
/// The database.
pub async fn shops(conn: &mut Conn, merchants: &[Uuid]) -> QueryResult<Vec<Shop>> {
    store::table
        .inner_join(tenant::table.on(tenant::id.eq(store::tenant_id)))
        .filter(tenant::status.eq("active").or(tenant::id.eq_any(merchants)))
        .order((store::name, store::id))
        .limit(500)
        .select((store::slug, store::name, store::tenant_id))
        .load(conn)
        .await
}

/// Until the transaction ends nobody else changes what a person agrees to, or their number.
///
/// # Errors
/// The database.
pub async fn lock_person(conn: &mut Conn, user: souk_events::UserId) -> QueryResult<()> {
    let row = account::table.find(user).select(account::id).for_no_key_update();
    row.first::<souk_events::UserId>(conn).await.optional().map(drop)
}

/// A person's sealed number; none when they gave none.
///
/// # Errors
/// The database.
pub async fn phone(conn: &mut Conn, user: souk_events::UserId) -> QueryResult<Option<Vec<u8>>> {
    let found: Option<Option<Vec<u8>>> =
        account::table.find(user).select(account::phone).first(conn).await.optional()?;
    Ok(found.flatten())
}

/// Keeps a person's sealed number.
///
/// # Errors
/// The database.
pub async fn set_phone(conn: &mut Conn, user: souk_events::UserId, sealed: &[u8]) -> QueryResult<()> {
    diesel::update(account::table.find(user)).set(account::phone.eq(sealed)).execute(conn).await.map(drop)
}

/// Forgets a person's number.
///
/// # Errors
/// The database.
pub async fn forget_phone(conn: &mut Conn, user: souk_events::UserId) -> QueryResult<()> {
    let none = account::phone.eq(None::<Vec<u8>>);
    diesel::update(account::table.find(user)).set(none).execute(conn).await.map(drop)
}
