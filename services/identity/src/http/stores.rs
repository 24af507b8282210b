//! The stores of the tenant one works for.
use actix_web::{HttpResponse, Responder, get, patch, post, web};
use serde::{Deserialize, Serialize};
use souk_events::{StoreId, TenantId};
use souk_kit::{
    Caller, Json, Lang, Path, Problem, View,
    caller::{Agent, Manager},
    problem::ProblemBody,
};
use utoipa::ToSchema;

use super::tenants::NewStore;
use crate::{
    State,
    app::stores,
    store::stores::{Change, Store},
};

/// A store.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoreAnswer {
    /// Which.
    pub id: StoreId,
    /// Whose.
    pub tenant_id: TenantId,
    /// Its word in URLs.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// ISO 4217.
    pub currency: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA.
    pub timezone: String,
    /// Language it writes in.
    pub language: String,
    /// Town, empty when not said.
    pub city: String,
    /// Counts changes.
    pub version: i64,
}

impl From<Store> for StoreAnswer {
    fn from(s: Store) -> Self {
        Self {
            id: s.id,
            tenant_id: s.tenant_id,
            slug: s.slug,
            name: s.name,
            currency: s.currency,
            country: s.country,
            timezone: s.timezone,
            language: s.language,
            city: s.city,
            version: s.version,
        }
    }
}

/// Stores.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoreList {
    /// Oldest first.
    pub items: Vec<StoreAnswer>,
}

/// The tenant's stores.
#[utoipa::path(
    operation_id = "list_own_stores", tag = "tenants", security(("bearer" = [])),
    responses((status = 200, body = StoreList))
)]
#[get("/v1/tenants/current/stores")]
pub async fn list_stores(caller: Caller<Agent>, state: web::Data<State>) -> Result<impl Responder, Problem> {
    let items = stores::list(&state, caller.tenant()?).await?.into_iter().map(StoreAnswer::from).collect();
    Ok(HttpResponse::Ok().json(StoreList { items }))
}

/// Adds a store.
#[utoipa::path(
    operation_id = "create_store", tag = "tenants", security(("bearer" = [])), request_body = NewStore,
    responses(
        (status = 201, body = StoreAnswer),
        (status = 409, description = "`quota_reached`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/tenants/current/stores")]
pub async fn create_store(
    caller: Caller<Manager>,
    view: View,
    state: web::Data<State>,
    body: Json<NewStore>,
) -> Result<impl Responder, Problem> {
    let Json(new) = body;
    let store = stores::add(&state, caller.tenant()?, &new.into(), view.lang).await?;
    Ok(HttpResponse::Created().json(StoreAnswer::from(store)))
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StoreChange {
    /// Name.
    #[schema(min_length = 1, max_length = 80)]
    pub name: Option<String>,
    /// Town.
    #[schema(max_length = 80)]
    pub city: Option<String>,
    /// IANA.
    #[schema(max_length = 64)]
    pub timezone: Option<String>,
    /// Language it writes in.
    pub language: Option<Lang>,
    /// Its word in URLs.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 3, max_length = 60)]
    pub slug: Option<String>,
}

/// Changes a store. Currency and country stay.
#[utoipa::path(
    operation_id = "update_store", tag = "tenants", security(("bearer" = [])), request_body = StoreChange,
    params(("store_id" = StoreId, Path)),
    responses((status = 200, body = StoreAnswer))
)]
#[patch("/v1/tenants/current/stores/{store_id}")]
pub async fn update_store(
    caller: Caller<Manager>,
    state: web::Data<State>,
    path: Path<StoreId>,
    body: Json<StoreChange>,
) -> Result<impl Responder, Problem> {
    let Json(StoreChange { name, city, timezone, language, slug }) = body;
    let change = Change { slug, name, timezone, language: language.map(|l| l.code().to_owned()), city };
    let store = stores::change(&state, caller.tenant()?, *path, &change).await?;
    Ok(HttpResponse::Ok().json(StoreAnswer::from(store)))
}
