//! Onboarding, and the tenant one works for.
use actix_web::{HttpResponse, Responder, get, patch, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{StoreId, TenantId};
use souk_kit::{
    Caller, Json, Lang, Problem, View,
    caller::{Agent, Owner, User},
};
use utoipa::ToSchema;

use super::auth::session;
use crate::{
    State,
    app::{stores::Draft, tenants},
    store::tenants::Tenant,
};

/// A tenant with its first store, or a further store.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStore {
    /// Name of the shop.
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    /// ISO 3166-1 alpha-2.
    #[schema(pattern = "^[A-Z]{2}$")]
    pub country: String,
    /// ISO 4217.
    #[schema(pattern = "^[A-Z]{3}$")]
    pub currency: String,
    /// Town.
    #[schema(max_length = 80)]
    pub city: Option<String>,
    /// IANA; the country's when left out.
    #[schema(max_length = 64)]
    pub timezone: Option<String>,
    /// Language the shop writes in; the request's when left out.
    pub language: Option<Lang>,
    /// The shop's word in URLs; made of the name when left out.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 3, max_length = 60)]
    pub slug: Option<String>,
}

impl From<NewStore> for Draft {
    fn from(new: NewStore) -> Self {
        let NewStore { name, country, currency, city, timezone, language, slug } = new;
        Self { name, country, currency, city, timezone, language, slug }
    }
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TenantCreated {
    /// The tenant; the caller owns it.
    pub tenant_id: TenantId,
    /// Its first store.
    pub store_id: StoreId,
    /// The store's word in URLs.
    pub slug: String,
}

/// Opens a shop: a tenant with its first store.
#[utoipa::path(
    operation_id = "create_tenant", tag = "tenants", security(("bearer" = [])), request_body = NewStore,
    responses((status = 201, body = TenantCreated))
)]
#[post("/v1/tenants")]
pub async fn create_tenant(
    caller: Caller<User>,
    view: View,
    state: web::Data<State>,
    body: Json<NewStore>,
) -> Result<impl Responder, Problem> {
    let Json(new) = body;
    let store = tenants::open(&state, caller.user()?, session(&caller).ok(), &new.into(), view.lang).await?;
    let created = TenantCreated { tenant_id: store.tenant_id, store_id: store.id, slug: store.slug };
    Ok(HttpResponse::Created().json(created))
}

/// A tenant.
#[derive(Debug, Serialize, ToSchema)]
pub struct TenantAnswer {
    /// Which.
    pub id: TenantId,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// `pending` (its stores are not shown yet), `active` or `suspended`.
    pub status: String,
    /// Why it is suspended.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Counts changes.
    pub version: i64,
}

impl From<Tenant> for TenantAnswer {
    fn from(t: Tenant) -> Self {
        Self {
            id: t.id,
            name: t.name,
            country: t.country,
            status: t.status,
            reason: t.reason,
            created_at: t.created_at,
            version: t.version,
        }
    }
}

/// The tenant one works for.
#[utoipa::path(
    operation_id = "get_tenant", tag = "tenants", security(("bearer" = [])),
    responses((status = 200, body = TenantAnswer))
)]
#[get("/v1/tenants/current")]
pub async fn get_tenant(caller: Caller<Agent>, state: web::Data<State>) -> Result<impl Responder, Problem> {
    Ok(HttpResponse::Ok().json(TenantAnswer::from(tenants::find(&state, caller.tenant()?).await?)))
}

/// What to change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TenantChange {
    /// Its name.
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
}

/// Gives the tenant another name.
#[utoipa::path(
    operation_id = "update_tenant", tag = "tenants", security(("bearer" = [])), request_body = TenantChange,
    responses((status = 200, body = TenantAnswer))
)]
#[patch("/v1/tenants/current")]
pub async fn update_tenant(
    caller: Caller<Owner>,
    state: web::Data<State>,
    body: Json<TenantChange>,
) -> Result<impl Responder, Problem> {
    Ok(HttpResponse::Ok()
        .json(TenantAnswer::from(tenants::rename(&state, caller.tenant()?, &body.name).await?)))
}
