//! `/v1/store-orders`: the merchant's orders, for staff.
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{Currency, LiveSessionId, Money, OrderId, StoreId, TenantId};
use souk_kit::{
    Caller, FieldError, Json, Path, Problem, Query, View,
    caller::{Agent, Seller},
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use super::{
    if_match::{IfMatch, etag},
    order_views::{OrderSummary, OrderView},
};
use crate::{
    app::{live_order, read, transition},
    domain::{
        order::{Action, Label, Reason},
        sought,
    },
    state::State,
    store::listing::{Filter, Live},
};

/// Which orders, and which page of them.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// Only those with this status.
    pub(crate) status: Option<Label>,
    /// Only those of this store.
    pub(crate) store_id: Option<StoreId>,
    /// Only those through this door: `web` or `live`.
    pub(crate) channel: Option<String>,
    /// Only those of this live.
    pub(crate) session_id: Option<LiveSessionId>,
    /// Only those of a live whose deposit stands so: `no_deposit`, `deposit_pending`, `deposit_approved`,
    /// `deposit_rejected`.
    pub(crate) deposit: Option<String>,
    /// Only those with an article of a live under this code.
    pub(crate) code: Option<String>,
    /// Only those of a live whose customer has this number, all of it.
    pub(crate) phone: Option<String>,
    /// Only those of a live that go to this town.
    pub(crate) city: Option<String>,
    /// Only those placed from this moment on.
    pub(crate) since: Option<DateTime<Utc>>,
    /// Only those placed before this moment.
    pub(crate) until: Option<DateTime<Utc>>,
    /// `newest` first, as by itself, or `oldest`.
    pub(crate) sort: Option<Sort>,
    /// How many at most, 1 to 100; 24 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub(crate) limit: Option<u16>,
    /// `next_cursor` of the page before.
    pub(crate) after: Option<String>,
}

/// Which ones stand first.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The newest.
    Newest,
    /// The oldest.
    Oldest,
}

impl Listing {
    /// What is asked for, with what is personal as keyed hashes.
    ///
    /// # Errors
    /// 400 for a word that is none of the list.
    pub(crate) fn filter(&self, state: &State, tenant: TenantId) -> Result<Filter, Problem> {
        let hashes = |what: &str, value: String| live_order::hashes(&state.sealer, tenant, what, &value);
        let wrong = |name: &str| Problem::parameter(FieldError::new(format!("/{name}"), "choice_unknown"));
        if self.deposit.as_deref().is_some_and(|word| !sought::DEPOSITS.contains(&word)) {
            return Err(wrong("deposit"));
        }
        if self.channel.as_deref().is_some_and(|word| !["web", "live"].contains(&word)) {
            return Err(wrong("channel"));
        }
        let years = 2000..2200;
        if [self.since, self.until].into_iter().flatten().any(|at| !years.contains(&at.year())) {
            return Err(Problem::parameter(FieldError::new("/since", "date_wrong")));
        }
        if self.code.as_deref().is_some_and(|code| code.chars().any(char::is_control)) {
            return Err(wrong("code"));
        }
        // A number that is none finds nothing, and is not left out.
        let phones = self.phone.as_deref().map(|text| sought::phone(text).map(|end| hashes("phone", end)));
        let towns = self.city.as_deref().map(|text| sought::folded(text).map(|town| hashes("town", town)));
        Ok(Filter {
            label: self.status,
            store: self.store_id,
            since: self.since,
            until: self.until,
            channel: self.channel.clone(),
            code: self.code.as_deref().map(|code| code.trim().to_uppercase()),
            live: Live {
                session: self.session_id,
                deposit: self.deposit.clone(),
                phones: phones.map(Option::unwrap_or_default),
                towns: towns.map(Option::unwrap_or_default),
            },
            oldest_first: self.sort == Some(Sort::Oldest),
        })
    }
}

/// What orders come to, in one currency.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OrderTotal {
    /// How many.
    orders: i64,
    /// What they come to, tax included.
    total: Money,
}

/// What orders come to.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OrderTotals {
    /// By currency.
    items: Vec<OrderTotal>,
}

/// How many orders there are, and what they come to.
#[utoipa::path(
    tag = "store-orders", operation_id = "get_store_order_totals", params(Listing), security(("bearer" = [])),
    responses(
        (status = 200, description = "By currency", body = OrderTotals),
        (status = 400, description = "Wrong filter", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not staff", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/store-orders/totals")]
pub async fn get_store_order_totals(
    caller: Caller<Agent>,
    state: web::Data<State>,
    wish: Query<Listing>,
) -> Result<HttpResponse, Problem> {
    // Of no page, though a wrong one is said.
    let page = PageRequest { limit: wish.limit, after: wish.after.clone() };
    page.limit()?;
    page.after::<OrderId>()?;
    let tenant = caller.tenant()?;
    let sums = read::store_totals(&state, tenant, &wish.filter(&state, tenant)?).await?;
    let items = sums.into_iter().map(|(currency, orders, total)| OrderTotal {
        orders,
        total: Money::new(total, currency.parse().unwrap_or(Currency::EUR)),
    });
    Ok(HttpResponse::Ok().json(OrderTotals { items: items.collect() }))
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
    let tenant = caller.tenant()?;
    let filter = wish.filter(&state, tenant)?;
    let rows = read::store_orders(&state, tenant, &filter, page.after()?, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |(o, _)| o.id).map(|row| OrderSummary::of(&row))))
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
