//! Tokens for API clients, passwords, the tenant of a session.
use actix_web::{HttpRequest, HttpResponse, Responder, http::header, post, web};
use serde::{Deserialize, Serialize};
use souk_events::{SessionId, TenantId, UserId};
use souk_kit::{
    Caller, Json, Problem,
    caller::{Anyone, User},
    problem::ProblemBody,
    token::Role,
};
use utoipa::ToSchema;

use super::{client, users::Address};
use crate::{
    State,
    app::{
        access::Access,
        confirm,
        log_in::{self, Tokens},
        refresh, reset, sessions,
    },
    error,
    store::sessions::Reason,
};

/// Address and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// E-mail address.
    #[schema(format = Email, max_length = 254)]
    pub email: String,
    /// Password.
    #[schema(max_length = 128)]
    pub password: String,
    /// The code of the second factor, or a recovery code, of who has one.
    #[schema(max_length = 40)]
    pub code: Option<String>,
    /// The tenant to work for; where the person was last when left out.
    pub tenant_id: Option<TenantId>,
    /// What the person knows this device by.
    #[schema(max_length = 80)]
    pub device: Option<String>,
}

/// An access token and what follows it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokenAnswer {
    /// For `Authorization: Bearer`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds until the access token ends.
    pub expires_in: i64,
    /// Good once, for the next access token.
    pub refresh_token: String,
    /// The session.
    pub session_id: SessionId,
    /// Who.
    pub user_id: UserId,
    /// The tenant the tokens speak for.
    pub tenant_id: Option<TenantId>,
    /// The role there.
    pub role: Option<Role>,
}

/// What an API client is told when it is signed in.
pub(super) fn answer(state: &State, tokens: Tokens) -> HttpResponse {
    let standing = &tokens.standing;
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(TokenAnswer {
        access_token: tokens.access.token,
        token_type: "Bearer",
        expires_in: state.config.sessions.access_seconds,
        refresh_token: tokens.refresh,
        session_id: standing.session,
        user_id: standing.user,
        tenant_id: standing.tenant(),
        role: standing.role(),
    })
}

/// Signs in.
#[utoipa::path(
    operation_id = "create_token", tag = "auth", request_body = Credentials,
    responses(
        (status = 200, body = TokenAnswer),
        (status = 401, description = "Wrong address or password, or a code is needed: `second_factor_required`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "The address is not confirmed yet", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/auth/token")]
pub async fn create_token(
    req: HttpRequest,
    caller: Option<Caller<Anyone>>,
    state: web::Data<State>,
    body: Json<Credentials>,
) -> Result<impl Responder, Problem> {
    let client = client::named(&req, caller.as_ref(), body.device.as_deref())?;
    let code = body.code.as_deref();
    let tokens = log_in::api(&state, &body.email, &body.password, code, body.tenant_id, &client).await?;
    Ok(answer(&state, tokens))
}

/// A refresh token.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshRequest {
    /// The last one that was given.
    #[schema(max_length = 128)]
    pub refresh_token: String,
}

/// Exchanges a refresh token. Within half a minute the same device gets the same successor again; later use of
/// an exchanged token ends the session.
#[utoipa::path(
    operation_id = "refresh_token", tag = "auth", request_body = RefreshRequest,
    responses(
        (status = 200, body = TokenAnswer),
        (status = 401, description = "Not a token that may be exchanged", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/auth/refresh")]
pub async fn refresh_token(
    req: HttpRequest,
    state: web::Data<State>,
    body: Json<RefreshRequest>,
) -> Result<impl Responder, Problem> {
    let client = client::read(&req, None);
    Ok(answer(&state, refresh::refresh(&state, &body.refresh_token, &client).await?))
}

/// Sends a link to set a new password. Says nothing about whether there is an account.
#[utoipa::path(
    operation_id = "forgot_password", tag = "auth", request_body = Address,
    responses((status = 202, description = "A mail goes out if there is an account."))
)]
#[post("/v1/auth/forgot")]
pub async fn forgot_password(
    state: web::Data<State>,
    body: Json<Address>,
) -> Result<impl Responder, Problem> {
    reset::forgot(&state, &body.email).await?;
    Ok(HttpResponse::Accepted())
}

/// A link's token and a new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetRequest {
    /// What stands after `token=` in the link.
    #[schema(max_length = 128)]
    pub token: String,
    /// 10 to 128 characters, not the obvious.
    #[schema(min_length = 10, max_length = 128)]
    pub password: String,
}

