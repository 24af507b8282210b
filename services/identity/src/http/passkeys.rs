//! Passkeys: one's own, signing in with one, and proving once more who one is.
use actix_web::{HttpRequest, HttpResponse, Responder, delete, get, http::header, patch, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use souk_events::TenantId;
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Anyone, Fresh, User},
    problem::ProblemBody,
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    auth::{ConfirmedAnswer, TokenAnswer, answer, confirmed, session},
    client,
};
use crate::{
    State,
    app::{
        passkey_proof,
        passkeys::{self, Asked, Passkey},
    },
};

/// A passkey.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyAnswer {
    /// Which.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was used last.
    pub last_used_at: Option<DateTime<Utc>>,
}

impl From<Passkey> for PasskeyAnswer {
    fn from(one: Passkey) -> Self {
        Self { id: one.id, name: one.name, created_at: one.created_at, last_used_at: one.used_at }
    }
}

/// Passkeys.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyList {
    /// Oldest first.
    pub items: Vec<PasskeyAnswer>,
}

/// What a device is asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Challenge {
    /// To be sent back with the answer; good once, for some minutes.
    pub challenge_id: Uuid,
    /// `publicKey` of `navigator.credentials.create` or `.get`, bytes in base64url.
    #[schema(value_type = Object)]
    pub public_key: Value,
}

fn asked(asked: Asked) -> HttpResponse {
    HttpResponse::Created()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(Challenge { challenge_id: asked.id, public_key: asked.public_key })
}

/// One's passkeys, a hundred at most.
#[utoipa::path(
    operation_id = "list_passkeys", tag = "me", security(("bearer" = [])),
    responses((status = 200, body = PasskeyList))
)]
#[get("/v1/me/passkeys")]
pub async fn list_passkeys(caller: Caller<User>, state: web::Data<State>) -> Result<impl Responder, Problem> {
    let found = passkeys::list(&state, caller.user()?).await?;
    let items = found.into_iter().map(PasskeyAnswer::from).collect();
    Ok(HttpResponse::Ok().json(PasskeyList { items }))
}

/// Asks a device to make a passkey.
#[utoipa::path(
    operation_id = "begin_passkey", tag = "me", security(("bearer" = [])),
    responses((status = 201, body = Challenge))
)]
#[post("/v1/me/passkey-challenges")]
pub async fn begin_passkey(
    caller: Caller<Fresh<User>>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    Ok(asked(passkeys::begin(&state, caller.user()?).await?))
}

/// A passkey that a device made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// The question that it answers.
    pub challenge_id: Uuid,
    /// What its owner will know it by.
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    /// What the device answered, as `PublicKeyCredential.toJSON()` writes it.
    #[schema(value_type = Object)]
    pub credential: Value,
}

/// Keeps the passkey that a device made; its owner gets a mail.
#[utoipa::path(
    operation_id = "create_passkey", tag = "me", security(("bearer" = [])), request_body = NewPasskey,
    responses(
        (status = 201, body = PasskeyAnswer),
        (status = 409, description = "`passkey_known`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 410, description = "`challenge_over`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/me/passkeys")]
pub async fn create_passkey(
    caller: Caller<Fresh<User>>,
    state: web::Data<State>,
    body: Json<NewPasskey>,
) -> Result<impl Responder, Problem> {
    let body = body.0;
    let added = passkeys::add(&state, caller.user()?, body.challenge_id, &body.name, body.credential).await?;
    Ok(HttpResponse::Created().json(PasskeyAnswer::from(added)))
}

/// What a passkey is called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyChange {
    /// What its owner will know it by.
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
}

/// Calls a passkey otherwise.
#[utoipa::path(
    operation_id = "update_passkey", tag = "me", security(("bearer" = [])), params(("passkey_id" = Uuid, Path)),
    request_body = PasskeyChange,
    responses((status = 204, description = "Done."))
)]
#[patch("/v1/me/passkeys/{passkey_id}")]
pub async fn update_passkey(
    caller: Caller<User>,
    state: web::Data<State>,
    path: Path<Uuid>,
    body: Json<PasskeyChange>,
) -> Result<impl Responder, Problem> {
    passkeys::rename(&state, caller.user()?, *path, &body.name).await?;
    Ok(HttpResponse::NoContent())
}

