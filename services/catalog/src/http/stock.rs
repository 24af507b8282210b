//! The stock of a variant: counters, ledger, changes by hand.
use actix_web::{HttpResponse, get, put, web};
use souk_events::VariantId;
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Agent, Seller},
    problem::ProblemBody,
};

use super::own_views::StockReport;
use crate::{
    app::{
        low_stock::{self, LowStockWish},
        stock::{self, StockWish},
    },
    state::State,
};

/// The counters of a variant and the latest movements behind them.
#[utoipa::path(
    tag = "stock", operation_id = "get_stock", params(("variant_id" = VariantId, Path)), security(("bearer" = [])),
    responses((status = 200, body = StockReport))
)]
#[get("/v1/catalog/variants/{variant_id}/stock")]
pub async fn get_stock(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<VariantId>,
) -> Result<HttpResponse, Problem> {
    let view = stock::get(&state, caller.tenant()?, id.0).await?;
    Ok(HttpResponse::Ok().json(StockReport::from(view)))
}

/// Counts a variant anew, or says how many more or fewer there are.
#[utoipa::path(
    tag = "stock", operation_id = "change_stock", request_body = StockWish, security(("bearer" = [])),
    params(("variant_id" = VariantId, Path)),
    responses(
        (status = 200, body = StockReport),
        (status = 409, description = "More units are promised", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/catalog/variants/{variant_id}/stock")]
pub async fn change_stock(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<VariantId>,
    wish: Json<StockWish>,
) -> Result<HttpResponse, Problem> {
    let actor = caller.claims().sub.clone();
    let view = stock::adjust(&state, caller.tenant()?, &actor, id.0, &wish).await?;
    Ok(HttpResponse::Ok().json(StockReport::from(view)))
}

/// Says from how many units down the merchant is told of a variant.
#[utoipa::path(
    tag = "stock", operation_id = "set_low_stock", request_body = LowStockWish, security(("bearer" = [])),
    params(("variant_id" = VariantId, Path)),
    responses((status = 200, body = StockReport))
)]
#[put("/v1/catalog/variants/{variant_id}/low-stock")]
pub async fn set_low_stock(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<VariantId>,
    wish: Json<LowStockWish>,
) -> Result<HttpResponse, Problem> {
    let view = low_stock::set(&state, caller.tenant()?, id.0, *wish).await?;
    Ok(HttpResponse::Ok().json(StockReport::from(view)))
}
