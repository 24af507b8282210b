//! Products as their staff see and change them.
use actix_web::{HttpRequest, HttpResponse, delete, get, http::StatusCode, http::header, post, put, web};
use serde::{Deserialize, Serialize};
use souk_events::{CategoryId, ProductId, StoreId};
use souk_kit::{
    Caller, Json, Path, Problem, Query,
    caller::{Agent, Seller},
    etag::{self, IfMatch},
    paging::{Page, PageRequest},
    problem::ProblemBody,
};
use utoipa::{IntoParams, ToSchema};

use super::{own_views::OwnProduct, upload};
use crate::{
    app::{
        products::{self, Whole},
        save_product::{self, By, Start},
    },
    domain::{
        product::{Product, ProductInput},
        text,
    },
    state::State,
    store::lists::Wanted,
};

const TAG: &str = "products";

/// What staff narrow their list to.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OwnQuery {
    /// Words of title, brand, category, SKU or barcode.
    pub q: Option<String>,
    /// Which ones.
    #[param(inline)]
    pub status: Option<Shelved>,
    /// Only those of a store.
    pub store: Option<StoreId>,
    /// Only those of a category and what is below it.
    pub category: Option<CategoryId>,
    /// How many at most, 1 to 100; 24 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    pub after: Option<String>,
}

/// Where a product stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shelved {
    /// In the shop.
    Published,
    /// Not in the shop.
    Draft,
    /// Nothing left of it.
    SoldOut,
    /// A variant of it is low.
    Low,
}

impl OwnQuery {
    /// What the tables are asked.
    #[must_use]
    pub fn wanted(&self) -> Wanted {
        let words = self.q.as_deref().map(text::fold).unwrap_or_default();
        Wanted {
            words: words.split_whitespace().take(8).map(|w| w.replace('\0', "")).collect(),
            published: match self.status {
                Some(Shelved::Published) => Some(true),
                Some(Shelved::Draft) => Some(false),
                _ => None,
            },
            store: self.store,
            categories: self.category.map(|id| vec![id]),
            sold_out: self.status == Some(Shelved::SoldOut),
            low: self.status == Some(Shelved::Low),
        }
    }

    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageRequest {
        PageRequest { limit: self.limit, after: self.after.clone() }
    }
}

/// A new product.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NewProduct {
    /// The store that sells it.
    pub store_id: StoreId,
    /// The merchant's own key, by which imports find it again; made of the title when left out.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 120)]
    pub handle: Option<String>,
    /// Shown in the shop at once.
    #[serde(default)]
    pub published: bool,
    /// The product.
    #[serde(flatten)]
    pub product: ProductInput,
}

fn answer(status: StatusCode, whole: Whole) -> HttpResponse {
    let tag = etag::tag(whole.row.version);
    HttpResponse::build(status).insert_header((header::ETAG, tag)).json(OwnProduct::from(whole))
}

/// The tenant's products, newest first.
#[utoipa::path(
    tag = TAG, operation_id = "list_own_products", params(OwnQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<OwnProduct>))
)]
#[get("/v1/catalog/products")]
pub async fn list_own_products(
    caller: Caller<Agent>,
    state: web::Data<State>,
    query: Query<OwnQuery>,
) -> Result<HttpResponse, Problem> {
    let page = query.page();
    let (limit, after) = (page.limit()?, page.after::<ProductId>()?);
    let found = products::list(&state, caller.tenant()?, &query.wanted(), after, limit).await?;
    Ok(HttpResponse::Ok().json(found.map(OwnProduct::from)))
}

/// A product of the tenant.
#[utoipa::path(
    tag = TAG, operation_id = "get_own_product", params(("product_id" = ProductId, Path)), security(("bearer" = [])),
    responses((status = 200, body = OwnProduct, headers(("etag" = String))))
)]
#[get("/v1/catalog/products/{product_id}")]
pub async fn get_own_product(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<ProductId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(StatusCode::OK, products::get(&state, caller.tenant()?, id.0).await?))
}

