//! Orders at whose checkout somebody agreed to be written to, with the sealed contact.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{OrderId, StoreId, TenantId};
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::{opt_in, opt_in::dsl, store};

/// One of them.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = opt_in, treat_none_as_default_value = false)]
pub struct OptIn {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The order.
    pub order_id: OrderId,
    /// The store.
    pub store_id: StoreId,
    /// Who agreed, as the ledger knows them: `usr_…`, or the order for somebody without an account.
    pub subject: String,
    /// Name and numbers, sealed; none before they are known, and when nothing is agreed to any more.
    pub contact: Option<Vec<u8>>,
    /// Keyed hash of the address.
    pub email_lookup: Option<Vec<u8>>,
    /// Keyed hash of the number.
    pub phone_lookup: Option<Vec<u8>>,
    /// How often the contact was asked for in vain.
    pub attempts: i32,
    /// When it is asked for next; none: no more.
    pub next_at: Option<DateTime<Utc>>,
    /// When it was agreed to.
    pub created_at: DateTime<Utc>,
}

/// Keeps one. False: the order has one.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &OptIn) -> QueryResult<bool> {
    let made = diesel::insert_into(opt_in::table).values(new).on_conflict_do_nothing();
    Ok(made.execute(conn).await? == 1)
}

/// Those whose contact is to be asked for, the oldest first.
///
/// # Errors
/// The database.
pub async fn due(conn: &mut Conn, now: DateTime<Utc>, limit: i64) -> QueryResult<Vec<OptIn>> {
    dsl::opt_in
        .filter(dsl::next_at.le(now))
        .order(dsl::next_at)
        .limit(limit)
        .select(OptIn::as_select())
        .load(conn)
        .await
}

/// A contact as it is kept: sealed, and the hashes that find it.
#[derive(AsChangeset)]
#[diesel(table_name = opt_in, treat_none_as_null = true)]
pub struct Contact {
    /// Name and numbers, sealed.
    pub contact: Option<Vec<u8>>,
    /// Keyed hash of the address.
    pub email_lookup: Option<Vec<u8>>,
    /// Keyed hash of the number.
    pub phone_lookup: Option<Vec<u8>>,
    /// When it is asked for next.
    pub next_at: Option<DateTime<Utc>>,
}

impl Contact {
    /// Nothing is kept, and nothing asked for.
    pub const NONE: Self = Self { contact: None, email_lookup: None, phone_lookup: None, next_at: None };
}

/// Keeps the contact of an order that waits for it.
///
/// # Errors
/// The database.
pub async fn put(conn: &mut Conn, of: &OptIn, contact: &Contact) -> QueryResult<()> {
    let waiting = dsl::opt_in.find((of.tenant_id, of.order_id)).filter(dsl::next_at.is_not_null());
    diesel::update(waiting).set(contact).execute(conn).await.map(drop)
}

/// Notes that the contact was not to be had, and when it is asked for again; none: never.
///
/// # Errors
/// The database.
pub async fn put_off(conn: &mut Conn, of: &OptIn, next_at: Option<DateTime<Utc>>) -> QueryResult<()> {
    let waiting = dsl::opt_in.find((of.tenant_id, of.order_id)).filter(dsl::next_at.is_not_null());
    diesel::update(waiting)
        .set((dsl::attempts.eq(dsl::attempts + 1), dsl::next_at.eq(next_at)))
        .execute(conn)
        .await
        .map(drop)
}

/// Removes the contacts of somebody who agrees to nothing any more with a merchant.
///
/// # Errors
/// The database.
pub async fn forget(conn: &mut Conn, tenant: Uuid, subject: &str) -> QueryResult<()> {
    let theirs = dsl::opt_in.filter(dsl::tenant_id.eq(tenant).and(dsl::subject.eq(subject)));
    diesel::update(theirs).set(&Contact::NONE).execute(conn).await.map(drop)
}

/// The one of an order, with the name of its store.
///
/// # Errors
/// The database.
pub async fn of_order(conn: &mut Conn, order: OrderId) -> QueryResult<Option<(OptIn, String)>> {
    dsl::opt_in
        .inner_join(store::table.on(store::id.eq(dsl::store_id)))
        .filter(dsl::order_id.eq(order))
        .select((OptIn::as_select(), store::name))
        .first(conn)
        .await
        .optional()
}

/// Those of orders that were placed without an account, by any of the hashes of an address.
///
/// # Errors
/// The database.
pub async fn with_email(conn: &mut Conn, hashes: &[Vec<u8>]) -> QueryResult<Vec<OptIn>> {
    dsl::opt_in
        .filter(dsl::subject.like("ord\\_%").and(dsl::email_lookup.eq_any(hashes)))
        .select(OptIn::as_select())
        .load(conn)
        .await
}

/// Those at the same merchant with any of these hashes of its address or number, itself too.
///
/// # Errors
/// The database.
pub async fn alike(
    conn: &mut Conn,
    one: &OptIn,
    emails: &[Vec<u8>],
    phones: &[Vec<u8>],
) -> QueryResult<Vec<OptIn>> {
    let same = dsl::email_lookup
        .eq_any(emails)
        .or(dsl::phone_lookup.eq_any(phones))
        .or(dsl::order_id.eq(one.order_id));
    dsl::opt_in.filter(dsl::tenant_id.eq(one.tenant_id).and(same)).select(OptIn::as_select()).load(conn).await
}

/// The contacts of who agreed at a merchant's checkouts, sealed, each person's newest first.
///
/// # Errors
/// The database.
pub async fn contacts(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<(String, Vec<u8>)>> {
    let known: Vec<(String, Option<Vec<u8>>)> = dsl::opt_in
        .filter(dsl::tenant_id.eq(tenant).and(dsl::contact.is_not_null()))
        .order((dsl::subject, dsl::created_at.desc()))
        .select((dsl::subject, dsl::contact))
        .load(conn)
        .await?;
    Ok(known.into_iter().filter_map(|(subject, contact)| Some((subject, contact?))).collect())
}
