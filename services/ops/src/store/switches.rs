//! The operators' switches.
use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*, update, upsert::excluded};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use souk_events::TenantId;
use souk_kit::Conn;

use crate::schema::{switch, switch_revision};

/// One decision, as it stands.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, utoipa::ToSchema)]
#[diesel(table_name = switch, check_for_backend(diesel::pg::Pg))]
pub struct Switch {
    /// The module.
    pub module: String,
    /// The tenant it is for; none: for everybody.
    pub tenant_id: Option<TenantId>,
    /// Whether the module is on.
    pub on: bool,
    /// Grows with every change of any switch.
    pub revision: i64,
    /// When it was decided.
    pub changed_at: DateTime<Utc>,
    /// By whom.
    pub changed_by: String,
    /// Why.
    pub reason: String,
}

/// The next revision. Whoever holds it is the only one who changes switches until the commit.
///
/// # Errors
/// The database.
pub async fn next_revision(conn: &mut Conn) -> QueryResult<i64> {
    update(switch_revision::table)
        .set(switch_revision::last.eq(switch_revision::last + 1))
        .returning(switch_revision::last)
        .get_result(conn)
        .await
}

/// Until the commit nobody else changes switches: for who decides by those that stand.
///
/// # Errors
/// The database.
pub async fn lock(conn: &mut Conn) -> QueryResult<()> {
    let one = switch_revision::table.select(switch_revision::last).for_update();
    one.get_result::<i64>(conn).await.map(drop)
}

/// The last revision.
///
/// # Errors
/// The database.
pub async fn revision(conn: &mut Conn) -> QueryResult<i64> {
    switch_revision::table.select(switch_revision::last).first(conn).await
}

/// Puts a decision in the place of the one before.
///
/// # Errors
/// The database.
pub async fn set(conn: &mut Conn, new: &Switch) -> QueryResult<()> {
    insert_into(switch::table)
        .values(new)
        .on_conflict((switch::module, switch::tenant_id))
        .do_update()
        .set((
            switch::on.eq(excluded(switch::on)),
            switch::revision.eq(excluded(switch::revision)),
            switch::changed_at.eq(excluded(switch::changed_at)),
            switch::changed_by.eq(excluded(switch::changed_by)),
            switch::reason.eq(excluded(switch::reason)),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// The decisions about one tenant.
///
/// # Errors
/// The database.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<Switch>> {
    switch::table.filter(switch::tenant_id.eq(tenant)).select(Switch::as_select()).load(conn).await
}

/// Every decision, newest first.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Conn) -> QueryResult<Vec<Switch>> {
    switch::table.order(switch::revision.desc()).select(Switch::as_select()).load(conn).await
}
