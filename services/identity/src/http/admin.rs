//! Tenants as operators see them.
use actix_web::{HttpResponse, Responder, get, post, web};
use serde::Deserialize;
use souk_events::TenantId;
use souk_kit::{
    Caller, FieldError, Json, Path, Problem, Query,
    caller::Admin,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};
use utoipa::{IntoParams, ToSchema};

use super::tenants::TenantAnswer;
use crate::{State, app::tenants, store::tenants::Wanted};

/// Which tenants.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TenantQuery {
    /// At most so many, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    pub after: Option<String>,
    /// Letters of the name.
    #[param(max_length = 80)]
    pub q: Option<String>,
    /// `pending`, `active` or `suspended`.
    pub status: Option<String>,
}

impl TenantQuery {
    /// What is looked for; empty fields of a form are none.
    ///
    /// # Errors
    /// 400 for a status that is none.
    pub fn wanted(&self) -> Result<Wanted, Problem> {
        let given = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
        };
        let (name, status) = (given(&self.q), given(&self.status));
        if status.as_deref().is_some_and(|s| !STATUSES.contains(&s)) {
            return Err(Problem::parameter(FieldError::new("/status", "choice_unknown")));
        }
        if name.as_deref().is_some_and(|n| n.contains('\0') || n.chars().count() > 80) {
            return Err(Problem::parameter(FieldError::new("/q", "too_long")));
        }
        Ok(Wanted { name, status })
    }

    /// Where the page begins and how long it is.
    #[must_use]
    pub fn page(&self) -> PageRequest {
        PageRequest { limit: self.limit, after: self.after.clone().filter(|a| !a.is_empty()) }
    }
}

/// The statuses of a tenant.
pub const STATUSES: [&str; 3] = ["pending", "active", "suspended"];

/// Tenants, newest first.
#[utoipa::path(
    operation_id = "list_tenants", tag = "operators", security(("bearer" = [])), params(TenantQuery),
    responses((status = 200, body = Page<TenantAnswer>))
)]
#[get("/v1/admin/tenants")]
pub async fn list_tenants(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    query: Query<TenantQuery>,
) -> Result<impl Responder, Problem> {
    let (page, wanted) = (query.page(), query.wanted()?);
    let limit = page.limit()?;
    let rows = tenants::list(&state, &wanted, page.after()?, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |t| t.id).map(TenantAnswer::from)))
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// For the record, and for the tenant's staff to read.
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
    caller: Caller<Admin>,
    state: web::Data<State>,
    path: Path<TenantId>,
    body: Json<Suspension>,
) -> Result<impl Responder, Problem> {
    let reason = crate::domain::name::parse(&body.reason).map_err(|code| Problem::field("/reason", code))?;
    let saved = tenants::set_active(&state, caller.user()?, *path, false, &reason).await?;
    Ok(HttpResponse::Ok().json(TenantAnswer::from(saved)))
}

/// Approves a tenant that waits, or lets a suspended one work again.
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
    caller: Caller<Admin>,
    state: web::Data<State>,
    path: Path<TenantId>,
) -> Result<impl Responder, Problem> {
    let saved = tenants::set_active(&state, caller.user()?, *path, true, "").await?;
    Ok(HttpResponse::Ok().json(TenantAnswer::from(saved)))
}
