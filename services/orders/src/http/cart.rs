//! `/v1/cart`: the caller's own cart.
use actix_web::{HttpResponse, delete, get, post, put, web};
use serde::Deserialize;
use souk_events::{LineId, ModifierId, VariantId};
use souk_kit::{Caller, Json, Path, Problem, View, caller::Anyone, problem::ProblemBody};

use super::views::{CartLineView, CartView};
use crate::{
    app::{
        cart::{self, Line},
        codes,
    },
    state::State,
};

/// What to add.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLine {
    variant_id: VariantId,
    /// How many.
    #[schema(minimum = 1, maximum = 99)]
    quantity: i32,
    /// What was chosen with it; the same variant with other modifiers is another line.
    #[serde(default)]
    #[schema(max_items = 240)]
    modifiers: Vec<ModifierId>,
}

/// How many there shall be.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewQuantity {
    /// How many.
    #[schema(minimum = 1, maximum = 99)]
    quantity: i32,
}

/// The cart with current words and prices.
#[utoipa::path(
    tag = "cart", operation_id = "get_cart", security(("bearer" = [])),
    responses(
        (status = 200, description = "The cart; `priced` is false while the catalogue is away", body = CartView),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/cart")]
pub async fn get_cart(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let seen = cart::see(&state, caller.subject()?).await?;
    Ok(HttpResponse::Ok().json(CartView::new(&view, &seen)))
}

/// Takes everything out.
#[utoipa::path(
    tag = "cart", operation_id = "clear_cart", security((), ("bearer" = [])),
    responses(
        (status = 204, description = "Empty"),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[delete("/v1/cart")]
pub async fn clear_cart(caller: Caller<Anyone>, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    cart::clear(&state, caller.subject()?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Adds pieces of a variant; a second time they add up.
#[utoipa::path(
    tag = "cart", operation_id = "add_cart_line", request_body = NewLine, security((), ("bearer" = [])),
    responses(
        (status = 201, description = "The line as it is now", body = CartLineView),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Unknown variant", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`sold_out`, `sold_out_today`, `not_available_now`, `not_for_carts` or `cart_full`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The catalogue is away", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/cart/lines")]
pub async fn add_cart_line(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    wish: Json<NewLine>,
) -> Result<HttpResponse, Problem> {
    let line =
        cart::add(&state, caller.subject()?, wish.variant_id, wish.modifiers.clone(), wish.quantity).await?;
    Ok(HttpResponse::Created().json(CartLineView::from(&line)))
}

/// Sets how many pieces a line has.
#[utoipa::path(
    tag = "cart", operation_id = "set_cart_line", request_body = NewQuantity, security((), ("bearer" = [])),
    params(("line_id" = LineId, Path, description = "A line of the cart")),
    responses(
        (status = 200, description = "The line; prices are not looked up", body = CartLineView),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such line", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/cart/lines/{line_id}")]
pub async fn set_cart_line(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    line: Path<LineId>,
    wish: Json<NewQuantity>,
) -> Result<HttpResponse, Problem> {
    let kept = cart::set(&state, caller.subject()?, *line, wish.quantity).await?;
    Ok(HttpResponse::Ok().json(CartLineView::from(&Line { kept, quote: None, discount: 0, later: false })))
}

/// A code as it was typed.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCode {
    /// Capitals or not.
    #[schema(min_length = 3, max_length = 32, pattern = "^[A-Za-z0-9_-]{3,32}$", example = "BIENVENUE10")]
    code: String,
}

/// Enters a code of a shop of the cart; the cart says whether it applies, and why not.
#[utoipa::path(
    tag = "cart", operation_id = "add_cart_code", request_body = NewCode, security((), ("bearer" = [])),
    responses(
        (status = 200, description = "The cart with the code", body = CartView),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`cart_empty`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "No shop of the cart has this code, or there are too many", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/cart/codes")]
pub async fn add_cart_code(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    wish: Json<NewCode>,
) -> Result<HttpResponse, Problem> {
    let whose = caller.subject()?;
    codes::add(&state, whose, &wish.code).await?;
    let seen = cart::see(&state, whose).await?;
    Ok(HttpResponse::Ok().json(CartView::new(&view, &seen)))
}

/// Takes a code out.
#[utoipa::path(
    tag = "cart", operation_id = "remove_cart_code", security((), ("bearer" = [])),
    params(("code" = String, Path, description = "A code of the cart")),
    responses(
        (status = 204, description = "Gone"),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such code in the caller's cart", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[delete("/v1/cart/codes/{code}")]
pub async fn remove_cart_code(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    code: Path<String>,
) -> Result<HttpResponse, Problem> {
    codes::remove(&state, caller.subject()?, &code).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes a line out.
#[utoipa::path(
    tag = "cart", operation_id = "remove_cart_line", security((), ("bearer" = [])),
    params(("line_id" = LineId, Path, description = "A line of the cart")),
    responses(
        (status = 204, description = "Gone"),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such line in the caller's cart", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[delete("/v1/cart/lines/{line_id}")]
pub async fn remove_cart_line(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    line: Path<LineId>,
) -> Result<HttpResponse, Problem> {
    cart::remove(&state, caller.subject()?, *line).await?.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::NoContent().finish())
}
