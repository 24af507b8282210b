//! Tenants as operators see them.
use actix_web::{HttpResponse, Responder, get, post, web};
use serde::Deserialize;
use souk_events::TenantId;
use souk_kit::{
    Caller, Json, Path, Problem, Query,
    caller::Admin,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};
use utoipa::ToSchema;

use super::tenants::TenantAnswer;
use crate::{State, app::tenants};

/// All tenants, oldest first.
#[utoipa::path(
    operation_id = "list_tenants", tag = "operators", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<TenantAnswer>))
)]
#[get("/v1/admin/tenants")]
pub async fn list_tenants(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    query: Query<PageRequest>,
) -> Result<impl Responder, Problem> {
    let limit = query.limit()?;
    let rows = tenants::list(&state, query.after()?, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |t| t.id).map(TenantAnswer::from)))
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// For the record; the tenant does not see it.
    #[schema(min_length = 1, max_length = 80)]
    pub reason: String,
}

/// Suspends a tenant: its people lose their rights there, its stores close.
#[utoipa::path(
    operation_id = "suspend_tenant", tag = "operators", security(("bearer" = [])), request_body = Suspension,
    params(("tenant_id" = TenantId, Path)),
    responses(
        (status = 200, body = TenantAnswer),
        (status = 409, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/admin/tenants/{tenant_id}/suspend")]
pub async fn suspend_tenant(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    path: Path<TenantId>,
    body: Json<Suspension>,
) -> Result<impl Responder, Problem> {
    let reason = crate::domain::name::parse(&body.reason).map_err(|code| Problem::field("/reason", code))?;
    Ok(HttpResponse::Ok().json(TenantAnswer::from(tenants::set_active(&state, *path, false, &reason).await?)))
}

/// Lets a suspended tenant work again.
#[utoipa::path(
    operation_id = "activate_tenant", tag = "operators", security(("bearer" = [])),
    params(("tenant_id" = TenantId, Path)),
    responses(
        (status = 200, body = TenantAnswer),
        (status = 409, body = ProblemBody, content_type = "application/problem+json")
    )
)]
#[post("/v1/admin/tenants/{tenant_id}/activate")]
pub async fn activate_tenant(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    path: Path<TenantId>,
) -> Result<impl Responder, Problem> {
    Ok(HttpResponse::Ok().json(TenantAnswer::from(tenants::set_active(&state, *path, true, "").await?)))
}
