//! `/internal/problems`: what did not arrive at any merchant's customers, for operators.
use actix_web::{HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use souk_kit::{Caller, Json, Problem, Query, caller::Module, problem::ProblemBody, purpose::Purpose};

use crate::{
    app::queue::{self, Deed, Waiting},
    state::State,
};

/// The most that is done at once.
const MOST: usize = 500;
/// The longest reason.
const WHY_MAX: usize = 200;

/// What waits for somebody.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Queue {
    items: Vec<Waiting>,
}

/// What is done, and to what.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct DeedRequest {
    #[schema(min_items = 1, max_items = 500)]
    ids: Vec<String>,
    /// Put aside for this reason; none: tried again.
    #[serde(default)]
    #[schema(max_length = 200)]
    discard: Option<String>,
    /// How many go in a minute.
    #[serde(default = "fast")]
    #[schema(minimum = 1)]
    per_minute: u16,
}

fn fast() -> u16 {
    60
}

/// To how many it was done.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Done {
    count: u64,
}

/// Messages that did not arrive and files that were not fetched, of all merchants, oldest first.
#[utoipa::path(
    tag = "internal", operation_id = "list_waiting_problems", security(("bearer" = [])), params(Purpose),
    responses(
        (status = 200, description = "What waits for somebody", body = Queue),
        (status = 400, description = "No purpose", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/internal/problems")]
pub async fn list_waiting_problems(
    _: Caller<Module>,
    state: web::Data<State>,
    purpose: Query<Purpose>,
) -> Result<HttpResponse, Problem> {
    purpose.word()?;
    Ok(HttpResponse::Ok().json(Queue { items: queue::list(&state).await? }))
}

/// Tries them again, or puts them aside.
#[utoipa::path(
    tag = "internal", operation_id = "act_on_problems", security(("bearer" = [])), params(Purpose),
    request_body = DeedRequest,
    responses(
        (status = 200, description = "To how many it was done", body = Done),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/internal/problems")]
pub async fn act_on_problems(
    _: Caller<Module>,
    state: web::Data<State>,
    purpose: Query<Purpose>,
    wish: Json<DeedRequest>,
) -> Result<HttpResponse, Problem> {
    purpose.word()?;
    if wish.ids.is_empty() || wish.ids.len() > MOST {
        return Err(Problem::field("/ids", "too_many"));
    }
    let deed = match wish.discard.as_deref().map(str::trim) {
        None => Deed::Retry { per_minute: wish.per_minute },
        Some("") => return Err(Problem::field("/discard", "required")),
        Some(why) => Deed::Discard(why.chars().take(WHY_MAX).collect()),
    };
    Ok(HttpResponse::Ok().json(Done { count: queue::act(&state, &wish.ids, &deed).await? }))
}
