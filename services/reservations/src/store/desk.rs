//! The merchant's desk: locked first by whatever changes something, so that effects come one after the other.
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::TenantId;
use souk_kit::{Conn, Prepared};

use crate::schema::desk;

/// The desk as it stands.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = desk)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Desk {
    pub last_number: i64,
    pub last_proof: i64,
    pub audit_seq: i64,
    pub audit_hash: Vec<u8>,
}

/// Locks the desk until the transaction ends; it is made at the first time.
///
/// # Errors
/// The database.
pub async fn lock(conn: &mut Conn, tenant: TenantId) -> QueryResult<Desk> {
    let there = diesel::insert_into(desk::table)
        .values(desk::tenant_id.eq(tenant))
        .on_conflict(desk::tenant_id)
        .do_update()
        .set(desk::last_number.eq(desk::last_number))
        .returning(Desk::as_returning());
    Prepared(there).get_result(conn).await
}

/// Writes where the locked desk stands now.
///
/// # Errors
/// The database.
pub async fn save(conn: &mut Conn, tenant: TenantId, desk: &Desk) -> QueryResult<()> {
    let set = diesel::update(desk::table.find(tenant)).set((
        desk::last_number.eq(desk.last_number),
        desk::last_proof.eq(desk.last_proof),
        desk::audit_seq.eq(desk.audit_seq),
        desk::audit_hash.eq(&desk.audit_hash),
    ));
    Prepared(set).execute(conn).await.map(drop)
}

/// How many rows a merchant's record has: it grows with every change, so that whoever looks knows whether to look again.
///
/// # Errors
/// The database.
pub async fn changes(conn: &mut Conn, tenant: TenantId) -> QueryResult<i64> {
    let row = desk::table.find(tenant).select(desk::audit_seq);
    Ok(Prepared(row).get_result(conn).await.optional()?.unwrap_or(0))
}
