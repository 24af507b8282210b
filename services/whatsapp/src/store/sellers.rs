//! The numbers from which a merchant's people run a live.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::TenantId;
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::seller_phone;

/// One of them.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = seller_phone, check_for_backend(diesel::pg::Pg))]
pub struct SellerPhone {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub tenant_id: TenantId,
    /// Who that is, in the merchant's words.
    pub label: String,
    /// The number, sealed; none: it hides and is linked by a code.
    pub phone: Option<Vec<u8>>,
    /// Found by.
    pub phone_hash: Option<Vec<u8>>,
    /// Found by, when it hides.
    pub bsuid_hash: Option<Vec<u8>>,
    /// The code that links it.
    pub code_hash: Option<Vec<u8>>,
    /// Until when the code counts.
    pub code_until: Option<DateTime<Utc>>,
    /// Wrong codes that came meanwhile.
    pub code_tries: i32,
    /// Whether it still is one.
    pub active: bool,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// The active ones, by name.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<SellerPhone>> {
    seller_phone::table
        .filter(seller_phone::tenant_id.eq(tenant).and(seller_phone::active))
        .order((seller_phone::label, seller_phone::id))
        .select(SellerPhone::as_select())
        .load(conn)
        .await
}

/// A new one; a number that is one already breaks a constraint.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &SellerPhone) -> QueryResult<()> {
    diesel::insert_into(seller_phone::table).values(row).execute(conn).await.map(drop)
}

/// Takes one away; from the next message on it is a customer. Nothing of its number is kept.
///
/// # Errors
/// The database.
pub async fn remove(conn: &mut Conn, tenant: TenantId, id: Uuid) -> QueryResult<bool> {
    let this = seller_phone::tenant_id.eq(tenant).and(seller_phone::id.eq(id)).and(seller_phone::active);
    let gone = diesel::update(seller_phone::table.filter(this))
        .set((
            seller_phone::active.eq(false),
            seller_phone::phone.eq(None::<Vec<u8>>),
            seller_phone::phone_hash.eq(None::<Vec<u8>>),
            seller_phone::bsuid_hash.eq(None::<Vec<u8>>),
            seller_phone::code_hash.eq(None::<Vec<u8>>),
        ))
        .execute(conn)
        .await?;
    Ok(gone > 0)
}

/// Whether somebody with one of these is a seller.
///
/// # Errors
/// The database.
pub async fn is_one(
    conn: &mut Conn,
    tenant: TenantId,
    phones: &[Vec<u8>],
    bsuids: &[Vec<u8>],
) -> QueryResult<bool> {
    let theirs =
        seller_phone::phone_hash.eq_any(phones).or(seller_phone::bsuid_hash.eq_any(bsuids)).assume_not_null();
    let found = seller_phone::table
        .filter(seller_phone::tenant_id.eq(tenant).and(seller_phone::active))
        .filter(theirs);
    diesel::select(diesel::dsl::exists(found)).get_result(conn).await
}

/// After so many wrong codes an open one is void.
const TRIES: i32 = 5;

/// Links who sent a code that still counts; the code is used up. False: it is none, which counts against those that
/// are open.
///
/// # Errors
/// The database.
pub async fn link(
    conn: &mut Conn,
    tenant: TenantId,
    codes: &[Vec<u8>],
    (phone, bsuid): (Option<&[u8]>, Option<&[u8]>),
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let open = seller_phone::table
        .filter(seller_phone::tenant_id.eq(tenant).and(seller_phone::active))
        .filter(seller_phone::code_hash.eq_any(codes).assume_not_null())
        .filter(seller_phone::code_until.gt(now).assume_not_null())
        .filter(seller_phone::code_tries.lt(TRIES));
    let linked = diesel::update(open)
        .set((
            seller_phone::code_hash.eq(None::<Vec<u8>>),
            seller_phone::code_until.eq(None::<DateTime<Utc>>),
            seller_phone::phone_hash.eq(phone),
            seller_phone::bsuid_hash.eq(bsuid),
        ))
        .execute(conn)
        .await?;
    if linked == 0 {
        let open = seller_phone::tenant_id.eq(tenant).and(seller_phone::code_hash.is_not_null());
        diesel::update(seller_phone::table.filter(open))
            .set(seller_phone::code_tries.eq(seller_phone::code_tries + 1))
            .execute(conn)
            .await?;
    }
    Ok(linked > 0)
}
