//! Categories as their staff see and change them.
use actix_web::{HttpResponse, delete, get, http::StatusCode, http::header, post, put, web};
use serde::Serialize;
use souk_events::CategoryId;
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Agent, Seller},
    etag::{self, IfMatch},
    problem::ProblemBody,
};
use utoipa::ToSchema;

use crate::{
    app::categories::{self, CategoryInput},
    domain::{
        category::Category,
        titles::{self, TitleInput},
    },
    state::State,
};

/// A category as its staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnCategory {
    /// Its id.
    pub id: CategoryId,
    /// The category it belongs to.
    pub parent_id: Option<CategoryId>,
    /// Its name.
    pub name: String,
    /// Its name in further languages.
    pub translations: Vec<TitleInput>,
    /// Its address part; it stays when the name changes.
    pub slug: String,
    /// Its place among its siblings, from 0.
    pub position: i32,
    /// How deep it stands, 0 at the top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<usize>,
    /// Products that stand right in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub products: Option<i64>,
    /// Version, for If-Match.
    pub version: i64,
}

impl From<Category> for OwnCategory {
    fn from(found: Category) -> Self {
        Self {
            id: found.id,
            parent_id: found.parent,
            name: found.name,
            translations: titles::written(&found.titles),
            slug: found.slug,
            position: found.position,
            depth: None,
            products: None,
            version: found.version,
        }
    }
}

fn answer(status: StatusCode, found: Category) -> HttpResponse {
    let tag = etag::tag(found.version);
    HttpResponse::build(status).insert_header((header::ETAG, tag)).json(OwnCategory::from(found))
}

/// The tenant's categories, each followed by what is below it.
#[utoipa::path(
    tag = "categories", operation_id = "list_categories", security(("bearer" = [])),
    responses((status = 200, body = Vec<OwnCategory>))
)]
#[get("/v1/catalog/categories")]
pub async fn list_categories(
    caller: Caller<Agent>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let all = categories::list(&state, caller.tenant()?).await?;
    let view = |(depth, found): (usize, &Category)| OwnCategory {
        depth: Some(depth),
        products: Some(all.products.get(&found.id).copied().unwrap_or(0)),
        ..found.clone().into()
    };
    Ok(HttpResponse::Ok().json(all.tree.walk().into_iter().map(view).collect::<Vec<_>>()))
}

/// A new category.
#[utoipa::path(
    tag = "categories", operation_id = "create_category", request_body = CategoryInput, security(("bearer" = [])),
    responses((status = 201, body = OwnCategory, headers(("etag" = String))))
)]
#[post("/v1/catalog/categories")]
pub async fn create_category(
    caller: Caller<Seller>,
    state: web::Data<State>,
    body: Json<CategoryInput>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(StatusCode::CREATED, categories::create(&state, caller.tenant()?, &body).await?))
}

/// Names a category, moves it below another, or to another place among its siblings.
#[utoipa::path(
    tag = "categories", operation_id = "replace_category", request_body = CategoryInput, security(("bearer" = [])),
    params(("category_id" = CategoryId, Path), ("if-match" = String, Header, description = "The ETag that was edited")),
    responses(
        (status = 200, body = OwnCategory, headers(("etag" = String))),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/catalog/categories/{category_id}")]
pub async fn replace_category(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<CategoryId>,
    expected: IfMatch,
    body: Json<CategoryInput>,
) -> Result<HttpResponse, Problem> {
    let saved = categories::save(&state, caller.tenant()?, id.0, expected.0, &body).await?;
    Ok(answer(StatusCode::OK, saved))
}

/// Removes a category; its products go to the one above it.
#[utoipa::path(
    tag = "categories", operation_id = "delete_category", security(("bearer" = [])),
    params(("category_id" = CategoryId, Path), ("if-match" = String, Header, description = "The ETag that was seen")),
    responses(
        (status = 204),
        (status = 409, description = "Others are below it", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[delete("/v1/catalog/categories/{category_id}")]
pub async fn delete_category(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<CategoryId>,
    expected: IfMatch,
) -> Result<HttpResponse, Problem> {
    categories::delete(&state, caller.tenant()?, id.0, expected.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
