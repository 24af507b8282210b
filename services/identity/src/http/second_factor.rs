//! One's own second factor.
use actix_web::{HttpResponse, Responder, get, http::header, post, web};
use serde::{Deserialize, Serialize};
use souk_kit::{
    Caller, Json, Problem,
    caller::{Fresh, User},
    problem::ProblemBody,
};
use utoipa::ToSchema;

use crate::{State, app::second_factor};

/// How one stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecondFactorAnswer {
    /// A code is asked for at sign-in.
    pub on: bool,
    /// Recovery codes that were not used.
    pub recovery_codes_left: i64,
}

/// Whether one has a second factor.
#[utoipa::path(
    operation_id = "get_second_factor", tag = "me", security(("bearer" = [])),
    responses((status = 200, body = SecondFactorAnswer))
)]
#[get("/v1/me/second-factor")]
pub async fn get_second_factor(
    caller: Caller<User>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    let found = second_factor::status(&state, caller.user()?).await?;
    Ok(HttpResponse::Ok().json(SecondFactorAnswer { on: found.on, recovery_codes_left: found.codes_left }))
}

/// What an authenticator is told.
#[derive(Debug, Serialize, ToSchema)]
pub struct Enrolment {
    /// The secret, base 32.
    pub key: String,
    /// The same as an address that authenticators read, also from a picture.
    pub uri: String,
}

/// Makes a secret. It is asked for once its first code was sent.
#[utoipa::path(
    operation_id = "begin_second_factor", tag = "me", security(("bearer" = [])),
    responses(
        (status = 201, body = Enrolment),
        (status = 409, description = "There is one", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/me/second-factor")]
pub async fn begin_second_factor(
    caller: Caller<Fresh<User>>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    let made = second_factor::begin(&state, caller.user()?).await?;
    let answer = Enrolment { key: made.key, uri: made.uri };
    Ok(HttpResponse::Created().insert_header((header::CACHE_CONTROL, "no-store")).json(answer))
}

/// A code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Six digits.
    #[schema(max_length = 40)]
    pub code: String,
}

/// Recovery codes.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodes {
    /// Each good once instead of a code; never told again.
    pub recovery_codes: Vec<String>,
}

/// Takes the second factor into use with its first code.
#[utoipa::path(
    operation_id = "confirm_second_factor", tag = "me", security(("bearer" = [])), request_body = Code,
    responses((status = 200, body = RecoveryCodes))
)]
#[post("/v1/me/second-factor/confirm")]
pub async fn confirm_second_factor(
    caller: Caller<User>,
    state: web::Data<State>,
    body: Json<Code>,
) -> Result<impl Responder, Problem> {
    let recovery_codes = second_factor::confirm(&state, caller.user()?, &body.code).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(RecoveryCodes { recovery_codes }))
}

/// The password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// Password.
    #[schema(max_length = 128)]
    pub password: String,
}

/// Takes the second factor away.
#[utoipa::path(
    operation_id = "remove_second_factor", tag = "me", security(("bearer" = [])), request_body = Removal,
    responses((status = 204, description = "Gone."))
)]
#[post("/v1/me/second-factor/remove")]
pub async fn remove_second_factor(
    caller: Caller<User>,
    state: web::Data<State>,
    body: Json<Removal>,
) -> Result<impl Responder, Problem> {
    second_factor::remove(&state, caller.user()?, &body.password).await?;
    Ok(HttpResponse::NoContent())
}
