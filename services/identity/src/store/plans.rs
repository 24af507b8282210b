//! Plans, what merchants have of them, and who changed them.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{TenantId, UserId};
use souk_kit::Conn;

use crate::schema::{api_key, membership, plan, plan_change, store, tenant};

/// A plan; a limit that is none is no limit.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = plan)]
pub struct Plan {
    /// Its word.
    pub code: String,
    /// Its place among the plans, smallest first.
    pub place: i32,
    /// Most stores.
    pub stores: Option<i32>,
    /// Most members of staff.
    pub staff: Option<i32>,
    /// Most keys of programs that work.
    pub api_keys: Option<i32>,
    /// Most products.
    pub products: Option<i32>,
    /// Modules that it does not include.
    pub modules_off: Vec<String>,
}

/// How much of a plan is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Stores.
    pub stores: i64,
    /// Members of staff.
    pub staff: i64,
    /// Keys of programs that work.
    pub api_keys: i64,
}

/// A change of plan, on record.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = plan_change)]
pub struct PlanChange {
    /// Whose.
    pub tenant_id: TenantId,
    /// The tenant's version that came of it.
    pub version: i64,
    /// The plan before.
    pub was: String,
    /// The plan since.
    pub plan: String,
    /// Why, in the operator's words.
    pub reason: String,
    /// Who decided.
    pub operator: UserId,
    /// When.
    pub at: DateTime<Utc>,
}

/// All plans, smallest first.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Conn) -> QueryResult<Vec<Plan>> {
    plan::table.order(plan::place).select(Plan::as_select()).load(conn).await
}

/// A tenant's plan.
///
/// # Errors
/// The database.
pub async fn of_tenant(conn: &mut Conn, id: TenantId) -> QueryResult<Option<Plan>> {
    tenant::table
        .inner_join(plan::table)
        .filter(tenant::id.eq(id))
        .select(Plan::as_select())
        .first(conn)
        .await
        .optional()
}

/// What a tenant has, counted as the constraints count.
///
/// # Errors
/// The database.
pub async fn used(conn: &mut Conn, id: TenantId, now: DateTime<Utc>) -> QueryResult<Used> {
    let stores = store::table.filter(store::tenant_id.eq(id)).count().get_result(conn).await?;
    let staff = membership::table
        .filter(membership::tenant_id.eq(id).and(membership::state.ne("removed")))
        .count()
        .get_result(conn)
        .await?;
    let api_keys = api_key::table
        .filter(api_key::tenant_id.eq(id).and(api_key::revoked_at.is_null()))
        .filter(api_key::expires_at.is_null().or(api_key::expires_at.gt(now)))
        .count()
        .get_result(conn)
        .await?;
    Ok(Used { stores, staff, api_keys })
}

/// Gives a tenant another plan, if it still has this one. The tenant's version that came of it; none: it has not.
///
/// # Errors
/// The database.
pub async fn change(conn: &mut Conn, id: TenantId, was: &str, to: &str) -> QueryResult<Option<i64>> {
    diesel::update(tenant::table.find(id).filter(tenant::plan.eq(was)))
        .set((tenant::plan.eq(to), tenant::version.eq(tenant::version + 1)))
        .returning(tenant::version)
        .get_result(conn)
        .await
        .optional()
}

/// Puts a change on record.
///
/// # Errors
/// The database.
pub async fn record(conn: &mut Conn, new: &PlanChange) -> QueryResult<()> {
    diesel::insert_into(plan_change::table).values(new).execute(conn).await.map(drop)
}

/// The changes of a tenant's plan, newest first.
///
/// # Errors
/// The database.
pub async fn changes(conn: &mut Conn, id: TenantId) -> QueryResult<Vec<PlanChange>> {
    plan_change::table
        .filter(plan_change::tenant_id.eq(id))
        .order(plan_change::version.desc())
        .limit(50)
        .select(PlanChange::as_select())
        .load(conn)
        .await
}
