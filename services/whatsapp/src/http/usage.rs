//! `/v1/whatsapp/usage`: what was sent this month.
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::Money;
use souk_kit::{Caller, Problem, caller::Manager};

use crate::{app::usage, state::State};

/// Messages of one class.
#[derive(Serialize, utoipa::ToSchema)]
pub struct UsageLine {
    /// `reply`, `hold`, `payment`, `order`, `optout`, `seller`.
    class: String,
    /// Within a day of the contact's last message.
    free: i64,
    /// As templates.
    templates: i64,
    /// About what they cost.
    cost: Money,
}

/// What was sent this month.
#[derive(Serialize, utoipa::ToSchema)]
pub struct UsageView {
    since: DateTime<Utc>,
    /// That Twilio took.
    messages: i64,
    /// About what they cost.
    cost: Money,
    /// Orders that were confirmed by a message.
    orders: i64,
    /// About what an order's messages cost; none before the first order.
    cost_per_order: Option<Money>,
    lines: Vec<UsageLine>,
}

/// What was sent this month, and about what it costs.
#[utoipa::path(
    tag = "whatsapp", operation_id = "get_usage", security(("bearer" = [])),
    responses((status = 200, description = "This month so far", body = UsageView))
)]
#[get("/v1/whatsapp/usage")]
pub async fn get_usage(caller: Caller<Manager>, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let month = usage::this_month(&state, caller.tenant()?).await?;
    let bill = month.bill;
    let cost_per_order = bill.per_order().map(|cost| usage::money(&state, cost));
    let lines = bill.lines.into_iter().map(|line| UsageLine {
        class: line.class,
        free: line.free,
        templates: line.templates,
        cost: usage::money(&state, line.cost),
    });
    Ok(HttpResponse::Ok().json(UsageView {
        since: month.since,
        messages: bill.messages,
        cost: usage::money(&state, bill.cost),
        orders: bill.orders,
        cost_per_order,
        lines: lines.collect(),
    }))
}
