//! `/v1/ops/dead-letters`: what modules could not handle.
use actix_web::{get, post, web};
use serde::{Deserialize, Serialize};
use souk_kit::{Caller, FieldError, Json, Problem, caller::Admin, problem::ProblemBody};

use crate::{
    State,
    app::dead_letters::{self, Deed, MAX_ROWS, Overview},
    domain::input,
};

/// Which dead letters of one module.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LettersRequest {
    /// The module.
    #[schema(min_length = 1, max_length = 100)]
    pub module: String,
    /// Their places (`seq`).
    #[schema(min_items = 1, max_items = 500)]
    pub ids: Vec<i64>,
    /// Why.
    #[serde(default)]
    #[schema(min_length = 3, max_length = 500)]
    pub reason: Option<String>,
}

/// What was done.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct LettersDone {
    /// To how many; those that were no longer dead are not among them.
    pub count: u64,
}

/// The rows to act on.
///
/// # Errors
/// None, or too many.
pub fn ids(ids: &[i64]) -> Result<(), FieldError> {
    match ids.len() {
        0 => Err(FieldError::new("/ids", "required")),
        n if n > MAX_ROWS => Err(FieldError::new("/ids", "too_long")),
        _ => Ok(()),
    }
}

async fn act(
    caller: &Caller<Admin>,
    state: &State,
    deed: Deed,
    wish: &LettersRequest,
) -> Result<web::Json<LettersDone>, Problem> {
    let mut errors = Vec::new();
    errors.extend(ids(&wish.ids).err());
    let reason = match wish.reason.as_deref().map(input::reason) {
        Some(Err(error)) => {
            errors.push(error);
            String::new()
        }
        Some(Ok(reason)) => reason,
        None => String::new(),
    };
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    let count = dead_letters::act(state, caller.user()?, deed, &wish.module, &wish.ids, reason).await?;
    Ok(web::Json(LettersDone { count }))
}

/// Dead letters of all modules, grouped by cause.
#[utoipa::path(
    operation_id = "list_dead_letters",
    tag = "ops",
    responses(
        (status = 200, description = "As far as modules answer", body = Overview),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/dead-letters")]
pub async fn list_dead_letters(_: Caller<Admin>, state: web::Data<State>) -> web::Json<Overview> {
    web::Json(dead_letters::overview(&state).await)
}

/// Gives dead letters back to the consumer that failed, under the same event ids.
#[utoipa::path(
    operation_id = "replay_dead_letters",
    tag = "ops",
    request_body = LettersRequest,
    responses(
        (status = 200, description = "Given back", body = LettersDone),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The module does not answer", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/v1/ops/dead-letters/replay")]
pub async fn replay_dead_letters(
    caller: Caller<Admin>,
    state: web::Data<State>,
    wish: Json<LettersRequest>,
) -> Result<web::Json<LettersDone>, Problem> {
    act(&caller, &state, Deed::Replay, &wish).await
}

/// Puts dead letters aside for good; what they held back goes on.
#[utoipa::path(
    operation_id = "archive_dead_letters",
    tag = "ops",
    request_body = LettersRequest,
    responses(
        (status = 200, description = "Put aside", body = LettersDone),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The module does not answer", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/v1/ops/dead-letters/archive")]
pub async fn archive_dead_letters(
    caller: Caller<Admin>,
    state: web::Data<State>,
    wish: Json<LettersRequest>,
) -> Result<web::Json<LettersDone>, Problem> {
    act(&caller, &state, Deed::Archive, &wish).await
}
