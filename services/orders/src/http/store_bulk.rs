//! `/v1/store-orders/bulk/steps`: one step for many orders, each on its own (FR31).
use actix_web::{HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use souk_events::OrderId;
use souk_kit::{Caller, Json, Problem, caller::Agent, problem::ProblemBody};

use crate::{
    app::bulk,
    domain::order::{Action, Label, Reason},
    state::State,
};

/// What is to be done to which orders.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    /// One to a hundred.
    #[schema(min_items = 1, max_items = 100)]
    ids: Vec<OrderId>,
    /// The step.
    step: Action,
    /// Why, when it ends orders early.
    reason: Option<Reason>,
}

/// What became of one of them.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BulkRow {
    id: OrderId,
    /// It was done.
    done: bool,
    /// How the order stands after it; null when it was not done.
    status: Option<Label>,
    /// Why it was not done: the code of a problem.
    code: Option<String>,
    /// How the order stands that did not move.
    current_state: Option<String>,
}

/// What became of them, in their order.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BulkRows {
    items: Vec<BulkRow>,
}

/// Takes many orders one step on. Each is done on its own: one that cannot move holds up nobody.
#[utoipa::path(
    tag = "store-orders", operation_id = "move_store_orders", request_body = Bulk, security(("bearer" = [])),
    responses(
        (status = 200, description = "Each with what became of it", body = BulkRows),
        (status = 403, description = "Not staff, or not for this step", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "None, too many, or no reason a person can give", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/store-orders/bulk/steps")]
pub async fn move_store_orders(
    caller: Caller<Agent>,
    state: web::Data<State>,
    wish: Json<Bulk>,
) -> Result<HttpResponse, Problem> {
    if caller.claims().role.is_none_or(|role| role < wish.step.role()) {
        return Err(Problem::forbidden());
    }
    let Bulk { ids, step, reason } = wish.0;
    let person = caller.subject()?.to_string();
    let done = bulk::run(&state, caller.tenant_scope()?, &person, ids, (step, reason)).await?;
    let items = done.into_iter().map(|(id, said)| match said {
        Ok(order) => BulkRow { id, done: true, status: Some(order.label()), code: None, current_state: None },
        Err(problem) => {
            let body = problem.body();
            let (code, current_state) = (Some(body.code), body.current_state);
            BulkRow { id, done: false, status: None, code, current_state }
        }
    });
    let items = items.collect();
    Ok(HttpResponse::Ok().json(BulkRows { items }))
}
