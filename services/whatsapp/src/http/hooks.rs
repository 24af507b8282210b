//! `/hooks/whatsapp/{hook}/…`: what Twilio tells, signed. The address finds the number; nothing else is believed
//! before the signature fits.
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CONTENT_TYPE, HeaderMap},
    web,
};
use serde::Deserialize;
use souk_events::MessageRequestId;
use souk_kit::{Kind, Path, Problem, Query};

use crate::{
    app::{callbacks, receive},
    domain::signature::Signed,
    state::State,
    store::senders::Sender,
};

/// The largest form.
const BODY_MAX: usize = 65_536;
const FORM: &str = "application/x-www-form-urlencoded";
/// No answer in the answer: replies are messages of their own.
const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

/// The webhooks.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/hooks/whatsapp/{hook}/inbound", web::post().to(inbound))
        .route("/hooks/whatsapp/{hook}/status", web::post().to(status));
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// The number that a webhook is for, once the signature fits.
async fn trusted(state: &State, request: &HttpRequest, hook: &str, body: &[u8]) -> Result<Sender, Problem> {
    let sender = receive::sender_of(state, hook).await?;
    if body.len() > BODY_MAX {
        return Err(Problem::new(Kind::TooLarge, "body_too_large"));
    }
    let form = header(request.headers(), CONTENT_TYPE.as_str())
        .is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with(FORM));
    if !form {
        return Err(Problem::new(Kind::Unsupported, "body_unreadable"));
    }
    // What people type, not what the request says its host is.
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let url = format!("{}{path}", state.public_url);
    let signed = Signed {
        url: &url,
        body,
        signature: header(request.headers(), "x-twilio-signature").unwrap_or_default(),
        settings: header(request.headers(), "x-twilio-webhooks-signature-settings"),
    };
    receive::verify(state, &sender, &signed)?;
    Ok(sender)
}

/// A message came in.
async fn inbound(
    state: web::Data<State>,
    request: HttpRequest,
    hook: Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let sender = trusted(&state, &request, &hook, &body).await?;
    receive::receive(&state, &sender, &body, None).await?;
    Ok(HttpResponse::Ok().content_type("text/xml; charset=utf-8").body(EMPTY))
}

/// Which message a status is about: we put it into the callback's address.
#[derive(Debug, Deserialize)]
struct About {
    request: Option<MessageRequestId>,
}

/// A message that went out stands somewhere else now.
async fn status(
    state: web::Data<State>,
    request: HttpRequest,
    hook: Path<String>,
    about: Query<About>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let sender = trusted(&state, &request, &hook, &body).await?;
    callbacks::take(&state, &sender, about.request, &body).await?;
    Ok(HttpResponse::NoContent().finish())
}
