//! `/v1/whatsapp/conversations`: those that a person of the shop answers.
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{ContactId, MessageRequestId};
use souk_kit::{Caller, Json, Path, Problem, caller::Agent, paging::Page, problem::ProblemBody};

use crate::{app::conversation, state::State};

/// Somebody who waits for an answer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WaitingView {
    contact_id: ContactId,
    /// The name they gave themselves.
    name: Option<String>,
    /// The last digits of their number.
    phone_ending: String,
    since: DateTime<Utc>,
}

/// One line of a conversation.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LineView {
    at: DateTime<Utc>,
    /// Said by the shop.
    ours: bool,
    /// Null when it is not kept any more.
    text: Option<String>,
    kind: String,
    /// Where an answer stands.
    state: Option<String>,
}

/// A conversation.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ConversationView {
    contact_id: ContactId,
    name: Option<String>,
    phone_ending: String,
    /// Since when a person answers; null: the bot does.
    handed_over_at: Option<DateTime<Utc>>,
    /// Oldest first.
    lines: Vec<LineView>,
}

/// An answer in a person's words.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyRequest {
    /// The words.
    #[schema(min_length = 1, max_length = 1000)]
    text: String,
}

/// An answer that is on its way.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReplyView {
    request_id: MessageRequestId,
}

/// Conversations that wait for a person, longest first; the first hundred.
#[utoipa::path(
    tag = "whatsapp", operation_id = "list_conversations", security(("bearer" = [])),
    responses((status = 200, description = "Who waits", body = Page<WaitingView>))
)]
#[get("/v1/whatsapp/conversations")]
pub async fn list_conversations(
    caller: Caller<Agent>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let all = conversation::waiting(&state, caller.tenant()?).await?.into_iter();
    let views: Vec<_> = all
        .map(|w| WaitingView { contact_id: w.id, name: w.name, phone_ending: w.ending, since: w.since })
        .collect();
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(Page::whole(views)))
}

/// A conversation's last lines.
#[utoipa::path(
    tag = "whatsapp", operation_id = "get_conversation", security(("bearer" = [])),
    params(("id" = ContactId, Path, description = "A contact")),
    responses(
        (status = 200, description = "The conversation", body = ConversationView),
        (status = 404, description = "No such contact", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/whatsapp/conversations/{id}")]
pub async fn get_conversation(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<ContactId>,
) -> Result<HttpResponse, Problem> {
    let found = conversation::show(&state, caller.tenant()?, *id).await?;
    let lines = found.lines.into_iter().map(|line| LineView {
        at: line.at,
        ours: line.ours,
        text: line.text,
        kind: line.kind,
        state: line.state,
    });
    let view = ConversationView {
        contact_id: found.id,
        name: found.name,
        phone_ending: found.ending,
        handed_over_at: found.since,
        lines: lines.collect(),
    };
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(view))
}

/// Answers in a person's words.
#[utoipa::path(
    tag = "whatsapp", operation_id = "reply_to_conversation", security(("bearer" = [])), request_body = ReplyRequest,
    params(("id" = ContactId, Path, description = "A contact")),
    responses(
        (status = 202, description = "On its way", body = ReplyView),
        (status = 404, description = "No such contact", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "The contact cannot be answered", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/whatsapp/conversations/{id}/replies")]
pub async fn reply_to_conversation(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<ContactId>,
    wish: Json<ReplyRequest>,
) -> Result<HttpResponse, Problem> {
    let request_id = conversation::reply(&state, caller.tenant()?, *id, &wish.text).await?;
    Ok(HttpResponse::Accepted().json(ReplyView { request_id }))
}

/// Gives a conversation back to the bot.
#[utoipa::path(
    tag = "whatsapp", operation_id = "close_conversation", security(("bearer" = [])),
    params(("id" = ContactId, Path, description = "A contact")),
    responses(
        (status = 204, description = "The bot answers"),
        (status = 404, description = "No such contact", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/whatsapp/conversations/{id}/close")]
pub async fn close_conversation(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<ContactId>,
) -> Result<HttpResponse, Problem> {
    conversation::close(&state, caller.tenant()?, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Tries a message again that was given up.
#[utoipa::path(
    tag = "whatsapp", operation_id = "retry_message", security(("bearer" = [])),
    params(("id" = MessageRequestId, Path, description = "A message that was given up")),
    responses(
        (status = 204, description = "Tried again"),
        (status = 404, description = "No such message", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "It was not given up", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/whatsapp/messages/{id}/retry")]
pub async fn retry_message(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<MessageRequestId>,
) -> Result<HttpResponse, Problem> {
    conversation::again(&state, caller.tenant()?, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
