//! `/v1/orders`: the caller's own orders.
use actix_web::{HttpResponse, get, post, web};
use souk_events::OrderId;
use souk_kit::{
    Caller, Path, Problem, Query,
    caller::Anyone,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use super::{
    if_match::{IfMatch, etag},
    order_views::{OrderSummary, OrderView},
};
use crate::{
    app::{read, transition},
    state::State,
};

/// Own orders, newest first.
#[utoipa::path(
    tag = "orders", operation_id = "list_orders", params(PageRequest), security(("bearer" = [])),
    responses(
        (status = 200, description = "A page", body = Page<OrderSummary>),
        (status = 400, description = "Wrong page", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/orders")]
pub async fn list_orders(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    page: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    let limit = page.limit()?;
    let rows = read::own_orders(&state, caller.subject()?, page.after()?, limit + 1).await?;
    let page = Page::cut(rows, limit, |o| o.id).map(|o| OrderSummary::from(&o));
    Ok(HttpResponse::Ok().json(page))
}

/// One of one's own orders.
#[utoipa::path(
    tag = "orders", operation_id = "get_order", security(("bearer" = [])),
    params(("id" = OrderId, Path, description = "An order")),
    responses(
        (status = 200, description = "The order, with its version as ETag", body = OrderView),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or not one's own", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/orders/{id}")]
pub async fn get_order(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    id: Path<OrderId>,
) -> Result<HttpResponse, Problem> {
    let full = read::own_order(&state, caller.subject()?, *id).await?;
    Ok(HttpResponse::Ok().insert_header(etag(full.order.version)).json(OrderView::for_customer(&full)))
}

/// Calls off an order that nobody accepted yet.
#[utoipa::path(
    tag = "orders", operation_id = "cancel_order", security((), ("bearer" = [])),
    params(
        ("id" = OrderId, Path, description = "An order"),
        ("If-Match" = Option<String>, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Only at this version"),
    ),
    responses(
        (status = 200, description = "Called off", body = OrderView),
        (status = 400, description = "Unreadable If-Match", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or not one's own", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`order_moved_on`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/orders/{id}/cancel")]
pub async fn cancel_order(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    id: Path<OrderId>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let whose = caller.subject()?;
    let command = transition::by_customer(*id, whose.to_string(), version.0);
    transition::run(&state, caller.own_scope()?, command).await?;
    let full = read::own_order(&state, whose, *id).await?;
    Ok(HttpResponse::Ok().insert_header(etag(full.order.version)).json(OrderView::for_customer(&full)))
}
