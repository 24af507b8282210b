//! `/v1/whatsapp/senders`: the shops' numbers.
use actix_web::{HttpResponse, get, post, put, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{SenderId, StoreId};
use souk_kit::{
    Caller, Json, Path, Problem, Scope,
    caller::{Agent, Manager},
    paging::Page,
    problem::ProblemBody,
};

use crate::{
    app::senders::{self, Connection},
    domain::number,
    state::State,
    store::senders as store,
};

/// A shop's number.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SenderView {
    id: SenderId,
    store_id: StoreId,
    /// `+33…`.
    phone: String,
    account_sid: String,
    /// `online` or `offline`.
    state: String,
    /// Twilio's code for why it is offline.
    reason: Option<String>,
    created_at: DateTime<Utc>,
}

impl From<store::Sender> for SenderView {
    fn from(row: store::Sender) -> Self {
        Self {
            id: row.id,
            store_id: row.store_id,
            phone: row.address.trim_start_matches(number::CHANNEL).to_owned(),
            account_sid: row.account_sid,
            state: row.state,
            reason: Some(row.reason).filter(|reason| !reason.is_empty()),
            created_at: row.created_at,
        }
    }
}

/// A number to be connected.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConnectRequest {
    /// The store it speaks for.
    store_id: StoreId,
    /// The number, with its country.
    #[schema(min_length = 6, max_length = 40)]
    phone: String,
    /// The account at Twilio.
    #[schema(pattern = "^AC[0-9a-fA-F]{32}$")]
    account_sid: String,
    /// The account's token; never shown again.
    #[schema(min_length = 1, max_length = 200)]
    auth_token: String,
}

/// Another token of the account.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenRequest {
    /// The account's token; never shown again.
    #[schema(min_length = 1, max_length = 200)]
    auth_token: String,
}

/// A template that Meta approved.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateRequest {
    /// Twilio's id of it.
    #[schema(pattern = "^HX[0-9a-fA-F]{32}$")]
    content_sid: String,
}

/// The merchant's numbers.
#[utoipa::path(
    tag = "whatsapp", operation_id = "list_senders", security(("bearer" = [])),
    responses((status = 200, description = "The numbers", body = Page<SenderView>))
)]
#[get("/v1/whatsapp/senders")]
pub async fn list_senders(caller: Caller<Agent>, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let all = state
        .db
        .read(Scope::Tenant(tenant), async |conn| Ok::<_, Problem>(store::all(conn, tenant).await?))
        .await?;
    let views: Vec<SenderView> = all.into_iter().map(SenderView::from).collect();
    Ok(HttpResponse::Ok().json(Page::whole(views)))
}

/// Connects a number to a store.
#[utoipa::path(
    tag = "whatsapp", operation_id = "connect_sender", security(("bearer" = [])), request_body = ConnectRequest,
    responses(
        (status = 201, description = "Connected", body = SenderView),
        (status = 409, description = "The number or the store has one", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/whatsapp/senders")]
pub async fn connect_sender(
    caller: Caller<Manager>,
    state: web::Data<State>,
    wish: Json<ConnectRequest>,
) -> Result<HttpResponse, Problem> {
    let wish = wish.0;
    let connection = Connection {
        store: Some(wish.store_id),
        phone: wish.phone,
        account_sid: wish.account_sid,
        auth_token: wish.auth_token,
    };
    let made = senders::connect(&state, caller.tenant()?, &connection).await?;
    Ok(HttpResponse::Created().json(SenderView::from(made)))
}

/// Replaces the token of a number's account.
#[utoipa::path(
    tag = "whatsapp", operation_id = "replace_sender_token", security(("bearer" = [])), request_body = TokenRequest,
    params(("id" = SenderId, Path, description = "A number")),
    responses(
        (status = 200, description = "Replaced", body = SenderView),
        (status = 404, description = "No such number", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/whatsapp/senders/{id}/token")]
pub async fn replace_sender_token(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<SenderId>,
    wish: Json<TokenRequest>,
) -> Result<HttpResponse, Problem> {
    let changed = senders::replace_token(&state, caller.tenant()?, *id, &wish.auth_token).await?;
    Ok(HttpResponse::Ok().json(SenderView::from(changed)))
}

/// Says which template Meta approved for a text in a language.
#[utoipa::path(
    tag = "whatsapp", operation_id = "set_template", security(("bearer" = [])), request_body = TemplateRequest,
    params(
        ("id" = SenderId, Path, description = "A number"),
        ("key" = String, Path, description = "A text, `wl.promoted`", max_length = 60),
        ("locale" = String, Path, description = "A language, `fr`", max_length = 10),
    ),
    responses(
        (status = 204, description = "Kept"),
        (status = 404, description = "No such number or text", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/whatsapp/senders/{id}/templates/{key}/{locale}")]
pub async fn set_template(
    caller: Caller<Manager>,
    state: web::Data<State>,
    path: Path<(SenderId, String, String)>,
    wish: Json<TemplateRequest>,
) -> Result<HttpResponse, Problem> {
    let (id, key, locale) = &path.0;
    let whose = (caller.tenant()?, *id);
    senders::set_template(&state, whose, (key, locale), &wish.content_sid).await?;
    Ok(HttpResponse::NoContent().finish())
}
