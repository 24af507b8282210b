//! Signing up and confirming the address.
use actix_web::{HttpResponse, Responder, post, web};
use serde::{Deserialize, Serialize};
use souk_events::UserId;
use souk_kit::{Json, Lang, Problem, View, problem::ProblemBody};
use utoipa::ToSchema;

use crate::{
    State,
    app::{
        sign_up::{self, SignUp},
        verify,
    },
};

/// A new account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// E-mail address.
    #[schema(format = Email, max_length = 254)]
    pub email: String,
    /// 10 to 128 characters, not the obvious.
    #[schema(min_length = 10, max_length = 128)]
    pub password: String,
    /// How to call the person.
    #[schema(min_length = 1, max_length = 80)]
    pub display_name: String,
    /// Language of mails and pages; the request's when left out.
    pub language: Option<Lang>,
    /// Token of an invitation.
    #[schema(max_length = 128)]
    pub invitation: Option<String>,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserCreated {
    /// The account. An address that has one already gets an id that means nothing.
    pub user_id: UserId,
    /// The address has to be confirmed before signing in.
    pub verification_required: bool,
}

/// Signs up.
#[utoipa::path(
    operation_id = "create_user", tag = "users", request_body = NewUser,
    responses(
        (status = 201, body = UserCreated),
        (status = 410, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/users")]
pub async fn create_user(
    view: View,
    state: web::Data<State>,
    body: Json<NewUser>,
) -> Result<impl Responder, Problem> {
    let Json(new) = body;
    let form = SignUp {
        email: new.email,
        password: new.password,
        display_name: new.display_name,
        language: new.language.unwrap_or(view.lang),
        invitation: new.invitation,
        next: None,
    };
    let done = sign_up::sign_up(&state, &form, None).await?;
    Ok(HttpResponse::Created()
        .json(UserCreated { user_id: done.user, verification_required: done.must_verify }))
}

/// An address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// E-mail address.
    #[schema(format = Email, max_length = 254)]
    pub email: String,
}

/// Sends the mail with the link again. Says nothing about whether there is an account.
#[utoipa::path(
    operation_id = "send_verification", tag = "users", request_body = Address,
    responses((status = 202, description = "A mail goes out if there is an unconfirmed account."))
)]
#[post("/v1/users/verification")]
pub async fn send_verification(
    state: web::Data<State>,
    body: Json<Address>,
) -> Result<impl Responder, Problem> {
    verify::send_again(&state, &body.email).await?;
    Ok(HttpResponse::Accepted())
}

/// The token of a link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkToken {
    /// What stands after `token=` in the link.
    #[schema(max_length = 128)]
    pub token: String,
}

/// Who it was.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserVerified {
    /// The account.
    pub user_id: UserId,
}

/// Confirms an address.
#[utoipa::path(
    operation_id = "verify_user", tag = "users", request_body = LinkToken,
    responses(
        (status = 200, body = UserVerified),
        (status = 410, body = ProblemBody, content_type = "application/problem+json")
    )
)]
#[post("/v1/users/verify")]
pub async fn verify_user(state: web::Data<State>, body: Json<LinkToken>) -> Result<impl Responder, Problem> {
    Ok(HttpResponse::Ok().json(UserVerified { user_id: verify::verify(&state, &body.token).await? }))
}
