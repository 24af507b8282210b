//! Rows of `deposit_proof`: what a customer sent for a deposit.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{DepositId, MessageId, ReservationGroupId, TenantId};
use souk_kit::Conn;

use crate::schema::{
    deposit,
    deposit_proof::{self, dsl},
};

/// Most pictures that a new one is compared with.
const COMPARED: i64 = 5_000;

/// A proof, without its file.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = deposit_proof, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Proof {
    pub tenant_id: TenantId,
    pub message_id: MessageId,
    pub deposit_id: DepositId,
    pub words: Option<Vec<u8>>,
    pub content_type: String,
    pub seen_in: Option<i64>,
    pub received_at: DateTime<Utc>,
    pub kept_from: DateTime<Utc>,
}

/// A file as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// `image/jpeg` or `application/pdf`.
    pub content_type: String,
    /// Sealed.
    pub file: Vec<u8>,
    /// SHA-256 of its bytes.
    pub digest: Vec<u8>,
    /// Alike for pictures that look alike.
    pub look: Option<i64>,
    /// Number of another deposit with the same picture.
    pub seen_in: Option<i64>,
}

/// Adds a proof.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Proof) -> QueryResult<()> {
    diesel::insert_into(dsl::deposit_proof).values(row).execute(conn).await.map(drop)
}

/// The proofs of some deposits, oldest first.
///
/// # Errors
/// The database.
pub async fn of(conn: &mut Conn, deposits: &[DepositId]) -> QueryResult<Vec<Proof>> {
    dsl::deposit_proof
        .filter(dsl::deposit_id.eq_any(deposits))
        .order((dsl::received_at, dsl::message_id))
        .select(Proof::as_select())
        .load(conn)
        .await
}

/// A proof and its file, sealed.
///
/// # Errors
/// The database.
pub async fn file(conn: &mut Conn, id: MessageId) -> QueryResult<Option<(Proof, Option<Vec<u8>>)>> {
    dsl::deposit_proof.find(id).select((Proof::as_select(), dsl::file)).first(conn).await.optional()
}

/// Keeps a file.
///
/// # Errors
/// The database.
pub async fn keep(conn: &mut Conn, id: MessageId, kept: &Kept) -> QueryResult<()> {
    diesel::update(dsl::deposit_proof.find(id))
        .set((
            dsl::content_type.eq(&kept.content_type),
            dsl::file.eq(Some(&kept.file)),
            dsl::digest.eq(Some(&kept.digest)),
            dsl::look.eq(kept.look),
            dsl::seen_in.eq(kept.seen_in),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// The files of other deposits, newest first: number of the deposit, SHA-256, look.
///
/// # Errors
/// The database.
pub async fn others(
    conn: &mut Conn,
    tenant: TenantId,
    than: DepositId,
) -> QueryResult<Vec<(i64, Option<Vec<u8>>, Option<i64>)>> {
    dsl::deposit_proof
        .inner_join(deposit::table.on(deposit::id.eq(dsl::deposit_id)))
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::digest.is_not_null())
        .filter(dsl::deposit_id.ne(than))
        .order(dsl::received_at.desc())
        .limit(COMPARED)
        .select((deposit::number, dsl::digest, dsl::look))
        .load(conn)
        .await
}

/// The order of some proofs ended: from now on they are kept for as long as the rule says.
///
/// # Errors
/// The database.
pub async fn order_ended(conn: &mut Conn, group: ReservationGroupId, at: DateTime<Utc>) -> QueryResult<()> {
    let hers = deposit::table.filter(deposit::group_id.eq(group)).select(deposit::id);
    diesel::update(dsl::deposit_proof.filter(dsl::deposit_id.eq_any(hers)))
        .set(dsl::kept_from.eq(at))
        .execute(conn)
        .await
        .map(drop)
}
