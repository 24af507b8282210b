//! `/v1/store-orders`: the merchant's orders, for staff.
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use souk_events::{OrderId, StoreId};
use souk_kit::{
    Caller, Json, Path, Problem, Query, View,
    caller::{Agent, Seller},
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use super::{
    if_match::{IfMatch, etag},
    order_views::{OrderSummary, OrderView},
};
use crate::{
    app::{read, transition},
    domain::order::{Action, Label, Reason},
    state::State,
    store::orders::Filter,
};

/// Which orders, and which page of them.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// Only those with this status.
    status: Option<Label>,
    /// Only those of this store.
    store_id: Option<StoreId>,
    /// How many at most, 1 to 100; 24 when left out.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u16>,
    /// `next_cursor` of the page before.
    after: Option<String>,
}

/// Why an order ends early.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// A word; `timeout` and `platform` are the platform's own.
    reason: Reason,
}

/// The merchant's orders, newest first.
#[utoipa::path(
    tag = "store-orders", operation_id = "list_store_orders", params(Listing), security(("bearer" = [])),
    responses(
        (status = 200, description = "A page", body = Page<OrderSummary>),
        (status = 400, description = "Wrong page or filter", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not staff", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/store-orders")]
pub async fn list_store_orders(
    caller: Caller<Agent>,
    state: web::Data<State>,
    wish: Query<Listing>,
) -> Result<HttpResponse, Problem> {
    let page = PageRequest { limit: wish.limit, after: wish.after.clone() };
    let limit = page.limit()?;
    let filter = Filter { label: wish.status, store: wish.store_id, ..Filter::default() };
    let rows = read::store_orders(&state, caller.tenant()?, filter, page.after()?, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |o| o.id).map(|o| OrderSummary::from(&o))))
}

/// One of the merchant's orders.
#[utoipa::path(
    tag = "store-orders", operation_id = "get_store_order", security(("bearer" = [])),
    params(("id" = OrderId, Path, description = "An order")),
    responses(
        (status = 200, description = "The order, with its version as ETag", body = OrderView),
        (status = 403, description = "Not staff", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/store-orders/{id}")]
pub async fn get_store_order(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
) -> Result<HttpResponse, Problem> {
    let full = read::staff_order(&state, caller.tenant()?, *id, view.lang).await?;
    Ok(HttpResponse::Ok().insert_header(etag(full.order.version)).json(OrderView::for_staff(&full)))
}

async fn step<D: souk_kit::caller::Demand>(
    caller: &Caller<D>,
    (state, view): (&State, &View),
    id: OrderId,
    action: Action,
    reason: Option<Reason>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let command = transition::by_staff(id, action, caller.subject()?.to_string(), reason, version.0)?;
    transition::run(state, caller.tenant_scope()?, command).await?;
    let full = read::staff_order(state, caller.tenant()?, id, view.lang).await?;
    Ok(HttpResponse::Ok().insert_header(etag(full.order.version)).json(OrderView::for_staff(&full)))
}

/// A step forward that any member of staff may take.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Forward {
    /// Take the order.
    Accept,
    /// Begin the work.
    Start,
    /// Say that it can be fetched.
    Ready,
    /// Send it on its way; only an order that is brought.
    Depart,
    /// Hand it over; it is paid at the counter.
    Complete,
}

impl From<Forward> for Action {
    fn from(step: Forward) -> Self {
        match step {
            Forward::Accept => Self::Accept,
            Forward::Start => Self::Start,
            Forward::Ready => Self::Ready,
            Forward::Depart => Self::Depart,
            Forward::Complete => Self::Complete,
        }
    }
}

/// Turns an order down.
#[utoipa::path(
    tag = "store-orders", operation_id = "reject_order", request_body = Ending, security(("bearer" = [])),
    params(
        ("id" = OrderId, Path, description = "An order"),
        ("If-Match" = Option<String>, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Only at this version"),
    ),
    responses(
        (status = 200, description = "Turned down", body = OrderView),
        (status = 403, description = "Only sellers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`order_moved_on`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "No reason a person can give", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/store-orders/{id}/reject")]
pub async fn reject_order(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    version: IfMatch,
    ending: Json<Ending>,
) -> Result<HttpResponse, Problem> {
    step(&caller, (&state, &view), *id, Action::Reject, Some(ending.reason), version).await
}

/// Calls an order off.
#[utoipa::path(
    tag = "store-orders", operation_id = "cancel_store_order", request_body = Ending, security(("bearer" = [])),
    params(
        ("id" = OrderId, Path, description = "An order"),
        ("If-Match" = Option<String>, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Only at this version"),
    ),
    responses(
        (status = 200, description = "Called off", body = OrderView),
        (status = 403, description = "Only sellers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`order_moved_on`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "No reason a person can give", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/store-orders/{id}/cancel")]
pub async fn cancel_store_order(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    version: IfMatch,
    ending: Json<Ending>,
) -> Result<HttpResponse, Problem> {
    step(&caller, (&state, &view), *id, Action::Cancel, Some(ending.reason), version).await
}

/// Takes an order one step forward.
#[utoipa::path(
    tag = "store-orders", operation_id = "move_order", security(("bearer" = [])),
    params(
        ("id" = OrderId, Path, description = "An order"),
        ("step" = inline(Forward), Path, description = "Where to"),
        ("If-Match" = Option<String>, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Only at this version"),
    ),
    responses(
        (status = 200, description = "Done", body = OrderView),
        (status = 400, description = "Unreadable If-Match", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not staff", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, another merchant's, or no such step", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`order_moved_on`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/store-orders/{id}/{step}")]
pub async fn move_order(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    path: Path<(OrderId, Forward)>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, forward) = path.0;
    step(&caller, (&state, &view), id, forward.into(), None, version).await
}
