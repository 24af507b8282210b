//! `/internal/trace`: what operators search a message by, and what became of it.
use actix_web::{HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use souk_kit::{Caller, Json, Problem, Query, caller::Module, problem::ProblemBody, purpose::Purpose};

use crate::{
    app::trace::{self, Step, Trace},
    state::State,
};

/// The most messages that are asked about at once.
const MOST: usize = 500;
/// The longest name.
const KEY_MAX: usize = 100;

/// What is searched.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TraceRequest {
    /// Twilio's id, a phone, a cause, or the id under which a message was asked for.
    #[serde(default)]
    #[schema(max_length = 100)]
    key: String,
    /// Messages whose steps are wanted.
    #[serde(default)]
    #[schema(max_items = 500)]
    subjects: Vec<String>,
}

/// What is known.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TraceView {
    #[serde(flatten)]
    found: Trace,
    /// What became of the messages that were asked about, oldest first.
    steps: Vec<Step>,
}

/// The messages behind a name, and what became of messages.
#[utoipa::path(
    tag = "internal", operation_id = "trace_messages", security(("bearer" = [])), params(Purpose),
    request_body = TraceRequest,
    responses(
        (status = 200, description = "What is known", body = TraceView),
        (status = 400, description = "No purpose", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/internal/trace")]
pub async fn trace_messages(
    _: Caller<Module>,
    state: web::Data<State>,
    purpose: Query<Purpose>,
    wish: Json<TraceRequest>,
) -> Result<HttpResponse, Problem> {
    let purpose = purpose.word()?;
    if wish.key.chars().count() > KEY_MAX {
        return Err(Problem::field("/key", "too_long"));
    }
    if wish.subjects.len() > MOST {
        return Err(Problem::field("/subjects", "too_many"));
    }
    let key = wish.key.trim();
    let found = if key.is_empty() { Trace::default() } else { trace::find(&state, key).await? };
    let steps =
        if wish.subjects.is_empty() { Vec::new() } else { trace::steps(&state, &wish.subjects).await? };
    tracing::info!(purpose, found = found.subjects.len(), steps = steps.len(), "messages were followed");
    Ok(HttpResponse::Ok().json(TraceView { found, steps }))
}
