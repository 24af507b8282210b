//! `/v1/live/refunds`: deposits whose money is owed, and that it was given back.
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use souk_events::DepositId;
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Agent, Seller},
    problem::ProblemBody,
};
use utoipa::ToSchema;

use super::proofs::{DepositList, DepositView};
use crate::{app::deposits::refunds, state::State};

/// Refunds that are owed, oldest first.
#[utoipa::path(
    tag = "live deposits", operation_id = "list_live_refunds", security(("bearer" = [])),
    responses(
        (status = 200, description = "Deposits whose money is owed", body = DepositList),
        (status = 403, description = "Not staff", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/live/refunds")]
pub async fn list_live_refunds(
    caller: Caller<Agent>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let rows = refunds::owed(&state, caller.tenant()?).await?;
    let items = rows.into_iter().map(DepositView::from).collect();
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(DepositList { items }))
}

/// How money was given back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenBack {
    /// In the shop's words; it stays on record.
    #[schema(min_length = 1, max_length = 200)]
    note: String,
}

/// Notes that the money of a deposit was given back.
#[utoipa::path(
    tag = "live deposits", operation_id = "settle_live_refund", request_body = GivenBack, security(("bearer" = [])),
    params(("id" = DepositId, Path, description = "A deposit")),
    responses(
        (status = 200, description = "Nothing is owed any more", body = DepositView),
        (status = 403, description = "Only sellers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`refund_not_due`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "No note", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/live/refunds/{id}/done")]
pub async fn settle_live_refund(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<DepositId>,
    said: Json<GivenBack>,
) -> Result<HttpResponse, Problem> {
    let row = refunds::given_back(&state, caller.tenant()?, caller.user()?, *id, &said.note).await?;
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(DepositView::from(row)))
}
