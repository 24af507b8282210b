//! `GET /v1/ops/audit`: what operators did.
use actix_web::{get, web};
use souk_kit::{
    Caller, Problem, Query,
    caller::Admin,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use crate::{
    State,
    app::record::OPERATOR,
    store::audit::{self, AuditEntry},
};

/// One page, newest first.
///
/// # Errors
/// A wrong parameter, or the database.
pub async fn page(state: &State, paging: &PageRequest) -> Result<Page<AuditEntry>, Problem> {
    let (limit, after) = (paging.limit()?, paging.after::<i64>()?);
    let rows = state
        .db
        .read(OPERATOR, async |conn| Ok::<_, Problem>(audit::list(conn, after, limit + 1).await?))
        .await?;
    Ok(Page::cut(rows, limit, |entry| entry.seq))
}

/// Operators' actions, newest first.
#[utoipa::path(
    operation_id = "list_audit",
    tag = "ops",
    params(PageRequest),
    responses(
        (status = 200, description = "One page", body = Page<AuditEntry>),
        (status = 400, description = "A parameter is wrong", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/audit")]
pub async fn list_audit(
    _: Caller<Admin>,
    state: web::Data<State>,
    paging: Query<PageRequest>,
) -> Result<web::Json<Page<AuditEntry>>, Problem> {
    Ok(web::Json(page(&state, &paging).await?))
}
