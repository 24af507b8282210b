//! The signed-in person.
use actix_web::{HttpResponse, Responder, get, patch, web};
use serde::{Deserialize, Serialize};
use souk_events::{TenantId, UserId};
use souk_kit::{Caller, Json, Lang, Problem, caller::User, token::Role};
use utoipa::ToSchema;

use super::internal::TenantBrief;
use crate::{
    State,
    app::profile::{self, Profile},
};

/// A person as they see themselves.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Who.
    pub user_id: UserId,
    /// E-mail address.
    pub email: String,
    /// Name.
    pub display_name: String,
    /// Language of mails and pages.
    pub language: String,
    /// Platform operator.
    pub admin: bool,
    /// The tenant that the token speaks for.
    pub tenant_id: Option<TenantId>,
    /// The role there.
    pub role: Option<Role>,
    /// All tenants they work for.
    pub tenants: Vec<TenantBrief>,
}

fn answer(caller: &Caller<User>, profile: Profile) -> HttpResponse {
    HttpResponse::Ok().json(Me {
        user_id: profile.user,
        email: profile.email,
        display_name: profile.display_name,
        language: profile.language,
        admin: profile.admin,
        tenant_id: caller.claims().tid,
        role: caller.claims().role,
        tenants: profile.tenants.iter().map(TenantBrief::from).collect(),
    })
}

/// Who one is.
#[utoipa::path(
    operation_id = "get_me", tag = "users", security(("bearer" = [])),
    responses((status = 200, body = Me))
)]
#[get("/v1/me")]
pub async fn get_me(caller: Caller<User>, state: web::Data<State>) -> Result<impl Responder, Problem> {
    Ok(answer(&caller, profile::find(&state, caller.user()?).await?))
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeChange {
    /// Name.
    #[schema(min_length = 1, max_length = 80)]
    pub display_name: Option<String>,
    /// Language of mails and pages.
    pub language: Option<Lang>,
}

/// Changes name or language.
#[utoipa::path(
    operation_id = "update_me", tag = "users", security(("bearer" = [])), request_body = MeChange,
    responses((status = 200, body = Me))
)]
#[patch("/v1/me")]
pub async fn update_me(
    caller: Caller<User>,
    state: web::Data<State>,
    body: Json<MeChange>,
) -> Result<impl Responder, Problem> {
    let changed =
        profile::change(&state, caller.user()?, body.display_name.as_deref(), body.language).await?;
    Ok(answer(&caller, changed))
}
