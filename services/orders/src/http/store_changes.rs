//! `/v1/store-orders/{id}/delay` and `/reduce`: an order takes longer, or has fewer pieces.
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use souk_events::{LineId, OrderId};
use souk_kit::{
    Caller, Json, Path, Problem, View,
    caller::{Agent, Demand, Seller},
    problem::ProblemBody,
};

use super::{
    if_match::{IfMatch, etag},
    order_views::OrderView,
};
use crate::{
    app::{
        changes::{self, Delay, Reduction},
        read,
    },
    domain::order::Reason,
    state::State,
};

/// How late it is.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDelay {
    /// When it will be ready: not before now, not a day after it was wanted.
    ready_at: DateTime<Utc>,
    /// `too_busy`, `mistake` or `other`.
    reason: Reason,
}

/// Pieces of a line.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pieces {
    line_id: LineId,
    /// How many to take off.
    #[schema(minimum = 1, maximum = 99)]
    quantity: i32,
}

/// What is taken off.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReduction {
    /// Each line once.
    #[schema(min_items = 1, max_items = 50)]
    lines: Vec<Pieces>,
    /// `sold_out`, `customer_asked`, `mistake` or `other`.
    reason: Reason,
}

async fn changed<D: Demand>(
    caller: &Caller<D>,
    state: &State,
    view: &View,
    id: OrderId,
) -> Result<HttpResponse, Problem> {
    let full = read::staff_order(state, caller.tenant()?, id, view.lang).await?;
    Ok(HttpResponse::Ok().insert_header(etag(full.order.version)).json(OrderView::for_staff(&full)))
}

/// Says that an order takes longer; its customer is told.
#[utoipa::path(
    tag = "store-orders", operation_id = "delay_order", request_body = NewDelay, security(("bearer" = [])),
    params(
        ("id" = OrderId, Path, description = "An order"),
        ("If-Match" = Option<String>, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Only at this version"),
    ),
    responses(
        (status = 200, description = "Said", body = OrderView),
        (status = 403, description = "Not staff", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`order_moved_on`: it is not in the making", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "A moment or a reason that cannot be", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/store-orders/{id}/delay")]
pub async fn delay_order(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    version: IfMatch,
    wish: Json<NewDelay>,
) -> Result<HttpResponse, Problem> {
    let person = caller.subject()?.to_string();
    let delay =
        Delay { order: *id, ready_at: wish.ready_at, reason: wish.reason, person, version: version.0 };
    changes::delay(&state, caller.tenant()?, delay).await?;
    changed(&caller, &state, &view, *id).await
}

/// Takes pieces off an order that is still in the shop. Sums, tax and what promotions give follow; the units are for
/// sale again; the customer is told.
#[utoipa::path(
    tag = "store-orders", operation_id = "reduce_order", request_body = NewReduction, security(("bearer" = [])),
    params(
        ("id" = OrderId, Path, description = "An order"),
        ("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "The version it is meant for"),
    ),
    responses(
        (status = 200, description = "Taken off", body = OrderView),
        (status = 400, description = "No version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only sellers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`order_moved_on`, or `nothing_left`: call it off instead", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Lines, quantities or a reason that cannot be", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/store-orders/{id}/reduce")]
pub async fn reduce_order(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    version: IfMatch,
    wish: Json<NewReduction>,
) -> Result<HttpResponse, Problem> {
    let taken = wish.lines.iter().map(|l| (l.line_id, l.quantity)).collect();
    let (person, version) = (caller.subject()?.to_string(), version.needed()?);
    let reduction = Reduction { order: *id, taken, reason: wish.reason, person, version };
    changes::reduce(&state, caller.tenant()?, reduction).await?;
    changed(&caller, &state, &view, *id).await
}