/// Sets a new password with a link; all sessions end.
#[utoipa::path(
    operation_id = "reset_password", tag = "auth", request_body = ResetRequest,
    responses(
        (status = 204, description = "Done."),
        (status = 410, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/auth/reset")]
pub async fn reset_password(
    state: web::Data<State>,
    body: Json<ResetRequest>,
) -> Result<impl Responder, Problem> {
    reset::reset(&state, &body.token, &body.password).await?;
    Ok(HttpResponse::NoContent())
}

/// The old and the new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The old one.
    #[schema(max_length = 128)]
    pub current_password: String,
    /// 10 to 128 characters, not the obvious.
    #[schema(min_length = 10, max_length = 128)]
    pub password: String,
}

/// Changes one's password; other sessions end.
#[utoipa::path(
    operation_id = "change_password", tag = "auth", security(("bearer" = [])), request_body = PasswordChange,
    responses((status = 204, description = "Done."))
)]
#[post("/v1/auth/password")]
pub async fn change_password(
    caller: Caller<User>,
    state: web::Data<State>,
    body: Json<PasswordChange>,
) -> Result<impl Responder, Problem> {
    let session = session(&caller).ok();
    reset::change(&state, caller.user()?, session, &body.current_password, &body.password).await?;
    Ok(HttpResponse::NoContent())
}

/// A tenant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchRequest {
    /// The tenant to work for.
    pub tenant_id: TenantId,
}

/// An access token for another tenant.
#[derive(Debug, Serialize, ToSchema)]
pub struct SwitchAnswer {
    /// For `Authorization: Bearer`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds until the access token ends.
    pub expires_in: i64,
    /// The tenant it speaks for.
    pub tenant_id: TenantId,
    /// The role there.
    pub role: Option<Role>,
}

/// Works for another tenant from now on, without signing in again.
#[utoipa::path(
    operation_id = "switch_tenant", tag = "auth", security(("bearer" = [])), request_body = SwitchRequest,
    responses((status = 200, body = SwitchAnswer))
)]
#[post("/v1/auth/switch")]
pub async fn switch_tenant(
    caller: Caller<User>,
    state: web::Data<State>,
    body: Json<SwitchRequest>,
) -> Result<impl Responder, Problem> {
    let tenant_id = body.tenant_id;
    let (standing, access) = sessions::switch(&state, caller.user()?, session(&caller)?, tenant_id).await?;
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(SwitchAnswer {
        access_token: access.token,
        token_type: "Bearer",
        expires_in: state.config.sessions.access_seconds,
        tenant_id,
        role: standing.role(),
    }))
}

/// The proof that it is still the same person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Password.
    #[schema(max_length = 128)]
    pub password: String,
    /// The code of the second factor, or a recovery code, of who has one.
    #[schema(max_length = 40)]
    pub code: Option<String>,
}

/// An access token that is good for what needs a fresh proof.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConfirmedAnswer {
    /// For `Authorization: Bearer`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds until the access token ends.
    pub expires_in: i64,
    /// Seconds for which the proof counts, also in later tokens of the same sign-in.
    pub fresh_for: i64,
}

/// Proves again who one is, after an answer `step_up_required`.
#[utoipa::path(
    operation_id = "confirm_person", tag = "auth", security(("bearer" = [])), request_body = Confirmation,
    responses((status = 200, body = ConfirmedAnswer))
)]
#[post("/v1/auth/confirm")]
pub async fn confirm_person(
    caller: Caller<User>,
    state: web::Data<State>,
    body: Json<Confirmation>,
) -> Result<impl Responder, Problem> {
    let (user, session) = (caller.user()?, session(&caller)?);
    let (_, access) = confirm::confirm(&state, user, session, &body.password, body.code.as_deref()).await?;
    Ok(confirmed(&state, access))
}

/// What an API client is told when the proof is fresh.
pub(super) fn confirmed(state: &State, access: Access) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(ConfirmedAnswer {
        access_token: access.token,
        token_type: "Bearer",
        expires_in: state.config.sessions.access_seconds,
        fresh_for: state.config.sessions.step_up().num_seconds(),
    })
}

/// The session that a token belongs to.
///
/// # Errors
/// 401 for a token without one.
pub fn session<D>(caller: &Caller<D>) -> Result<SessionId, Problem> {
    let sid = caller.claims().sid.as_deref().and_then(|s| s.parse().ok());
    sid.ok_or_else(error::session_unknown)
}

/// Signs out: the session and its refresh tokens end.
#[utoipa::path(
    operation_id = "end_session", tag = "auth", security(("bearer" = [])),
    responses((status = 204, description = "Signed out, also when the session had ended already."))
)]
#[post("/v1/auth/logout")]
pub async fn end_session(caller: Caller<User>, state: web::Data<State>) -> Result<impl Responder, Problem> {
    match sessions::end(&state, caller.user()?, session(&caller)?, Reason::Logout).await {
        Err(problem) if problem.kind != souk_kit::Kind::NotFound => Err(problem),
        _ => Ok(HttpResponse::NoContent()),
    }
}
