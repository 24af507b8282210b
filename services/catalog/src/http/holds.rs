//! What orders ask: prices, and units set aside for a checkout. For other modules only.
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{HoldId, StoreId};
use souk_kit::{Caller, FieldError, Json, Path, Problem, View, caller::Module, problem::ProblemBody};
use utoipa::ToSchema;

use super::hours::StoreHours;
use crate::{
    app::{
        end_hold::{self, ReleaseWish},
        place_hold::{self as placing, HoldAnswer, HoldWish},
        quote::{self, LineWish, Quotes},
    },
    state::State,
};

/// Lines to be priced.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteWish {
    /// The lines.
    #[schema(max_items = 100)]
    pub lines: Vec<LineWish>,
    /// The moment that the goods are wanted for; now when left out.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
}

/// What lines cost and whether they can be had. Reads only.
#[utoipa::path(
    tag = "internal", operation_id = "quote_lines", request_body = QuoteWish, security(("bearer" = [])),
    responses((status = 200, body = Quotes))
)]
#[post("/internal/quotes")]
pub async fn quotes(
    _: Caller<Module>,
    state: web::Data<State>,
    view: View,
    wish: Json<QuoteWish>,
) -> Result<HttpResponse, Problem> {
    if wish.lines.len() > quote::MAX_LINES {
        return Err(Problem::fields(vec![FieldError::new("/lines", "lines_count")]));
    }
    Ok(HttpResponse::Ok().json(quote::quotes(&state, view.lang, &wish.lines, wish.at).await?))
}

/// Sets units aside: all lines or none. The same wish sent again gets the same answer.
#[utoipa::path(
    tag = "internal", operation_id = "place_hold", request_body = HoldWish, security(("bearer" = [])),
    responses(
        (status = 200, body = HoldAnswer),
        (status = 404, description = "Unknown store or variants", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "sold_out, store_closed (`current_state` says when it opens), sold_out_today, not_available_now (`current_state` says when all of it is sold), not_for_carts, modifiers_wrong, hold_differs or hold_ended", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/internal/holds")]
pub async fn place_hold(
    _: Caller<Module>,
    state: web::Data<State>,
    view: View,
    wish: Json<HoldWish>,
) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(placing::place(&state, view.lang, &wish).await?))
}

/// Gives units back that no order took. A wish for this hold that comes later is refused.
#[utoipa::path(
    tag = "internal", operation_id = "release_hold", request_body = ReleaseWish, security(("bearer" = [])),
    params(("hold_id" = HoldId, Path)),
    responses(
        (status = 204, description = "Given back, now or before"),
        (status = 409, description = "An order has it", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/internal/holds/{hold_id}/release")]
pub async fn release_hold(
    _: Caller<Module>,
    state: web::Data<State>,
    hold: Path<HoldId>,
    wish: Json<ReleaseWish>,
) -> Result<HttpResponse, Problem> {
    end_hold::release(&state, hold.0, &wish).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// When a store sells, for those who offer times.
#[utoipa::path(
    tag = "internal", operation_id = "read_store_hours", params(("store_id" = StoreId, Path)), security(("bearer" = [])),
    responses((status = 200, body = StoreHours))
)]
#[get("/internal/stores/{store_id}/hours")]
pub async fn read_store_hours(
    _: Caller<Module>,
    state: web::Data<State>,
    id: Path<StoreId>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let store = shelf.store(id.0).ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok().json(StoreHours::from(&store.hours)))
}