/// Takes a passkey away; its owner gets a mail.
#[utoipa::path(
    operation_id = "remove_passkey", tag = "me", security(("bearer" = [])), params(("passkey_id" = Uuid, Path)),
    responses((status = 204, description = "Gone."))
)]
#[delete("/v1/me/passkeys/{passkey_id}")]
pub async fn remove_passkey(
    caller: Caller<Fresh<User>>,
    state: web::Data<State>,
    path: Path<Uuid>,
) -> Result<impl Responder, Problem> {
    passkeys::remove(&state, caller.user()?, *path).await?;
    Ok(HttpResponse::NoContent())
}

/// Asks the device of whoever wants to sign in. Any passkey that it has for the platform will do.
#[utoipa::path(
    operation_id = "begin_passkey_sign_in", tag = "auth",
    responses((status = 201, body = Challenge))
)]
#[post("/v1/auth/passkey/challenge")]
pub async fn begin_passkey_sign_in(
    req: HttpRequest,
    caller: Option<Caller<Anyone>>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    let client = client::read(&req, caller.as_ref());
    Ok(asked(passkey_proof::ask_sign_in(&state, &client).await?))
}

/// What a device answered to whoever wants to sign in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeySignIn {
    /// The question that it answers.
    pub challenge_id: Uuid,
    /// What the device answered, as `PublicKeyCredential.toJSON()` writes it.
    #[schema(value_type = Object)]
    pub credential: Value,
    /// The tenant to work for; where the person was last when left out.
    pub tenant_id: Option<TenantId>,
    /// What the person knows this device by.
    #[schema(max_length = 80)]
    pub device: Option<String>,
}

/// Signs in with a passkey: no password, no code.
#[utoipa::path(
    operation_id = "create_passkey_token", tag = "auth", request_body = PasskeySignIn,
    responses(
        (status = 200, body = TokenAnswer),
        (status = 401, description = "`passkey_refused`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 410, description = "`challenge_over`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/auth/passkey")]
pub async fn create_passkey_token(
    req: HttpRequest,
    caller: Option<Caller<Anyone>>,
    state: web::Data<State>,
    body: Json<PasskeySignIn>,
) -> Result<impl Responder, Problem> {
    let body = body.0;
    let client = client::named(&req, caller.as_ref(), body.device.as_deref())?;
    let tokens =
        passkey_proof::api(&state, body.challenge_id, body.credential, body.tenant_id, &client).await?;
    Ok(answer(&state, tokens))
}

/// Asks the device of whoever is signed in, after an answer `step_up_required`.
#[utoipa::path(
    operation_id = "begin_passkey_confirm", tag = "auth", security(("bearer" = [])),
    responses((status = 201, body = Challenge))
)]
#[post("/v1/auth/confirm/passkey/challenge")]
pub async fn begin_passkey_confirm(
    caller: Caller<User>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    Ok(asked(passkey_proof::ask_confirm(&state, caller.user()?).await?))
}

/// What a device answered to whoever is signed in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyConfirmation {
    /// The question that it answers.
    pub challenge_id: Uuid,
    /// What the device answered, as `PublicKeyCredential.toJSON()` writes it.
    #[schema(value_type = Object)]
    pub credential: Value,
}

/// Proves again who one is, with a passkey instead of password and code.
#[utoipa::path(
    operation_id = "confirm_with_passkey", tag = "auth", security(("bearer" = [])),
    request_body = PasskeyConfirmation,
    responses(
        (status = 200, body = ConfirmedAnswer),
        (status = 410, description = "`challenge_over`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/auth/confirm/passkey")]
pub async fn confirm_with_passkey(
    caller: Caller<User>,
    state: web::Data<State>,
    body: Json<PasskeyConfirmation>,
) -> Result<impl Responder, Problem> {
    let (user, session) = (caller.user()?, session(&caller)?);
    let body = body.0;
    let (_, access) =
        passkey_proof::confirm(&state, user, session, body.challenge_id, body.credential).await?;
    Ok(confirmed(&state, access))
}
