//! `GET /v1/ops/activity`: what happened on the platform.
use actix_web::{get, web};
use souk_kit::{Caller, Problem, caller::Admin, problem::ProblemBody};

use crate::{
    State,
    app::activity::{self, Activity},
};

/// Orders and sums of the last 30 days, counted from the event log; nothing personal.
#[utoipa::path(
    operation_id = "get_activity",
    tag = "ops",
    responses(
        (status = 200, description = "Day by day in UTC", body = Activity),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/activity")]
pub async fn get_activity(_: Caller<Admin>, state: web::Data<State>) -> Result<web::Json<Activity>, Problem> {
    Ok(web::Json(activity::activity(&state).await?))
}
