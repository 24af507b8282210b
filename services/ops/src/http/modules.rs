//! `GET /v1/ops/modules`: the modules of this installation and their switches.
use actix_web::{get, web};
use souk_kit::{Caller, Problem, caller::Admin, paging::Page, problem::ProblemBody};

use crate::{
    State,
    app::modules::{self, Module},
};

/// Modules with what was decided about them.
#[utoipa::path(
    operation_id = "list_modules",
    tag = "ops",
    responses(
        (status = 200, description = "All modules, in the configured order", body = Page<Module>),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/modules")]
pub async fn list_modules(
    _: Caller<Admin>,
    state: web::Data<State>,
) -> Result<web::Json<Page<Module>>, Problem> {
    Ok(web::Json(Page::whole(modules::overview(&state).await?.modules)))
}
