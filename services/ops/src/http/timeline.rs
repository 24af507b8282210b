//! `GET /v1/ops/timeline`: the story behind whatever names a part of it.
use actix_web::{get, web};
use serde::Deserialize;
use souk_kit::{Caller, FieldError, Problem, Query, caller::Admin, problem::ProblemBody};

use crate::{
    State,
    app::timeline::{self, Timeline},
    domain::input,
};

/// What to search.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TimelineQuery {
    /// A correlation id, an order number, the id of an order, an event or another thing, a message of Twilio's (`SM…`),
    /// `code@session`, a phone with its country, or a cause (`63016`, `no_template`).
    #[param(min_length = 1, max_length = 100)]
    pub q: String,
}

/// Everything that belongs to what is searched, in the order it was told.
#[utoipa::path(
    operation_id = "get_timeline",
    tag = "ops",
    params(TimelineQuery),
    responses(
        (status = 200, description = "The story; no entries when nothing is known", body = Timeline),
        (status = 400, description = "A parameter is wrong", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/timeline")]
pub async fn get_timeline(
    caller: Caller<Admin>,
    state: web::Data<State>,
    query: Query<TimelineQuery>,
) -> Result<web::Json<Timeline>, Problem> {
    let q = input::filter("/q", Some(&query.q)).map_err(Problem::parameter)?;
    let q = q.ok_or_else(|| Problem::parameter(FieldError::new("/q", "required")))?;
    Ok(web::Json(timeline::timeline(&state, caller.user()?, q).await?))
}
