//! `/v1/live/proofs`: deposits that wait for a decision, and the decision.
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{DepositId, MessageId, Money};
use souk_kit::{
    Caller, Json, Path, Problem, Query,
    caller::{Agent, Manager},
    problem::ProblemBody,
};
use utoipa::{IntoParams, ToSchema};

use crate::{
    app::deposits::{
        decide::Decision,
        inbox::{self, Row},
    },
    domain::deposit::Reason,
    state::State,
};

/// What a customer sent.
#[derive(Serialize, ToSchema)]
pub struct ProofView {
    message_id: MessageId,
    received_at: DateTime<Utc>,
    /// `image/jpeg` or `application/pdf`; empty for words, and while the file is fetched.
    content_type: String,
    /// What it says, when it is no picture.
    words: Option<String>,
    /// Where its file is, for five minutes.
    url: Option<String>,
    /// Number of another deposit with the same picture.
    seen_in: Option<i64>,
}

/// A deposit.
#[derive(Serialize, ToSchema)]
pub struct DepositView {
    id: DepositId,
    /// `P7` in the chat.
    number: i64,
    /// `deposit_pending`, `deposit_approved`, `deposit_rejected`.
    state: String,
    amount: Money,
    /// The end of her number.
    #[schema(example = "··42")]
    who: String,
    /// The number of the order, else the codes.
    target: String,
    /// When the newest proof came.
    submitted_at: DateTime<Utc>,
    /// When what is held for it ends, unless it is decided; null when nothing is.
    expires_at: Option<DateTime<Utc>>,
    /// Nothing came of what was paid for: the money is to be given back.
    refund_due: bool,
    /// Since when; null for what is older than this field.
    refund_due_at: Option<DateTime<Utc>>,
    /// When it was given back.
    refunded_at: Option<DateTime<Utc>>,
    /// How, in the shop's words.
    refund_note: String,
    /// `unreadable`, `amount`, `used`, `other`; empty unless it was refused.
    reason: String,
    /// `con_…` or `usr_…`; empty while it waits.
    decided_by: String,
    decided_at: Option<DateTime<Utc>>,
    /// Reservations of hers that became orders.
    confirmed: i64,
    /// Reservations of hers that ran out.
    expired: i64,
    /// Oldest first.
    proofs: Vec<ProofView>,
}

impl From<Row> for DepositView {
    fn from(row: Row) -> Self {
        let (target, expires_at, amount) = (row.target(), row.ends(), row.deposit.money());
        let proofs = row.proofs.into_iter().map(|one| ProofView {
            message_id: one.proof.message_id,
            received_at: one.proof.received_at,
            content_type: one.proof.content_type,
            words: one.words,
            url: one.url,
            seen_in: one.proof.seen_in,
        });
        let one = row.deposit;
        Self {
            id: one.id,
            number: one.number,
            state: one.state,
            amount,
            who: row.who,
            target,
            submitted_at: one.submitted_at,
            expires_at,
            refund_due: one.refund_due,
            refund_due_at: one.refund_due_at,
            refunded_at: one.refunded_at,
            refund_note: one.refund_note,
            reason: one.reason,
            decided_by: one.decided_by,
            decided_at: one.decided_at,
            confirmed: row.reliable.0,
            expired: row.reliable.1,
            proofs: proofs.collect(),
        }
    }
}

/// Deposits.
#[derive(Serialize, ToSchema)]
pub struct DepositList {
    /// At most a hundred.
    pub(super) items: Vec<DepositView>,
}

/// Which ones.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Those that were decided, newest first, instead of those that wait, oldest first.
    #[serde(default)]
    decided: Option<bool>,
}

/// What waits for a decision, oldest first.
#[utoipa::path(
    tag = "live deposits", operation_id = "list_live_proofs", security(("bearer" = [])), params(Which),
    responses(
        (status = 200, description = "Deposits with what was sent", body = DepositList),
        (status = 403, description = "Not staff", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/live/proofs")]
pub async fn list_live_proofs(
    caller: Caller<Agent>,
    state: web::Data<State>,
    which: Query<Which>,
) -> Result<HttpResponse, Problem> {
    let rows = inbox::list(&state, caller.tenant()?, which.decided.unwrap_or(false)).await?;
    let items = rows.into_iter().map(DepositView::from).collect();
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(DepositList { items }))
}

/// Why a proof is refused.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// The customer is told.
    reason: Reason,
}

async fn decided(
    state: &State,
    caller: (souk_events::TenantId, souk_events::UserId),
    id: DepositId,
    decision: Decision,
) -> Result<HttpResponse, Problem> {
    let row = inbox::decide(state, caller.0, caller.1, id, decision).await?;
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(DepositView::from(row)))
}

/// Accepts a proof.
#[utoipa::path(
    tag = "live deposits", operation_id = "approve_live_proof", security(("bearer" = [])),
    params(("id" = DepositId, Path, description = "A deposit")),
    responses(
        (status = 200, description = "Accepted; the customer is told", body = DepositView),
        (status = 403, description = "Not staff", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`deposit_decided`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/live/proofs/{id}/approve")]
pub async fn approve_live_proof(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<DepositId>,
) -> Result<HttpResponse, Problem> {
    decided(&state, (caller.tenant()?, caller.user()?), *id, Decision::Approve).await
}

/// Refuses a proof.
#[utoipa::path(
    tag = "live deposits", operation_id = "reject_live_proof", request_body = Refusal, security(("bearer" = [])),
    params(("id" = DepositId, Path, description = "A deposit")),
    responses(
        (status = 200, description = "Refused; the customer is told why", body = DepositView),
        (status = 403, description = "Not staff", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`deposit_decided`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "No reason", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/live/proofs/{id}/reject")]
pub async fn reject_live_proof(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<DepositId>,
    said: Json<Refusal>,
) -> Result<HttpResponse, Problem> {
    decided(&state, (caller.tenant()?, caller.user()?), *id, Decision::Reject(said.reason)).await
}

/// Takes a decision back: the proof waits again. It stays on record.
#[utoipa::path(
    tag = "live deposits", operation_id = "reopen_live_proof", security(("bearer" = [])),
    params(("id" = DepositId, Path, description = "A deposit")),
    responses(
        (status = 200, description = "It waits again", body = DepositView),
        (status = 403, description = "Only managers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`deposit_decided`: it waits already", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/live/proofs/{id}/reopen")]
pub async fn reopen_live_proof(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<DepositId>,
) -> Result<HttpResponse, Problem> {
    decided(&state, (caller.tenant()?, caller.user()?), *id, Decision::Reopen).await
}
