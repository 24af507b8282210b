//! `/v1/store-payments`: the money of a merchant's orders, for managers.
use actix_web::{HttpResponse, get, http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{Money, OrderId, PaymentId, RefundId};
use souk_kit::{
    Caller, Json, Path, Problem, Query,
    caller::{Fresh, Manager},
    idempotency::{self, Claim, IdempotencyKey, SavedAnswer, fingerprint},
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use crate::{
    app::{
        read,
        refund::{self, Gift},
    },
    domain::words::{Method, RefundReason, RefundState, Standing},
    state::State,
    store::{
        intents::{self, Intent, Share},
        refunds::Refund,
    },
};

/// The money of an order.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StorePayment {
    order_id: OrderId,
    /// The order's number.
    number: String,
    payment_id: PaymentId,
    amount: Money,
    /// What went back of it.
    refunded: Money,
    status: Standing,
    /// Whether it is paid at the counter.
    cash: bool,
    /// When the money arrived.
    captured_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

impl From<&(Share, Intent)> for StorePayment {
    fn from((share, intent): &(Share, Intent)) -> Self {
        Self {
            order_id: share.order_id,
            number: share.number.clone(),
            payment_id: share.intent_id,
            amount: share.money(share.amount),
            refunded: share.money(share.refunded),
            status: share.standing(intent),
            cash: intent.kind == "cash",
            captured_at: intent.captured_at,
            created_at: share.created_at,
        }
    }
}

/// Money that goes back.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
pub struct RefundView {
    id: RefundId,
    amount: Money,
    reason: RefundReason,
    status: RefundState,
    created_at: DateTime<Utc>,
}

impl From<&Refund> for RefundView {
    fn from(row: &Refund) -> Self {
        Self {
            id: row.id,
            amount: intents::money(row.amount, &row.currency),
            reason: RefundReason::parse(&row.reason).unwrap_or(RefundReason::Merchant),
            status: RefundState::parse(&row.state).unwrap_or(RefundState::Pending),
            created_at: row.created_at,
        }
    }
}

/// The money of an order with what went back.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StorePaymentDetail {
    #[serde(flatten)]
    payment: StorePayment,
    /// How it was paid last; null while nobody tried.
    method: Option<Method>,
    refunds: Vec<RefundView>,
}

/// The merchant's payments, newest first.
#[utoipa::path(
    tag = "store-payments", operation_id = "list_store_payments", params(PageRequest), security(("bearer" = [])),
    responses(
        (status = 200, description = "A page", body = Page<StorePayment>),
        (status = 400, description = "Wrong page", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only managers and up", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/store-payments")]
pub async fn list_store_payments(
    caller: Caller<Manager>,
    state: web::Data<State>,
    page: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    let limit = page.limit()?;
    let rows = read::list(&state, caller.tenant()?, page.after()?, limit + 1).await?;
    Ok(HttpResponse::Ok()
        .json(Page::cut(rows, limit, |(s, _)| s.order_id).map(|row| StorePayment::from(&row))))
}

/// The money of one order.
#[utoipa::path(
    tag = "store-payments", operation_id = "get_store_payment", security(("bearer" = [])),
    params(("order_id" = OrderId, Path, description = "An order")),
    responses(
        (status = 200, description = "The payment", body = StorePaymentDetail),
        (status = 403, description = "Only managers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/store-payments/{order_id}")]
pub async fn get_store_payment(
    caller: Caller<Manager>,
    state: web::Data<State>,
    order: Path<OrderId>,
) -> Result<HttpResponse, Problem> {
    let paid = read::one(&state, caller.tenant_scope()?, *order).await?;
    let method = paid.attempt.as_ref().and_then(|a| Method::parse(&a.method));
    let refunds = paid.refunds.iter().map(RefundView::from).collect();
    let payment = StorePayment::from(&(paid.share, paid.intent));
    Ok(HttpResponse::Ok().json(StorePaymentDetail { payment, method, refunds }))
}

/// Money to give back.
#[derive(Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefundWish {
    /// Minor units; left out: all that is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    amount: Option<i64>,
}

/// Gives money of an order back, once per key.
#[utoipa::path(
    tag = "store-payments", operation_id = "refund_payment", request_body = RefundWish, security(("bearer" = [])),
    params(
        ("order_id" = OrderId, Path, description = "An order"),
        ("Idempotency-Key" = String, Header, min_length = 1, max_length = 255, description = "One per refund; a repetition gets the same answer"),
    ),
    responses(
        (status = 201, description = "On its way; a repetition carries `Idempotent-Replayed: true`", body = RefundView),
        (status = 400, description = "Unreadable, or no key", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only managers and up; `step_up_required`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`not_captured`, `refund_too_much`, `request_in_flight`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong amount, or the key came with another body", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/store-payments/{order_id}/refunds")]
pub async fn refund_payment(
    caller: Caller<Fresh<Manager>>,
    state: web::Data<State>,
    order: Path<OrderId>,
    key: IdempotencyKey,
    wish: Json<RefundWish>,
) -> Result<HttpResponse, Problem> {
    let print = fingerprint(&format!("/v1/store-payments/{}/refunds", *order), &wish.0)?;
    let gift = Gift {
        order: *order,
        amount: wish.amount,
        person: caller.subject()?.to_string(),
        key: key.0.clone(),
    };
    let scope = caller.tenant_scope()?;
    let principal = format!("{}@{}", gift.person, caller.tenant()?);
    let now = state.clock.now();
    match idempotency::claim(&state.db, &state.sealer, &principal, &key, &print, now).await? {
        Claim::Done(saved) => Ok(saved.respond()),
        Claim::Fresh(ticket) => {
            let given = refund::give_once(&state, scope, &gift, async |conn, row| {
                ticket.finish(conn, &state.sealer, StatusCode::CREATED, &RefundView::from(row)).await
            })
            .await;
            if given.is_err()
                && let Err(problem) = ticket.abandon(&state.db).await
            {
                tracing::warn!(?problem, "the claim ends with its lease");
            }
            let SavedAnswer { body, .. } = given?;
            Ok(HttpResponse::build(StatusCode::CREATED).content_type("application/json").body(body))
        }
    }
}
