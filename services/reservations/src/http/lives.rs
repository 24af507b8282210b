//! `/v1/live/sessions/…`: a live begins, pauses and ends; `/v1/live/record`, `/v1/reports/live-weeks`: how it went.
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{Currency, LiveSessionId, Money};
use souk_kit::{
    Caller, Json, Path, Problem, Query,
    caller::{Manager, Seller},
    line,
    problem::ProblemBody,
};
use utoipa::{IntoParams, ToSchema};

use super::board::RecordView;
use crate::{
    app::{lives, reports},
    state::State,
    store::{reports::Count, sessions::Session},
};

/// A live to begin.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiveBegun {
    /// What the seller calls it; may be left out.
    #[serde(default)]
    #[schema(max_length = 60)]
    name: String,
}

/// A live.
#[derive(Serialize, ToSchema)]
pub struct LiveView {
    id: LiveSessionId,
    name: String,
    /// `active` or `closed`.
    state: String,
    paused: bool,
    opened_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
}

impl From<Session> for LiveView {
    fn from(row: Session) -> Self {
        let Session { id, name, state, paused, opened_at, closed_at, .. } = row;
        Self { id, name, state, paused, opened_at, closed_at }
    }
}

/// Begins a live. Answers the one that runs when one runs.
#[utoipa::path(
    tag = "live", operation_id = "begin_live", request_body = LiveBegun, security(("bearer" = [])),
    responses(
        (status = 200, description = "The live that runs", body = LiveView),
        (status = 403, description = "Only sellers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "The merchant has no store yet", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The name is too long", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/live/sessions")]
pub async fn begin_live(
    caller: Caller<Seller>,
    state: web::Data<State>,
    said: Json<LiveBegun>,
) -> Result<HttpResponse, Problem> {
    let name = line::optional(&said.name, 60).map_err(|code| Problem::field("/name", code))?;
    let person = caller.claims().sub.clone();
    let session = lives::open(&state, caller.tenant()?, person, &name).await?;
    Ok(HttpResponse::Ok().json(LiveView::from(session)))
}

/// What can be done to a live.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LiveChange {
    /// End it at once; holds run on.
    Close,
    /// Refuse new codes.
    Pause,
    /// Take codes again.
    Resume,
}

/// Ends, pauses or resumes a live.
#[utoipa::path(
    tag = "live", operation_id = "change_live", security(("bearer" = [])),
    params(
        ("id" = LiveSessionId, Path, description = "A live"),
        ("change" = inline(LiveChange), Path, description = "What to do"),
    ),
    responses(
        (status = 200, description = "The live as it stands", body = LiveView),
        (status = 403, description = "Only sellers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`session_over`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/live/sessions/{id}/{change}")]
pub async fn change_live(
    caller: Caller<Seller>,
    state: web::Data<State>,
    path: Path<(LiveSessionId, LiveChange)>,
) -> Result<HttpResponse, Problem> {
    let ((id, change), tenant, person) = (path.0, caller.tenant()?, caller.claims().sub.clone());
    match change {
        LiveChange::Close => {
            lives::close(&state, tenant, person, id).await?;
        }
        LiveChange::Pause | LiveChange::Resume => {
            let paused = matches!(change, LiveChange::Pause);
            lives::pause(&state, tenant, person, id, paused).await?;
        }
    }
    let story = reports::session(&state, tenant, id).await?;
    Ok(HttpResponse::Ok().json(LiveView::from(story.session)))
}

/// How lives went, counted.
#[derive(Serialize, ToSchema)]
pub struct CountView {
    /// Reservations that were held.
    holds: i64,
    /// Of them, those that became part of an order.
    confirmed: i64,
    /// Of them, those that ran out.
    expired: i64,
    /// Basis points of `holds`; null while there is none.
    confirmation_rate_bp: Option<i64>,
    /// Basis points of `holds`: people who wrote a code and then nothing more.
    ghost_rate_bp: Option<i64>,
    orders: i64,
    delivered: i64,
    cancelled: i64,
    /// Called off because nobody was there; basis points of `orders`.
    no_show_rate_bp: Option<i64>,
    /// With a deposit; basis points of `orders`.
    deposit_rate_bp: Option<i64>,
    /// Without orders that were called off.
    sold: Money,
    /// Seconds from a customer's first code to her yes, of the middle order.
    median_seconds: Option<i64>,
}

fn counted(row: &Count, currency: Currency) -> CountView {
    CountView {
        holds: row.holds,
        confirmed: row.confirmed,
        expired: row.expired,
        confirmation_rate_bp: reports::part(row.confirmed, row.holds),
        ghost_rate_bp: reports::part(row.expired, row.holds),
        orders: row.orders,
        delivered: row.delivered,
        cancelled: row.cancelled,
        no_show_rate_bp: reports::part(row.no_show, row.orders),
        deposit_rate_bp: reports::part(row.deposits, row.orders),
        sold: Money::new(row.sold, currency),
        median_seconds: row.median.and_then(|seconds| format!("{seconds:.0}").parse().ok()),
    }
}

/// How a live went.
#[derive(Serialize, ToSchema)]
pub struct LiveSummary {
    live: LiveView,
    /// Null when nobody wanted anything.
    count: Option<CountView>,
    /// Codes that were shown and not sold.
    unsold: Vec<String>,
}

/// How a live went.
#[utoipa::path(
    tag = "live", operation_id = "get_live_summary", security(("bearer" = [])),
    params(("id" = LiveSessionId, Path, description = "A live")),
    responses(
        (status = 200, description = "Counted over the whole live", body = LiveSummary),
        (status = 403, description = "Only sellers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/live/summaries/{id}")]
pub async fn get_live_summary(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<LiveSessionId>,
) -> Result<HttpResponse, Problem> {
    let story = reports::session(&state, caller.tenant()?, *id).await?;
    let count = story.count.as_ref().map(|row| counted(row, story.currency));
    let unsold = story.unsold.into_iter().map(|item| item.shown_code).collect();
    Ok(HttpResponse::Ok().json(LiveSummary { live: story.session.into(), count, unsold }))
}

/// A week.
#[derive(Serialize, ToSchema)]
pub struct WeekView {
    /// Its Monday, as the store counts days.
    week: NaiveDate,
    count: CountView,
}

/// The last twelve weeks.
#[derive(Serialize, ToSchema)]
pub struct LiveWeeks {
    /// Newest first; weeks without a live are left out.
    items: Vec<WeekView>,
}

/// How the lives of the last twelve weeks went.
#[utoipa::path(
    tag = "live", operation_id = "get_live_weeks", security(("bearer" = [])),
    responses(
        (status = 200, description = "By weeks", body = LiveWeeks),
        (status = 403, description = "Only managers and up", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/reports/live-weeks")]
pub async fn get_live_weeks(
    caller: Caller<Manager>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let weeks = reports::weeks(&state, caller.tenant()?).await?;
    let view = |row: &Count| WeekView { week: row.week, count: counted(row, weeks.currency) };
    Ok(HttpResponse::Ok().json(LiveWeeks { items: weeks.rows.iter().map(view).collect() }))
}

/// Which part of the record.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct RecordAsked {
    /// Rows before this place only.
    #[param(minimum = 1)]
    before: Option<i64>,
    /// Actions that begin with this word only: `override.`
    action: Option<String>,
}

/// A page of the record.
#[derive(Serialize, ToSchema)]
pub struct RecordPage {
    /// Newest first, at most a hundred.
    items: Vec<RecordView>,
    /// Ask with it as `before` for more; null at the end.
    next_before: Option<i64>,
}

/// Who did what in the merchant's lives, newest first.
#[utoipa::path(
    tag = "live", operation_id = "get_live_record", params(RecordAsked), security(("bearer" = [])),
    responses(
        (status = 200, description = "The record", body = RecordPage),
        (status = 403, description = "Only managers and up", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/live/record")]
pub async fn get_live_record(
    caller: Caller<Manager>,
    state: web::Data<State>,
    asked: Query<RecordAsked>,
) -> Result<HttpResponse, Problem> {
    let begins = asked.action.as_deref().unwrap_or_default();
    let record = reports::record(&state, caller.tenant()?, asked.before, begins, 100).await?;
    let next_before = record.rows.get(99).map(|row| row.seq);
    let items = record.rows.into_iter().map(RecordView::from).collect();
    Ok(HttpResponse::Ok().json(RecordPage { items, next_before }))
}
