//! Tenants.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{TenantId, UserId};
use souk_kit::Conn;

use crate::schema::{membership, tenant, tenant::dsl, tenant_decision};

/// A tenant.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = tenant)]
pub struct Tenant {
    /// Which.
    pub id: TenantId,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// `pending`, `active` or `suspended`.
    pub status: String,
    /// Why it is suspended, for its staff to read.
    pub reason: String,
    /// Counts changes.
    pub version: i64,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

impl Tenant {
    /// May it sell?
    #[must_use]
    pub fn active(&self) -> bool {
        self.status == "active"
    }
}

/// Adds a tenant.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &Tenant) -> QueryResult<()> {
    diesel::insert_into(tenant::table).values(new).execute(conn).await.map(drop)
}

/// A tenant by id.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: TenantId) -> QueryResult<Option<Tenant>> {
    dsl::tenant.find(id).select(Tenant::as_select()).first(conn).await.optional()
}

/// A tenant by id, whose status does not change until the transaction ends.
///
/// # Errors
/// The database.
pub async fn hold(conn: &mut Conn, id: TenantId) -> QueryResult<Option<Tenant>> {
    dsl::tenant.find(id).select(Tenant::as_select()).for_share().first(conn).await.optional()
}

/// Gives it another name.
///
/// # Errors
/// The database.
pub async fn rename(conn: &mut Conn, id: TenantId, name: &str) -> QueryResult<Option<Tenant>> {
    diesel::update(dsl::tenant.find(id))
        .set((dsl::name.eq(name), dsl::version.eq(dsl::version + 1)))
        .returning(Tenant::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Puts it into a status. None: it is in it already, or not there.
///
/// # Errors
/// The database.
pub async fn set_status(
    conn: &mut Conn,
    id: TenantId,
    to: &str,
    reason: &str,
) -> QueryResult<Option<Tenant>> {
    diesel::update(dsl::tenant.find(id).filter(dsl::status.ne(to)))
        .set((dsl::status.eq(to), dsl::reason.eq(reason), dsl::version.eq(dsl::version + 1)))
        .returning(Tenant::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Which tenants are looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Letters of the name.
    pub name: Option<String>,
    /// In this status.
    pub status: Option<String>,
}

/// Tenants, newest first, after one.
///
/// # Errors
/// The database.
pub async fn list(
    conn: &mut Conn,
    wanted: &Wanted,
    after: Option<TenantId>,
    limit: i64,
) -> QueryResult<Vec<Tenant>> {
    let mut query = dsl::tenant.order(dsl::id.desc()).limit(limit).select(Tenant::as_select()).into_boxed();
    if let Some(after) = after {
        query = query.filter(dsl::id.lt(after));
    }
    if let Some(name) = &wanted.name {
        let letters = name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(dsl::name.ilike(format!("%{letters}%")));
    }
    if let Some(status) = &wanted.status {
        query = query.filter(dsl::status.eq(status));
    }
    query.load(conn).await
}

/// Tenants that a person works for and that may not sell, oldest first.
///
/// # Errors
/// The database.
pub async fn held_back(conn: &mut Conn, user: UserId) -> QueryResult<Vec<Tenant>> {
    let works = membership::table
        .filter(membership::user_id.eq(user).and(membership::state.eq("active")))
        .select(membership::tenant_id);
    dsl::tenant
        .filter(dsl::status.ne("active").and(dsl::id.eq_any(works)))
        .order(dsl::id)
        .limit(20)
        .select(Tenant::as_select())
        .load(conn)
        .await
}

/// What an operator decided about a tenant.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = tenant_decision)]
pub struct Decision {
    /// About whom.
    pub tenant_id: TenantId,
    /// The tenant's version that came of it.
    pub version: i64,
    /// The status it put the tenant into.
    pub status: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub operator: UserId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps a decision.
///
/// # Errors
/// The database.
pub async fn record(conn: &mut Conn, decision: &Decision) -> QueryResult<()> {
    diesel::insert_into(tenant_decision::table).values(decision).execute(conn).await.map(drop)
}

/// The decisions about a tenant, newest first.
///
/// # Errors
/// The database.
pub async fn decisions(conn: &mut Conn, id: TenantId) -> QueryResult<Vec<Decision>> {
    tenant_decision::table
        .filter(tenant_decision::tenant_id.eq(id))
        .order(tenant_decision::version.desc())
        .limit(50)
        .select(Decision::as_select())
        .load(conn)
        .await
}

/// Everybody who ever worked for it.
///
/// # Errors
/// The database.
pub async fn people(conn: &mut Conn, id: TenantId) -> QueryResult<Vec<UserId>> {
    membership::table.filter(membership::tenant_id.eq(id)).select(membership::user_id).load(conn).await
}
