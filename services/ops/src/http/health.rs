//! `GET /v1/ops/health`: how every module is; `GET /v1/ops/availability`: how it was.
use actix_web::{get, web};
use souk_kit::{Caller, caller::Admin, paging::Page, problem::ProblemBody};

use crate::{State, app::health::Board, domain::availability::Availability};

/// Every module's health, asked now or a moment ago.
#[utoipa::path(
    operation_id = "get_health",
    tag = "ops",
    responses(
        (status = 200, description = "Also when modules are red or silent", body = Board),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/health")]
pub async fn get_health(_: Caller<Admin>, state: web::Data<State>) -> web::Json<Board> {
    web::Json(Board::clone(&*state.watch.look(&state.modules, &state.clock).await))
}

/// How much of the time every module was there, in basis points, counted by looks; summed up once a minute.
#[utoipa::path(
    operation_id = "get_availability",
    tag = "ops",
    responses(
        (status = 200, description = "Hours in which nobody looked have no share", body = Page<Availability>),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/availability")]
pub async fn get_availability(_: Caller<Admin>, state: web::Data<State>) -> web::Json<Page<Availability>> {
    web::Json(Page::whole(state.summary.all().to_vec()))
}
