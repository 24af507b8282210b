//! Operators look at what a merchant or a person sees.
use actix_web::{HttpResponse, Responder, get, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{TenantId, UserId};
use souk_kit::{
    Caller, Json, Problem, Query,
    caller::{Admin, Fresh},
    paging::{Page, PageRequest},
    problem::ProblemBody,
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::auth::session;
use crate::{
    State,
    app::impersonations::{self, Target},
    store::impersonations::Impersonation,
};

/// A look at somebody's view, on record.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImpersonationAnswer {
    /// Which.
    pub id: Uuid,
    /// Who looked.
    pub operator_id: UserId,
    /// At a merchant's view.
    pub tenant_id: Option<TenantId>,
    /// At a person's view.
    pub user_id: Option<UserId>,
    /// Why, in the operator's words.
    pub reason: String,
    /// Since when.
    pub started_at: DateTime<Utc>,
    /// When it ends by itself.
    pub ends_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

impl From<Impersonation> for ImpersonationAnswer {
    fn from(one: Impersonation) -> Self {
        Self {
            id: one.id,
            operator_id: one.operator,
            tenant_id: one.tenant,
            user_id: one.person,
            reason: one.reason,
            started_at: one.started_at,
            ends_at: one.ends_at,
            ended_at: one.ended_at,
        }
    }
}

/// At whose view, and why: a merchant's or a person's.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImpersonationWish {
    /// The merchant.
    pub tenant_id: Option<TenantId>,
    /// The person.
    pub user_id: Option<UserId>,
    /// For the record, and for those concerned to read.
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
}

/// Who looked at whose view, newest first.
#[utoipa::path(
    operation_id = "list_impersonations", tag = "operators", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<ImpersonationAnswer>))
)]
#[get("/v1/admin/impersonations")]
pub async fn list_impersonations(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    page: Query<PageRequest>,
) -> Result<impl Responder, Problem> {
    let limit = page.limit()?;
    let rows = impersonations::list(&state, page.after()?, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |one| one.id).map(ImpersonationAnswer::from)))
}

/// Begins to look at somebody's view in the browser's session of the caller, for 15 minutes. Nothing can be changed so.
#[utoipa::path(
    operation_id = "begin_impersonation", tag = "operators", security(("bearer" = [])),
    request_body = ImpersonationWish,
    responses(
        (status = 201, body = ImpersonationAnswer),
        (status = 409, description = "`browser_needed`, `impersonation_open`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/admin/impersonations")]
pub async fn begin_impersonation(
    caller: Caller<Fresh<Admin>>,
    state: web::Data<State>,
    body: Json<ImpersonationWish>,
) -> Result<impl Responder, Problem> {
    let target = match (body.tenant_id, body.user_id) {
        (Some(tenant), None) => Target::Tenant(tenant),
        (None, Some(user)) => Target::Person(user),
        (None, None) => return Err(Problem::field("/tenant_id", "required")),
        (Some(_), Some(_)) => return Err(Problem::field("/user_id", "one_of_two")),
    };
    let begun = impersonations::begin(&state, caller.user()?, session(&caller)?, &target, &body.reason);
    let begun = begun.await.map_err(|mut problem| {
        // The page has one field for an address or an id; here it has this name.
        for error in problem.errors.iter_mut().filter(|e| e.pointer == "/person") {
            error.pointer = "/user_id".into();
        }
        problem
    })?;
    Ok(HttpResponse::Created().json(ImpersonationAnswer::from(begun)))
}