/// A new product, with its variants and what came in of each.
#[utoipa::path(
    tag = TAG, operation_id = "create_product", request_body = NewProduct, security(("bearer" = [])),
    responses(
        (status = 201, body = OwnProduct, headers(("etag" = String), ("location" = String))),
        (status = 404, description = "No such store of the tenant", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`quota_reached`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/catalog/products")]
pub async fn create_product(
    caller: Caller<Seller>,
    state: web::Data<State>,
    body: Json<NewProduct>,
) -> Result<HttpResponse, Problem> {
    let Json(new) = body;
    let product = Product::check(new.product).map_err(Problem::fields)?;
    let handle = new.handle.as_deref().map(|h| text::clean(h, 120)).transpose();
    let handle = handle.map_err(|code| Problem::field("/handle", code))?.filter(|h| !h.is_empty());
    let actor = caller.claims().sub.clone();
    let by = By { tenant: caller.tenant()?, actor: &actor, now: state.clock.now() };
    let start = Start { handle, published: new.published };
    let made = save_product::create(&state, by, new.store_id, &product, &start).await?;
    let place = format!("/v1/catalog/products/{}", made.row.id);
    let mut response = answer(StatusCode::CREATED, made);
    if let Ok(value) = header::HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    Ok(response)
}

/// Saves an edited product. Variants that are left out are removed.
#[utoipa::path(
    tag = TAG, operation_id = "replace_product", request_body = ProductInput, security(("bearer" = [])),
    params(("product_id" = ProductId, Path), ("if-match" = String, Header, description = "The ETag that was edited")),
    responses(
        (status = 200, body = OwnProduct, headers(("etag" = String))),
        (status = 409, description = "Units of a variant that was left out are promised", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/catalog/products/{product_id}")]
pub async fn replace_product(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<ProductId>,
    expected: IfMatch,
    body: Json<ProductInput>,
) -> Result<HttpResponse, Problem> {
    let product = Product::check(body.0).map_err(Problem::fields)?;
    let actor = caller.claims().sub.clone();
    let by = By { tenant: caller.tenant()?, actor: &actor, now: state.clock.now() };
    Ok(answer(StatusCode::OK, save_product::update(&state, by, id.0, expected.0, &product).await?))
}

/// Shows a product in the shop.
#[utoipa::path(
    tag = TAG, operation_id = "publish_product", params(("product_id" = ProductId, Path)), security(("bearer" = [])),
    responses(
        (status = 200, body = OwnProduct, headers(("etag" = String))),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/catalog/products/{product_id}/publish")]
pub async fn publish_product(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<ProductId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(StatusCode::OK, products::set_published(&state, caller.tenant()?, id.0, true).await?))
}

/// Takes a product out of the shop.
#[utoipa::path(
    tag = TAG, operation_id = "unpublish_product", params(("product_id" = ProductId, Path)), security(("bearer" = [])),
    responses(
        (status = 200, body = OwnProduct, headers(("etag" = String))),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/catalog/products/{product_id}/unpublish")]
pub async fn unpublish_product(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<ProductId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(StatusCode::OK, products::set_published(&state, caller.tenant()?, id.0, false).await?))
}

/// Marks a product as sold out for the rest of the store's day, which ends at four in the morning.
#[utoipa::path(
    tag = TAG, operation_id = "set_sold_out_today", params(("product_id" = ProductId, Path)), security(("bearer" = [])),
    responses((status = 200, body = OwnProduct, headers(("etag" = String))))
)]
#[put("/v1/catalog/products/{product_id}/sold-out-today")]
pub async fn set_sold_out_today(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<ProductId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(StatusCode::OK, products::set_sold_out(&state, caller.tenant()?, id.0, true).await?))
}

/// Sells it again.
#[utoipa::path(
    tag = TAG, operation_id = "clear_sold_out_today", params(("product_id" = ProductId, Path)), security(("bearer" = [])),
    responses((status = 200, body = OwnProduct, headers(("etag" = String))))
)]
#[delete("/v1/catalog/products/{product_id}/sold-out-today")]
pub async fn clear_sold_out_today(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<ProductId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(StatusCode::OK, products::set_sold_out(&state, caller.tenant()?, id.0, false).await?))
}

/// Gives a product a photo, which comes first: the body itself, or a form's field with a file.
#[utoipa::path(
    tag = TAG, operation_id = "add_product_photo", params(("product_id" = ProductId, Path)), security(("bearer" = [])),
    request_body(content = String, content_type = "image/jpeg", description = "JPEG, PNG or WebP"),
    responses(
        (status = 201, body = OwnProduct, headers(("etag" = String))),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/catalog/products/{product_id}/photos")]
pub async fn add_product_photo(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<ProductId>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let upload = upload::read(&request, payload, state.uploads.max_photo_bytes).await?;
    let bytes = upload.file.ok_or_else(|| Problem::field("/photo", "required"))?;
    Ok(answer(StatusCode::CREATED, products::add_photo(&state, tenant, id.0, bytes).await?))
}

/// Takes a photo away.
#[utoipa::path(
    tag = TAG, operation_id = "remove_product_photo", security(("bearer" = [])),
    params(("product_id" = ProductId, Path), ("photo" = String, Path, description = "Last part of the photo's name, without width", pattern = "^[0-9a-f]{16}$")),
    responses(
        (status = 200, body = OwnProduct, headers(("etag" = String))),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[delete("/v1/catalog/products/{product_id}/photos/{photo}")]
pub async fn remove_product_photo(
    caller: Caller<Seller>,
    state: web::Data<State>,
    path: Path<(ProductId, String)>,
) -> Result<HttpResponse, Problem> {
    let Path((id, photo)) = path;
    Ok(answer(StatusCode::OK, products::remove_photo(&state, caller.tenant()?, id, &photo).await?))
}
