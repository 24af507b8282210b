//! `/internal/messages/{id}`: what a message says and its files, for the module that reads it.
use actix_web::{HttpResponse, get, web};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::{ContactId, MessageId, MessageRequestId};
use souk_kit::{Caller, Path, Problem, Scope, caller::Module, problem::ProblemBody};

use crate::{
    app::{files, opened},
    domain::inbound::{Content, Location},
    state::State,
    store::{contacts, messages, outgoing},
};

/// A file of a message.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MediaView {
    /// `image/jpeg`.
    content_type: String,
}

/// A message with what it says of a person.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MessageView {
    message_id: MessageId,
    contact_id: ContactId,
    /// `customer` or `seller`.
    role: String,
    /// `text`, `button`, `media`, `location`, `contact_card`.
    kind: String,
    /// Its place in the tenant's order of arrival.
    seq: i64,
    received_at: DateTime<Utc>,
    /// Found by the sweep after an outage.
    recovered: bool,
    text: String,
    button_payload: Option<String>,
    /// The message of ours that it quotes.
    quoted_request: Option<MessageRequestId>,
    media: Vec<MediaView>,
    location: Option<Location>,
    phone: Option<String>,
    /// The last two digits.
    phone_ending: Option<String>,
    profile_name: Option<String>,
}

/// What a message says and who wrote it.
#[utoipa::path(
    tag = "internal", operation_id = "get_message", security(("bearer" = [])),
    params(("id" = MessageId, Path, description = "A message that came in")),
    responses(
        (status = 200, description = "The message", body = MessageView),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such message", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/internal/messages/{id}")]
pub async fn get_message(
    _: Caller<Module>,
    state: web::Data<State>,
    id: Path<MessageId>,
) -> Result<HttpResponse, Problem> {
    let scope = Scope::Platform("a module asks for a message");
    let view = state
        .db
        .read(scope, async |conn| {
            let row = messages::find(conn, *id).await?.ok_or_else(Problem::not_found)?;
            let sealed = row.content.as_deref();
            let said: Content = opened::value(conn, &state.sealer, sealed).await?.unwrap_or_default();
            let contact = contacts::find(conn, row.tenant_id, row.contact_id).await?;
            let contact = contact.ok_or_else(Problem::not_found)?;
            let quoted_request = match &said.quoted_sid {
                Some(sid) => outgoing::by_sid(conn, row.tenant_id, sid).await?,
                None => None,
            };
            let media = said.media.into_iter();
            Ok::<_, Problem>(MessageView {
                message_id: row.id,
                contact_id: row.contact_id,
                role: row.role,
                kind: row.kind,
                seq: row.seq,
                received_at: row.received_at,
                recovered: row.recovered,
                text: said.text,
                button_payload: said.button_payload,
                quoted_request,
                media: media.map(|media| MediaView { content_type: media.content_type }).collect(),
                location: said.location,
                phone: opened::text(conn, &state.sealer, contact.phone.as_deref()).await?,
                phone_ending: Some(contact.phone_ending).filter(|ending| !ending.is_empty()),
                profile_name: opened::text(conn, &state.sealer, contact.name.as_deref()).await?,
            })
        })
        .await?;
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(view))
}

/// A file of a message.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FileView {
    /// `image/jpeg` or `application/pdf`, as its bytes say.
    content_type: String,
    /// Base 64.
    bytes: String,
}

/// A file of a message. The first ask fetches it from Twilio, which may take a while.
#[utoipa::path(
    tag = "internal", operation_id = "get_message_file", security(("bearer" = [])),
    params(
        ("id" = MessageId, Path, description = "A message that came in"),
        ("number" = usize, Path, description = "Which of its files, from 0"),
    ),
    responses(
        (status = 200, description = "The file", body = FileView),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such file", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "Neither a picture nor a PDF", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "Twilio does not give it now", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/internal/messages/{id}/media/{number}")]
pub async fn get_message_file(
    _: Caller<Module>,
    state: web::Data<State>,
    path: Path<(MessageId, usize)>,
) -> Result<HttpResponse, Problem> {
    let file = files::fetch(&state, path.0.0, path.0.1).await?;
    let view = FileView { content_type: file.content_type, bytes: BASE64.encode(file.bytes) };
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(view))
}
