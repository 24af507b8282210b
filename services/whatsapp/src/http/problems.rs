//! `/v1/whatsapp/problems`: messages that did not arrive.
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{ContactId, MessageRequestId, SenderId};
use souk_kit::{Caller, Json, Path, Problem, caller::Agent, paging::Page, problem::ProblemBody};

use crate::{app::problems, state::State};

/// A message that did not arrive.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProblemView {
    request_id: MessageRequestId,
    contact_id: ContactId,
    sender_id: SenderId,
    /// Its first text, `wl.promoted`.
    key: String,
    /// `dead`: given up here, may be tried again; `failed`: Twilio had it.
    state: String,
    /// Twilio's code, or a word: `no_template`.
    cause: String,
    attempts: i32,
    correlation_id: String,
    created_at: DateTime<Utc>,
    given_up_at: DateTime<Utc>,
}

/// Why it is all right.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscardRequest {
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// Messages of the last thirty days that did not arrive and nobody has dealt with, newest first; the first two hundred.
#[utoipa::path(
    tag = "whatsapp", operation_id = "list_problems", security(("bearer" = [])),
    responses((status = 200, description = "What did not arrive", body = Page<ProblemView>))
)]
#[get("/v1/whatsapp/problems")]
pub async fn list_problems(caller: Caller<Agent>, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let found = problems::list(&state, caller.tenant()?).await?;
    let views: Vec<_> = found
        .rows
        .into_iter()
        .map(|row| ProblemView {
            request_id: row.id,
            contact_id: row.contact_id,
            sender_id: row.sender_id,
            key: row.key,
            state: row.state,
            cause: row.error_code,
            attempts: row.attempts,
            correlation_id: row.correlation,
            created_at: row.created_at,
            given_up_at: row.changed_at,
        })
        .collect();
    Ok(HttpResponse::Ok().json(Page::whole(views)))
}

/// Puts a message aside that did not arrive.
#[utoipa::path(
    tag = "whatsapp", operation_id = "discard_message", security(("bearer" = [])), request_body = DiscardRequest,
    params(("id" = MessageRequestId, Path, description = "A message that did not arrive")),
    responses(
        (status = 204, description = "Put aside"),
        (status = 404, description = "No such message", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "It is no problem, or no more", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/whatsapp/messages/{id}/discard")]
pub async fn discard_message(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<MessageRequestId>,
    wish: Json<DiscardRequest>,
) -> Result<HttpResponse, Problem> {
    problems::discard(&state, caller.tenant()?, *id, &wish.reason).await?;
    Ok(HttpResponse::NoContent().finish())
}
