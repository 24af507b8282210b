//! A merchant's plan: what it allows, what is used, and giving it another one.
use actix_web::{HttpResponse, Responder, get, put, web};
use serde::{Deserialize, Serialize};
use souk_events::TenantId;
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Admin, Fresh, Manager},
    problem::ProblemBody,
};
use utoipa::ToSchema;

use crate::{State, app::plans, store::plans::Plan};

/// Something a plan limits.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuotaAnswer {
    /// `stores`, `staff` or `api_keys`.
    pub what: String,
    /// How many there are.
    pub used: i64,
    /// How many there may be; null: as many as one likes.
    pub limit: Option<i32>,
}

/// A plan in use.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanUse {
    /// `free`, `pro` or `unlimited`.
    pub plan: String,
    /// What it limits.
    pub quotas: Vec<QuotaAnswer>,
    /// How many products it is meant for; null: as many as one likes. Nobody is refused one.
    pub products: Option<i32>,
    /// Modules that it does not include.
    pub modules_off: Vec<String>,
}

/// The plan of the tenant one works for, with what is used of it.
#[utoipa::path(
    operation_id = "get_plan", tag = "tenants", security(("bearer" = [])),
    responses((status = 200, body = PlanUse))
)]
#[get("/v1/tenants/current/plan")]
pub async fn get_plan(caller: Caller<Manager>, state: web::Data<State>) -> Result<impl Responder, Problem> {
    let (plan, used) = plans::of_tenant(&state, caller.tenant()?).await?;
    let quota = |what: &str, used, limit| QuotaAnswer { what: what.to_owned(), used, limit };
    Ok(HttpResponse::Ok().json(PlanUse {
        plan: plan.code,
        quotas: vec![
            quota("stores", used.stores, plan.stores),
            quota("staff", used.staff, plan.staff),
            quota("api_keys", used.api_keys, plan.api_keys),
        ],
        products: plan.products,
        modules_off: plan.modules_off,
    }))
}

/// Another plan, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanWish {
    /// `free`, `pro` or `unlimited`.
    #[schema(max_length = 20)]
    pub plan: String,
    /// For the record.
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
}

/// A plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanAnswer {
    /// `free`, `pro` or `unlimited`.
    pub plan: String,
    /// Most stores; null: no limit.
    pub stores: Option<i32>,
    /// Most members of staff; null: no limit.
    pub staff: Option<i32>,
    /// Most keys of programs; null: no limit.
    pub api_keys: Option<i32>,
    /// How many products it is meant for; null: no limit. Nobody is refused one.
    pub products: Option<i32>,
    /// Modules that it does not include.
    pub modules_off: Vec<String>,
}

impl From<Plan> for PlanAnswer {
    fn from(plan: Plan) -> Self {
        let Plan { code, stores, staff, api_keys, products, modules_off, .. } = plan;
        Self { plan: code, stores, staff, api_keys, products, modules_off }
    }
}

/// Gives a merchant another plan. What it has beyond a smaller one stays.
#[utoipa::path(
    operation_id = "set_plan", tag = "operators", security(("bearer" = [])), request_body = PlanWish,
    params(("tenant_id" = TenantId, Path)),
    responses(
        (status = 200, body = PlanAnswer),
        (status = 409, description = "`plan_unchanged`, `plan_changed_meanwhile`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/admin/tenants/{tenant_id}/plan")]
pub async fn set_plan(
    caller: Caller<Fresh<Admin>>,
    state: web::Data<State>,
    path: Path<TenantId>,
    body: Json<PlanWish>,
) -> Result<impl Responder, Problem> {
    let plan = plans::change(&state, caller.user()?, *path, &body.plan, &body.reason).await?;
    Ok(HttpResponse::Ok().json(PlanAnswer::from(plan)))
}
