//! Keys for the shop's programs.
use actix_web::{HttpResponse, Responder, delete, get, http::header, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::UserId;
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Fresh, Manager},
    problem::ProblemBody,
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    State,
    app::api_keys::{self, Draft},
    store::api_keys::ApiKey,
};

/// What a key is to do.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApiKey {
    /// What people know it by.
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    /// `<area>:read` or `<area>:write`, of catalog, orders, payments, reservations, whatsapp; who may write may read.
    #[schema(min_items = 1, max_items = 4)]
    pub scopes: Vec<String>,
    /// Its life; for ever when left out.
    #[schema(minimum = 1, maximum = 366)]
    pub expires_in_days: Option<i64>,
}

/// A key without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiKeyAnswer {
    /// Which.
    pub id: Uuid,
    /// What people know it by.
    pub name: String,
    /// Its last four letters.
    pub hint: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Who made it; it may do what they may, at most.
    pub made_by: UserId,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last use, to some minutes.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Until when.
    pub expires_at: Option<DateTime<Utc>>,
}

impl From<ApiKey> for ApiKeyAnswer {
    fn from(key: ApiKey) -> Self {
        Self {
            id: key.id,
            name: key.name,
            hint: key.hint,
            scopes: key.scopes,
            made_by: key.user_id,
            created_at: key.created_at,
            last_used_at: key.last_used_at,
            expires_at: key.expires_at,
        }
    }
}

/// A new key.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiKeyMade {
    /// The key itself, for `Authorization: Bearer`; never told again.
    pub secret: String,
    /// What is kept of it.
    pub key: ApiKeyAnswer,
}

/// Keys.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiKeyList {
    /// Newest first.
    pub items: Vec<ApiKeyAnswer>,
}

/// Makes a key.
#[utoipa::path(
    operation_id = "create_api_key", tag = "keys", security(("bearer" = [])), request_body = NewApiKey,
    responses(
        (status = 201, body = ApiKeyMade),
        (status = 409, description = "`quota_reached`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/api-keys")]
pub async fn create_api_key(
    caller: Caller<Fresh<Manager>>,
    state: web::Data<State>,
    body: Json<NewApiKey>,
) -> Result<impl Responder, Problem> {
    let body = body.0;
    let draft = Draft { name: body.name, scopes: body.scopes, days: body.expires_in_days };
    let (key, secret) = api_keys::create(&state, caller.tenant()?, caller.user()?, &draft).await?;
    Ok(HttpResponse::Created()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(ApiKeyMade { secret, key: key.into() }))
}

/// The shop's keys, newest first, a hundred at most.
#[utoipa::path(
    operation_id = "list_api_keys", tag = "keys", security(("bearer" = [])),
    responses((status = 200, body = ApiKeyList))
)]
#[get("/v1/api-keys")]
pub async fn list_api_keys(
    caller: Caller<Manager>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    let found = api_keys::list(&state, caller.tenant()?).await?;
    Ok(HttpResponse::Ok().json(ApiKeyList { items: found.into_iter().map(ApiKeyAnswer::from).collect() }))
}

/// Takes a key back, at once.
#[utoipa::path(
    operation_id = "revoke_api_key", tag = "keys", security(("bearer" = [])), params(("key_id" = Uuid, Path)),
    responses((status = 204, description = "Taken back."))
)]
#[delete("/v1/api-keys/{key_id}")]
pub async fn revoke_api_key(
    caller: Caller<Manager>,
    state: web::Data<State>,
    path: Path<Uuid>,
) -> Result<impl Responder, Problem> {
    api_keys::revoke(&state, caller.tenant()?, *path).await?;
    Ok(HttpResponse::NoContent())
}
