//! `GET /v1/ops/health`: how every module is.
use actix_web::{get, web};
use souk_kit::{Caller, caller::Admin, problem::ProblemBody};

use crate::{State, app::health::Board};

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
