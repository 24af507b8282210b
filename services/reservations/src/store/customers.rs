//! Rows of `customer`.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ContactId, LiveItemId, MessageId, StoreId, TenantId};
use souk_kit::Conn;

use crate::schema::customer::{self, dsl};

/// Somebody who writes.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = customer, treat_none_as_default_value = false, treat_none_as_null = true)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Customer {
    pub tenant_id: TenantId,
    pub contact_id: ContactId,
    pub store_id: StoreId,
    pub personal: Option<Vec<u8>>,
    pub phone_ending: String,
    pub address: Option<Vec<u8>>,
    pub opted_out: bool,
    pub opted_seq: i64,
    pub wants_until: Option<DateTime<Utc>>,
    pub wants_total: Option<i64>,
    pub wish_item: Option<LiveItemId>,
    pub wish_quantity: Option<i32>,
    pub proof_message: Option<MessageId>,
    pub proof_words: Option<Vec<u8>>,
    pub proof_at: Option<DateTime<Utc>>,
    pub misunderstood_at: Option<DateTime<Utc>>,
    pub silent_until: Option<DateTime<Utc>>,
    pub last_message_at: DateTime<Utc>,
    pub proof_pages: Vec<MessageId>,
    pub erase_asked_at: Option<DateTime<Utc>>,
    pub erase_wanted_at: Option<DateTime<Utc>>,
    pub merged_into: Option<ContactId>,
    pub erased_at: Option<DateTime<Utc>>,
}

impl Customer {
    /// Somebody who writes for the first time.
    #[must_use]
    pub fn new(tenant: TenantId, contact: ContactId, store: StoreId, now: DateTime<Utc>) -> Self {
        Self {
            tenant_id: tenant,
            contact_id: contact,
            store_id: store,
            personal: None,
            phone_ending: String::new(),
            address: None,
            opted_out: false,
            opted_seq: 0,
            wants_until: None,
            wants_total: None,
            wish_item: None,
            wish_quantity: None,
            proof_message: None,
            proof_words: None,
            proof_at: None,
            misunderstood_at: None,
            silent_until: None,
            last_message_at: now,
            proof_pages: Vec::new(),
            erase_asked_at: None,
            erase_wanted_at: None,
            merged_into: None,
            erased_at: None,
        }
    }
}

/// A customer of the tenant.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, tenant: TenantId, contact: ContactId) -> QueryResult<Option<Customer>> {
    dsl::customer.find((tenant, contact)).select(Customer::as_select()).first(conn).await.optional()
}

/// Writes a customer as they stand now. The desk is locked.
///
/// # Errors
/// The database.
pub async fn save(conn: &mut Conn, row: &Customer) -> QueryResult<()> {
    diesel::insert_into(dsl::customer)
        .values(row)
        .on_conflict((dsl::tenant_id, dsl::contact_id))
        .do_update()
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Notes the delivery fee of the total that a customer is shown: her yes is to that (FR3).
///
/// # Errors
/// The database.
pub async fn show_fee(
    conn: &mut Conn,
    tenant: TenantId,
    contact: ContactId,
    fee: Option<i64>,
) -> QueryResult<()> {
    diesel::update(dsl::customer.find((tenant, contact)))
        .set(dsl::shown_fee.eq(fee))
        .execute(conn)
        .await
        .map(drop)
}

/// The delivery fee that she was shown last, minor units.
///
/// # Errors
/// The database.
pub async fn shown_fee(conn: &mut Conn, tenant: TenantId, contact: ContactId) -> QueryResult<Option<i64>> {
    let found = dsl::customer.find((tenant, contact)).select(dsl::shown_fee).first(conn).await.optional()?;
    Ok(found.flatten())
}

/// Customers by their contacts.
///
/// # Errors
/// The database.
pub async fn some(conn: &mut Conn, contacts: &[ContactId]) -> QueryResult<Vec<Customer>> {
    dsl::customer.filter(dsl::contact_id.eq_any(contacts)).select(Customer::as_select()).load(conn).await
}

/// A contact, and those who turned out to be the same person.
///
/// # Errors
/// The database.
pub async fn selves(conn: &mut Conn, tenant: TenantId, contact: ContactId) -> QueryResult<Vec<ContactId>> {
    let merged: Vec<ContactId> = dsl::customer
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::merged_into.eq(contact))
        .select(dsl::contact_id)
        .load(conn)
        .await?;
    Ok(std::iter::once(contact).chain(merged).collect())
}

/// Those who wait to be erased until nothing of theirs is open.
///
/// # Errors
/// The database.
pub async fn to_erase(conn: &mut Conn, tenant: TenantId, limit: i64) -> QueryResult<Vec<Customer>> {
    dsl::customer
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::erase_wanted_at.is_not_null().and(dsl::merged_into.is_null()))
        .order(dsl::erase_wanted_at)
        .limit(limit)
        .select(Customer::as_select())
        .load(conn)
        .await
}

/// Two contacts are one person: who was merged into the one that goes belongs to the other.
///
/// # Errors
/// The database.
pub async fn follow(
    conn: &mut Conn,
    (tenant, from): (TenantId, ContactId),
    to: ContactId,
) -> QueryResult<()> {
    diesel::update(dsl::customer.filter(dsl::tenant_id.eq(tenant)).filter(dsl::merged_into.eq(from)))
        .set(dsl::merged_into.eq(Some(to)))
        .execute(conn)
        .await
        .map(drop)
}
