//! Plans: what a merchant may have and has, and giving it another one. The limits themselves are constraints.
use souk_events::{TenantId, UserId, identity::v1::PlanChanged};
use souk_kit::{Conn, Problem, Scope};

use crate::{
    State,
    domain::reason,
    store::plans::{self, Plan, PlanChange, Used},
};

const OPERATOR: Scope = Scope::Platform("a merchant's plan");

/// A merchant's plan and how much of it is used.
///
/// # Errors
/// 404.
pub async fn of_tenant(state: &State, tenant: TenantId) -> Result<(Plan, Used), Problem> {
    let now = state.clock.now();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let plan = plans::of_tenant(conn, tenant).await?.ok_or_else(Problem::not_found)?;
            Ok((plan, plans::used(conn, tenant, now).await?))
        })
        .await
}

/// All plans, a merchant's own, and what was changed about it, for operators.
pub struct Choice {
    /// Every plan.
    pub all: Vec<Plan>,
    /// The merchant's.
    pub own: Plan,
    /// Changes, newest first.
    pub changes: Vec<PlanChange>,
}

/// What an operator can choose for a merchant.
///
/// # Errors
/// 404.
pub async fn choice(state: &State, tenant: TenantId) -> Result<Choice, Problem> {
    state
        .db
        .read(OPERATOR, async |conn| {
            let own = plans::of_tenant(conn, tenant).await?.ok_or_else(Problem::not_found)?;
            Ok(Choice { all: plans::all(conn).await?, own, changes: plans::changes(conn, tenant).await? })
        })
        .await
}

/// Gives a merchant another plan. What it has beyond a smaller one stays; nothing is added until there is room.
///
/// # Errors
/// 404; 409 when it has the plan, or somebody changed it at the same moment; 422 for no such plan or without a reason.
pub async fn change(
    state: &State,
    operator: UserId,
    tenant: TenantId,
    to: &str,
    why: &str,
) -> Result<Plan, Problem> {
    let reason = reason::parse(why).map_err(|code| Problem::field("/reason", code))?;
    let now = state.clock.now();
    state
        .db
        .write(OPERATOR, async |conn| {
            let was = plans::of_tenant(conn, tenant).await?.ok_or_else(Problem::not_found)?;
            let unknown = || Problem::field("/plan", "choice_unknown");
            let plan = plans::all(conn).await?.into_iter().find(|p| p.code == to).ok_or_else(unknown)?;
            if was.code == plan.code {
                return Err(Problem::conflict("plan_unchanged").state(was.code));
            }
            let version = plans::change(conn, tenant, &was.code, &plan.code).await?;
            let version = version.ok_or_else(|| Problem::conflict("plan_changed_meanwhile"))?;
            let row = PlanChange {
                tenant_id: tenant,
                version,
                was: was.code,
                plan: plan.code.clone(),
                reason: reason.clone(),
                operator,
                at: now,
            };
            plans::record(conn, &row).await?;
            tell(conn, state, (tenant, operator, version), &plan).await?;
            Ok(plan)
        })
        .await
}

/// Tells the plan that a new merchant begins with.
///
/// # Errors
/// The database.
pub(super) async fn tell_first(
    conn: &mut Conn,
    state: &State,
    tenant: TenantId,
    owner: UserId,
) -> Result<(), Problem> {
    let plan = plans::of_tenant(conn, tenant).await?;
    let plan = plan.ok_or_else(|| Problem::internal("a merchant without a plan"))?;
    tell(conn, state, (tenant, owner, 1), &plan).await
}

async fn tell(
    conn: &mut Conn,
    state: &State,
    (tenant, who, version): (TenantId, UserId, i64),
    plan: &Plan,
) -> Result<(), Problem> {
    let told = PlanChanged {
        tenant_id: tenant.to_string(),
        plan: plan.code.clone(),
        modules_off: plan.modules_off.clone(),
        products: plan.products.unwrap_or(0),
        operator_id: who.to_string(),
        version,
    };
    souk_outbox::publish(conn, &souk_kit::meta(None), state.clock.now(), &told).await?;
    Ok(())
}
