//! `/v1/fulfilments`: how each of the merchant's stores hands over its orders.
use actix_web::{HttpResponse, get, put, web};
use serde::Serialize;
use souk_events::StoreId;
use souk_kit::{Caller, Json, Path, Problem, caller::Manager, problem::ProblemBody};

use super::if_match::{IfMatch, etag};
use crate::{
    app::fulfilments::{self, Setting},
    domain::fulfilment::Rule,
    state::State,
};

/// A store's rule as it stands.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FulfilmentView {
    store_id: StoreId,
    store_name: String,
    /// Of all amounts. While the store sells in another currency nothing is delivered, until the rule is replaced.
    #[schema(pattern = "^[A-Z]{3}$", example = "EUR")]
    currency: String,
    /// Of all times.
    timezone: String,
    #[serde(flatten)]
    rule: Rule,
    /// 0 while the merchant said nothing.
    version: i64,
}

impl From<Setting> for FulfilmentView {
    fn from(setting: Setting) -> Self {
        let Setting { store, rule, currency, version } = setting;
        Self {
            store_id: store.store_id,
            store_name: store.name,
            currency,
            timezone: store.timezone,
            rule,
            version,
        }
    }
}

/// All of them.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Fulfilments {
    items: Vec<FulfilmentView>,
}

/// How the merchant's stores hand over orders.
#[utoipa::path(
    tag = "fulfilments", operation_id = "list_fulfilments", security(("bearer" = [])),
    responses(
        (status = 200, description = "One per store, by name", body = Fulfilments),
        (status = 403, description = "Only managers and owners", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/fulfilments")]
pub async fn list_fulfilments(
    caller: Caller<Manager>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let all = fulfilments::list(&state, caller.tenant()?).await?;
    Ok(HttpResponse::Ok().json(Fulfilments { items: all.into_iter().map(Into::into).collect() }))
}

fn answer(setting: Setting) -> HttpResponse {
    HttpResponse::Ok().insert_header(etag(setting.version)).json(FulfilmentView::from(setting))
}

/// How one store hands over orders.
#[utoipa::path(
    tag = "fulfilments", operation_id = "get_fulfilment", security(("bearer" = [])),
    params(("store_id" = StoreId, Path, description = "A store")),
    responses(
        (status = 200, description = "The rule, with its version as ETag", body = FulfilmentView),
        (status = 403, description = "Only managers and owners", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/fulfilments/{store_id}")]
pub async fn get_fulfilment(
    caller: Caller<Manager>,
    state: web::Data<State>,
    store: Path<StoreId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(fulfilments::get(&state, caller.tenant()?, *store).await?))
}

/// Puts a rule in place; orders that were placed keep what was agreed.
#[utoipa::path(
    tag = "fulfilments", operation_id = "replace_fulfilment", request_body = Rule, security(("bearer" = [])),
    params(
        ("store_id" = StoreId, Path, description = "A store"),
        ("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "The version that is changed; \"0\" for a first rule"),
    ),
    responses(
        (status = 200, description = "Changed", body = FulfilmentView),
        (status = 400, description = "No If-Match, or an unreadable one", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only managers and owners", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/fulfilments/{store_id}")]
pub async fn replace_fulfilment(
    caller: Caller<Manager>,
    state: web::Data<State>,
    store: Path<StoreId>,
    version: IfMatch,
    wish: Json<Rule>,
) -> Result<HttpResponse, Problem> {
    let version = version.needed()?;
    Ok(answer(fulfilments::replace(&state, caller.tenant()?, *store, version, wish.0).await?))
}
