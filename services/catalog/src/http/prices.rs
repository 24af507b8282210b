//! What a variant cost.
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::{Money, VariantId};
use souk_kit::{Caller, Path, Problem, caller::Agent};
use utoipa::ToSchema;

use crate::{app::prices, state::State};

/// A price with the moment from which it held.
#[derive(Debug, Serialize, ToSchema)]
pub struct PriceChange {
    /// From when on.
    pub at: DateTime<Utc>,
    /// The price, tax included.
    pub price: Money,
}

/// The prices of a variant.
#[derive(Debug, Serialize, ToSchema)]
pub struct PriceHistory {
    /// The variant.
    pub variant_id: VariantId,
    /// What customers see its price compared with: the lowest of the 30 days before its reduction.
    pub lowest_before: Option<Money>,
    /// What it costs and cost, newest first.
    pub changes: Vec<PriceChange>,
}

/// What a variant costs and cost, and from when on.
#[utoipa::path(
    tag = "products", operation_id = "list_prices", params(("variant_id" = VariantId, Path)), security(("bearer" = [])),
    responses((status = 200, body = PriceHistory))
)]
#[get("/v1/catalog/variants/{variant_id}/prices")]
pub async fn list_prices(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<VariantId>,
) -> Result<HttpResponse, Problem> {
    let found = prices::history(&state, caller.tenant()?, id.0).await?;
    let money = |amount| Money::new(amount, found.currency);
    let change = |(at, price): &(DateTime<Utc>, i64)| PriceChange { at: *at, price: money(*price) };
    Ok(HttpResponse::Ok().json(PriceHistory {
        variant_id: found.variant.id,
        lowest_before: found.variant.former.map(money),
        changes: found.changes.iter().map(change).collect(),
    }))
}
