//! `/v1/live/reservations/…`: staff step in on a reservation.
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::ReservationId;
use souk_kit::{Caller, Json, Path, Problem, caller::Agent, line, problem::ProblemBody};
use utoipa::ToSchema;

use crate::{
    app::step_in::{self, Deed},
    state::State,
};

/// What can be done to a reservation.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Intervention {
    /// Take a hold back for the next one in the queue.
    Release,
    /// Take a hold back for nobody in particular.
    Free,
    /// Five minutes more for a hold.
    Extend,
    /// Put somebody who waits before the others.
    ToHead,
    /// Say yes for a customer whose size and address are known.
    Confirm,
    /// End a hold, or a place in the queue.
    Cancel,
    /// Begin anew what ran out, when it is free and nobody waits.
    Reopen,
}

impl From<Intervention> for Deed {
    fn from(step: Intervention) -> Self {
        match step {
            Intervention::Release => Self::Release { to_next: true },
            Intervention::Free => Self::Release { to_next: false },
            Intervention::Extend => Self::Extend,
            Intervention::ToHead => Self::ToHead,
            Intervention::Confirm => Self::Confirm,
            Intervention::Cancel => Self::Cancel,
            Intervention::Reopen => Self::Reopen,
        }
    }
}

/// Why somebody steps in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// In their own words; it stays on record.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// A reservation after somebody stepped in.
#[derive(Serialize, ToSchema)]
pub struct ReservationView {
    id: ReservationId,
    code: String,
    state: String,
    expires_at: Option<DateTime<Utc>>,
}

/// Steps in on a reservation. Agents release, free and extend; the rest is for sellers.
#[utoipa::path(
    tag = "live", operation_id = "step_in_on_reservation", request_body = Reason, security(("bearer" = [])),
    params(
        ("id" = ReservationId, Path, description = "A reservation"),
        ("step" = inline(Intervention), Path, description = "What to do"),
    ),
    responses(
        (status = 200, description = "Done", body = ReservationView),
        (status = 403, description = "Agents release and extend; sellers and up do the rest", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`reservation_moved_on`, `hold_not_extended`, `hold_incomplete` or `nothing_free`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "No reason", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/live/reservations/{id}/{step}")]
pub async fn step_in_on_reservation(
    caller: Caller<Agent>,
    state: web::Data<State>,
    path: Path<(ReservationId, Intervention)>,
    said: Json<Reason>,
) -> Result<HttpResponse, Problem> {
    let (id, step) = path.0;
    let why = line::required(&said.reason, 200).map_err(|code| Problem::field("/reason", code))?;
    let deed = Deed::from(step);
    if caller.claims().role.is_none_or(|role| role < deed.role()) {
        return Err(Problem::forbidden());
    }
    let person = caller.claims().sub.clone();
    let row = step_in::step_in(&state, caller.tenant()?, person, id, deed, &why).await?;
    let view = ReservationView { id: row.id, code: row.code, state: row.state, expires_at: row.expires_at };
    Ok(HttpResponse::Ok().json(view))
}
