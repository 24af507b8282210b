//! `/internal/trace`: what operators search a message by, and what became of it.
use actix_web::{HttpResponse, post, web};
use souk_kit::{
    Caller, Json, Problem, Query,
    caller::Module,
    problem::ProblemBody,
    purpose::Purpose,
    trace::{Trace, TraceRequest},
};

use crate::{app::trace, state::State};

/// The messages behind a name, and what became of messages.
#[utoipa::path(
    tag = "internal", operation_id = "trace_messages", security(("bearer" = [])), params(Purpose),
    request_body = TraceRequest,
    responses(
        (status = 200, description = "What is known", body = Trace),
        (status = 400, description = "No purpose", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Too long, or too many", body = ProblemBody, content_type = "application/problem+json"),
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
    let key = wish.key()?;
    let mut found = if key.is_empty() { Trace::default() } else { trace::find(&state, key).await? };
    if !wish.subjects.is_empty() {
        found.steps = trace::steps(&state, &wish.subjects).await?;
    }
    tracing::info!(
        purpose,
        found = found.subjects.len(),
        steps = found.steps.len(),
        "messages were followed"
    );
    Ok(HttpResponse::Ok().json(found))
}
