//! `/internal/trace`: what operators find a piece of a live by (`A12@` and the id of the session).
use actix_web::{HttpResponse, post, web};
use souk_kit::{
    Caller, Json, Problem, Query,
    caller::Module,
    problem::ProblemBody,
    purpose::Purpose,
    trace::{Trace, TraceRequest},
};

use crate::{app::trace, state::State};

/// The reservations of a code in a session, and what was done to the piece.
#[utoipa::path(
    tag = "internal", operation_id = "trace_reservations", security(("bearer" = [])), params(Purpose),
    request_body = TraceRequest,
    responses(
        (status = 200, description = "What is known", body = Trace),
        (status = 400, description = "No purpose", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Too long, or too many", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/internal/trace")]
pub async fn trace_reservations(
    _: Caller<Module>,
    state: web::Data<State>,
    purpose: Query<Purpose>,
    wish: Json<TraceRequest>,
) -> Result<HttpResponse, Problem> {
    let purpose = purpose.word()?;
    let found = trace::find(&state, wish.key()?).await?;
    tracing::info!(purpose, found = found.subjects.len(), "a piece of a live was followed");
    Ok(HttpResponse::Ok().json(found))
}
