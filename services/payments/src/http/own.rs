//! `/v1/payments/{id}`: a person's own payment.
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::{Money, OrderId, PaymentId};
use souk_kit::{Caller, Path, Problem, caller::Anyone, problem::ProblemBody};

use crate::{
    app::pay::{self, Owed},
    domain::words::Standing,
    state::State,
    store::intents,
};

/// The part of one order.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PartView {
    order_id: OrderId,
    store_name: String,
    amount: Money,
    /// What went back of it.
    refunded: Money,
    status: Standing,
}

/// What a person owes or paid.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PaymentView {
    id: PaymentId,
    amount: Money,
    status: Standing,
    /// Nobody pays after; null for what is paid at the counter.
    pay_by: Option<DateTime<Utc>>,
    /// Where it is paid.
    #[schema(example = "/pay/pay_01kajz4z00e00800000000000d")]
    url: String,
    orders: Vec<PartView>,
}

impl From<&Owed> for PaymentView {
    fn from(owed: &Owed) -> Self {
        let intent = &owed.intent;
        let back: i64 = owed.shares.iter().map(|share| share.refunded).sum();
        Self {
            id: intent.id,
            amount: intents::money(intent.amount, &intent.currency),
            status: Standing::of(&intent.state, intent.amount, back),
            pay_by: intent.pay_by,
            url: format!("/pay/{}", intent.id),
            orders: owed
                .shares
                .iter()
                .map(|share| PartView {
                    order_id: share.order_id,
                    store_name: share.store_name.clone(),
                    amount: share.money(share.amount),
                    refunded: share.money(share.refunded),
                    status: share.standing(intent),
                })
                .collect(),
        }
    }
}

/// What one owes or paid for a checkout.
#[utoipa::path(
    tag = "payments", operation_id = "get_payment", security((), ("bearer" = [])),
    params(("id" = PaymentId, Path, description = "A payment")),
    responses(
        (status = 200, description = "The payment", body = PaymentView),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another person's", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/payments/{id}")]
pub async fn get_payment(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    id: Path<PaymentId>,
) -> Result<HttpResponse, Problem> {
    let owed = pay::see(&state, caller.own_scope()?, *id).await?;
    Ok(HttpResponse::Ok().json(PaymentView::from(&owed)))
}
