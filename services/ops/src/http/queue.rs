//! `/v1/ops/problems`: messages that did not arrive and files that were not fetched.
use actix_web::{get, post, web};
use serde::{Deserialize, Serialize};
use souk_kit::{Caller, FieldError, Json, Problem, caller::Admin, problem::ProblemBody};

use crate::{
    State,
    app::queue::{self, Queue},
    domain::input,
};

/// The most that is done at once.
pub const MOST: usize = 500;
/// The most that are tried in a minute.
pub const FASTEST: u16 = 600;

/// The longest reason.
const WHY_MAX: usize = 200;

/// What to do with which of them.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProblemsRequest {
    /// Which.
    #[schema(min_items = 1, max_items = 500)]
    pub ids: Vec<String>,
    /// Put aside for this reason; none: tried again.
    #[serde(default)]
    #[schema(min_length = 3, max_length = 200)]
    pub discard: Option<String>,
    /// How many are tried in a minute.
    #[serde(default = "pace")]
    #[schema(minimum = 1, maximum = 600)]
    pub per_minute: u16,
}

/// How many in a minute when nobody says.
#[must_use]
pub fn pace() -> u16 {
    60
}

/// To how many it was done.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemsDone {
    /// Those that are no problem any more are not among them.
    pub count: u64,
}

/// Whether it can be done.
///
/// # Errors
/// What is wrong, by field.
pub fn check(wish: &ProblemsRequest) -> Result<(), Problem> {
    if wish.ids.is_empty() {
        return Err(Problem::field("/ids", "required"));
    }
    if wish.ids.len() > MOST {
        return Err(Problem::field("/ids", "too_many"));
    }
    if !(1..=FASTEST).contains(&wish.per_minute) {
        return Err(Problem::field("/per_minute", "pace_range"));
    }
    if let Some(reason) = &wish.discard {
        let at = |error| Problem::fields(vec![FieldError { pointer: "/discard".into(), ..error }]);
        input::reason(reason).map_err(at)?;
        if reason.chars().count() > WHY_MAX {
            return Err(Problem::field("/discard", "too_long"));
        }
    }
    Ok(())
}

/// What did not arrive and nobody has dealt with, of all merchants, oldest first.
#[utoipa::path(
    operation_id = "list_message_problems", tag = "ops", security(("bearer" = [])),
    responses((status = 200, description = "What waits for somebody", body = Queue))
)]
#[get("/v1/ops/problems")]
pub async fn list_message_problems(_: Caller<Admin>, state: web::Data<State>) -> web::Json<Queue> {
    web::Json(queue::queue(&state).await)
}

/// Tries them again, or puts them aside.
#[utoipa::path(
    operation_id = "act_on_message_problems", tag = "ops", security(("bearer" = [])),
    request_body = ProblemsRequest,
    responses(
        (status = 200, description = "To how many it was done", body = ProblemsDone),
        (status = 503, description = "The module does not answer", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/ops/problems")]
pub async fn act_on_message_problems(
    caller: Caller<Admin>,
    state: web::Data<State>,
    wish: Json<ProblemsRequest>,
) -> Result<web::Json<ProblemsDone>, Problem> {
    check(&wish)?;
    let count =
        queue::act(&state, caller.user()?, (&wish.ids, wish.per_minute), wish.discard.clone()).await?;
    Ok(web::Json(ProblemsDone { count }))
}
