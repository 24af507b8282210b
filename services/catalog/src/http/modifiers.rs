//! Modifier groups as their staff see and change them.
use actix_web::{HttpResponse, delete, get, http::StatusCode, http::header, post, put, web};
use serde::{Deserialize, Serialize};
use souk_events::{ModifierGroupId, ModifierId, StoreId};
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Agent, Seller},
    etag::{self, IfMatch},
    problem::ProblemBody,
};
use utoipa::ToSchema;

use crate::{
    app::modifiers,
    domain::{
        modifier::{Group, GroupInput, Modifier},
        titles::{self, TitleInput},
    },
    state::State,
};

const TAG: &str = "modifiers";

/// A new group.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NewGroup {
    /// The store whose products it goes with.
    pub store_id: StoreId,
    /// The group.
    #[serde(flatten)]
    pub group: GroupInput,
}

/// A group with its answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModifierGroup {
    /// Its id.
    pub id: ModifierGroupId,
    /// The store whose products it goes with.
    pub store_id: StoreId,
    /// The question, in the store's language.
    pub title: String,
    /// The question in further languages.
    pub translations: Vec<TitleInput>,
    /// Fewest answers.
    pub min: usize,
    /// Most answers.
    pub max: usize,
    /// Whether it must be answered.
    pub required: bool,
    /// The answers, in order.
    pub modifiers: Vec<OwnModifier>,
    /// Version, for If-Match.
    pub version: i64,
}

/// An answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnModifier {
    /// Its id.
    pub id: ModifierId,
    /// Its title, in the store's language.
    pub title: String,
    /// Its title in further languages.
    pub translations: Vec<TitleInput>,
    /// What it adds to the price, in minor units of the store's currency.
    pub price_delta: i64,
    /// Not to be had at the moment.
    pub sold_out: bool,
}

impl From<Group> for ModifierGroup {
    fn from(group: Group) -> Self {
        let own = |of: Modifier| OwnModifier {
            id: of.id,
            title: of.title,
            translations: titles::written(&of.titles),
            price_delta: of.price_delta,
            sold_out: of.sold_out,
        };
        Self {
            id: group.id,
            store_id: group.store,
            title: group.title,
            translations: titles::written(&group.titles),
            min: group.min,
            max: group.max,
            required: group.min > 0,
            modifiers: group.modifiers.into_iter().map(own).collect(),
            version: group.version,
        }
    }
}

fn answer(status: StatusCode, group: Group) -> HttpResponse {
    let tag = etag::tag(group.version);
    HttpResponse::build(status).insert_header((header::ETAG, tag)).json(ModifierGroup::from(group))
}

/// The tenant's groups, by store and age; at most 200 of each store.
#[utoipa::path(
    tag = TAG, operation_id = "list_modifier_groups", security(("bearer" = [])),
    responses((status = 200, body = Vec<ModifierGroup>))
)]
#[get("/v1/catalog/modifier-groups")]
pub async fn list_modifier_groups(
    caller: Caller<Agent>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let all = modifiers::groups(&state, caller.tenant()?).await?;
    Ok(HttpResponse::Ok().json(all.into_iter().map(Into::into).collect::<Vec<ModifierGroup>>()))
}

/// A group.
#[utoipa::path(
    tag = TAG, operation_id = "get_modifier_group", params(("modifier_group_id" = ModifierGroupId, Path)), security(("bearer" = [])),
    responses((status = 200, body = ModifierGroup, headers(("etag" = String))))
)]
#[get("/v1/catalog/modifier-groups/{modifier_group_id}")]
pub async fn get_modifier_group(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<ModifierGroupId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(StatusCode::OK, modifiers::get(&state, caller.tenant()?, id.0).await?))
}

/// A new group of a store, to go with its products.
#[utoipa::path(
    tag = TAG, operation_id = "create_modifier_group", request_body = NewGroup, security(("bearer" = [])),
    responses(
        (status = 201, body = ModifierGroup, headers(("etag" = String))),
        (status = 404, description = "No such store of the tenant", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/catalog/modifier-groups")]
pub async fn create_modifier_group(
    caller: Caller<Seller>,
    state: web::Data<State>,
    body: Json<NewGroup>,
) -> Result<HttpResponse, Problem> {
    let made = modifiers::create(&state, caller.tenant()?, body.store_id, &body.group).await?;
    Ok(answer(StatusCode::CREATED, made))
}

/// Saves a group. Answers that are left out are removed.
#[utoipa::path(
    tag = TAG, operation_id = "replace_modifier_group", request_body = GroupInput, security(("bearer" = [])),
    params(
        ("modifier_group_id" = ModifierGroupId, Path),
        ("if-match" = String, Header, description = "The ETag that was edited"),
    ),
    responses(
        (status = 200, body = ModifierGroup, headers(("etag" = String))),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/catalog/modifier-groups/{modifier_group_id}")]
pub async fn replace_modifier_group(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<ModifierGroupId>,
    expected: IfMatch,
    body: Json<GroupInput>,
) -> Result<HttpResponse, Problem> {
    let saved = modifiers::save(&state, caller.tenant()?, id.0, expected.0, &body).await?;
    Ok(answer(StatusCode::OK, saved))
}

/// Removes a group; its products do without it.
#[utoipa::path(
    tag = TAG, operation_id = "delete_modifier_group", security(("bearer" = [])),
    params(("modifier_group_id" = ModifierGroupId, Path)),
    responses((status = 204))
)]
#[delete("/v1/catalog/modifier-groups/{modifier_group_id}")]
pub async fn delete_modifier_group(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<ModifierGroupId>,
) -> Result<HttpResponse, Problem> {
    modifiers::delete(&state, caller.tenant()?, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Marks an answer as sold out.
#[utoipa::path(
    tag = TAG, operation_id = "set_modifier_sold_out", params(("modifier_id" = ModifierId, Path)), security(("bearer" = [])),
    responses((status = 200, body = ModifierGroup, headers(("etag" = String))))
)]
#[put("/v1/catalog/modifiers/{modifier_id}/sold-out")]
pub async fn set_modifier_sold_out(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<ModifierId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(StatusCode::OK, modifiers::set_sold_out(&state, caller.tenant()?, id.0, true).await?))
}

/// Sells an answer again.
#[utoipa::path(
    tag = TAG, operation_id = "clear_modifier_sold_out", params(("modifier_id" = ModifierId, Path)), security(("bearer" = [])),
    responses((status = 200, body = ModifierGroup, headers(("etag" = String))))
)]
#[delete("/v1/catalog/modifiers/{modifier_id}/sold-out")]
pub async fn clear_modifier_sold_out(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<ModifierId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(StatusCode::OK, modifiers::set_sold_out(&state, caller.tenant()?, id.0, false).await?))
}
