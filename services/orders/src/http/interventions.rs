//! `/v1/admin/orders`: orders of any merchant, for operators of the platform.
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{OrderId, TenantId, UserId};
use souk_kit::{
    Caller, FieldError, Json, Path, Problem, Query, View,
    caller::{Admin, Fresh},
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use super::{
    if_match::{IfMatch, etag},
    order_views::{OrderSummary, OrderView},
};
use crate::{
    app::interventions::{self, Step},
    domain::{day::known, order::Action},
    state::State,
    store::{
        interventions::{Intervention, Sought},
        rows::Order,
    },
};

/// Which orders.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Part of a number or of a store's name, or an id; all orders when left out.
    #[param(max_length = 60)]
    pub q: Option<String>,
    /// Placed from this day on, in UTC.
    #[param(value_type = Option<NaiveDate>)]
    pub from: Option<String>,
    /// Placed up to this day, itself included.
    #[param(value_type = Option<NaiveDate>)]
    pub to: Option<String>,
    /// How many at most, 1 to 100; 24 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    pub after: Option<String>,
}

impl Wanted {
    /// As a form asks, which sends a day that was left empty.
    #[must_use]
    pub fn of_form(self) -> Self {
        let filled = |day: Option<String>| day.filter(|day| !day.is_empty());
        Self { from: filled(self.from), to: filled(self.to), ..self }
    }

    /// The page that is asked for.
    ///
    /// # Errors
    /// 400 for what is no page or no day, or too long.
    pub async fn page(&self, state: &State) -> Result<Page<Order>, Problem> {
        let wanted = self.q.as_deref().unwrap_or_default();
        if wanted.chars().count() > 60 || wanted.contains('\0') {
            return Err(Problem::parameter(FieldError::new("/q", "too_long")));
        }
        let page = PageRequest { limit: self.limit, after: self.after.clone().filter(|a| !a.is_empty()) };
        let limit = page.limit()?;
        let sought = Sought {
            text: wanted.trim().to_owned(),
            since: day(self.from.as_deref(), "/from")?.map(begins),
            until: day(self.to.as_deref(), "/to")?.and_then(|day| day.succ_opt()).map(begins),
        };
        let rows = interventions::find(state, &sought, page.after()?, limit + 1).await?;
        Ok(Page::cut(rows, limit, |o| o.id))
    }
}

/// A day of the address.
fn day(text: Option<&str>, pointer: &'static str) -> Result<Option<NaiveDate>, Problem> {
    let read = |text: &str| {
        let day = text.parse::<NaiveDate>().ok().filter(|day| known(*day));
        day.ok_or_else(|| Problem::parameter(FieldError::new(pointer, "date_wrong")))
    };
    text.map(read).transpose()
}

fn begins(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// An order in the list of operators.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AnyOrder {
    /// The merchant.
    tenant_id: TenantId,
    #[serde(flatten)]
    order: OrderSummary,
}

/// What an operator did.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InterventionView {
    /// The order's version that came of it.
    version: i64,
    action: Action,
    operator_id: UserId,
    /// Why, in their words.
    reason: String,
    at: DateTime<Utc>,
}

impl From<Intervention> for InterventionView {
    fn from(row: Intervention) -> Self {
        Self {
            version: row.version,
            action: Action::parse(&row.action).unwrap_or(Action::Cancel),
            operator_id: row.operator,
            reason: row.reason,
            at: row.at,
        }
    }
}

/// An order as operators see it: nothing of its customer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WatchedOrder {
    tenant_id: TenantId,
    order: OrderView,
    interventions: Vec<InterventionView>,
}

/// What an operator wants done, and why.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterventionWish {
    /// Every step but `reject`, which is the merchant's answer.
    action: Action,
    /// For the record and for the merchant to read.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// Orders of any merchant, newest first.
#[utoipa::path(
    tag = "operators", operation_id = "find_orders", params(Wanted), security(("bearer" = [])),
    responses(
        (status = 200, description = "A page", body = Page<AnyOrder>),
        (status = 400, description = "Wrong page", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/admin/orders")]
pub async fn find_orders(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, Problem> {
    let page = wanted.page(&state).await?;
    let view = |o: Order| AnyOrder { tenant_id: o.tenant_id, order: OrderSummary::from(&o) };
    Ok(HttpResponse::Ok().json(page.map(view)))
}

async fn watched(state: &State, view: &View, id: OrderId) -> Result<HttpResponse, Problem> {
    let (full, steps) = interventions::look(state, id, view.lang).await?;
    Ok(HttpResponse::Ok().insert_header(etag(full.order.version)).json(WatchedOrder {
        tenant_id: full.order.tenant_id,
        order: OrderView::for_customer(&full),
        interventions: steps.into_iter().map(Into::into).collect(),
    }))
}

/// One order of any merchant, without anything of its customer.
#[utoipa::path(
    tag = "operators", operation_id = "get_any_order", security(("bearer" = [])),
    params(("id" = OrderId, Path, description = "An order")),
    responses(
        (status = 200, description = "The order, with its version as ETag", body = WatchedOrder),
        (status = 404, description = "Not there", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/admin/orders/{id}")]
pub async fn get_any_order(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
) -> Result<HttpResponse, Problem> {
    watched(&state, &view, *id).await
}

/// Moves an order of any merchant on, or calls it off. Its history says that the platform did it; customer and merchant
/// are told.
#[utoipa::path(
    tag = "operators", operation_id = "intervene_order", request_body = InterventionWish, security(("bearer" = [])),
    params(
        ("id" = OrderId, Path, description = "An order"),
        ("If-Match" = Option<String>, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Only at this version"),
    ),
    responses(
        (status = 200, description = "Done", body = WatchedOrder),
        (status = 404, description = "Not there", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`order_moved_on`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "No reason, or the merchant's own step", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/admin/orders/{id}/interventions")]
pub async fn intervene_order(
    caller: Caller<Fresh<Admin>>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    version: IfMatch,
    wish: Json<InterventionWish>,
) -> Result<HttpResponse, Problem> {
    let step = Step { order: *id, action: wish.action, reason: wish.reason.clone(), version: version.0 };
    interventions::run(&state, caller.user()?, &step).await?;
    watched(&state, &view, *id).await
}
