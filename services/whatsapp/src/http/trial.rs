//! `/v1/whatsapp/senders/{id}/trial`: whether a number that was connected works.
use actix_web::{HttpResponse, post, web};
use serde::Serialize;
use souk_events::{MessageRequestId, SenderId};
use souk_kit::{Caller, Path, Problem, caller::Manager, problem::ProblemBody};

use crate::{app::trial, state::State};

/// A message on its way.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrialView {
    request_id: MessageRequestId,
}

/// Sends a message to whoever of the shop wrote to the number last.
#[utoipa::path(
    tag = "whatsapp", operation_id = "try_sender", security(("bearer" = [])),
    params(("id" = SenderId, Path, description = "A number")),
    responses(
        (status = 202, description = "On its way", body = TrialView),
        (status = 404, description = "No such number", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "No seller's phone wrote to it within a day", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/whatsapp/senders/{id}/trial")]
pub async fn try_sender(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<SenderId>,
) -> Result<HttpResponse, Problem> {
    let request_id = trial::send(&state, caller.tenant()?, *id).await?;
    Ok(HttpResponse::Accepted().json(TrialView { request_id }))
}
