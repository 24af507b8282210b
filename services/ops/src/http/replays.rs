//! `/v1/ops/replays`: dead letters of one cause, given back little by little.
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use souk_kit::{
    Caller, Json, Path, Problem, Query,
    caller::Admin,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use crate::{
    State,
    app::{
        dead_letters::Key,
        record::OPERATOR,
        replays::{self, Seen, Wish, Word},
    },
    domain::{input, replay::Pace},
    store::replays::{self as store, Replay},
};

/// What to replay, and how.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayRequest {
    /// The module that failed.
    #[schema(min_length = 1, max_length = 100)]
    pub module: String,
    /// Its consumer.
    #[schema(min_length = 1, max_length = 200)]
    pub consumer: String,
    /// The wire name of the facts.
    #[schema(min_length = 1, max_length = 200)]
    pub kind: String,
    /// The cause, as the group says it.
    #[schema(min_length = 1, max_length = 200)]
    pub cause: String,
    /// Letters a minute.
    #[serde(default = "sixty")]
    #[schema(minimum = 1, maximum = 6000, default = 60)]
    pub per_minute: i32,
    /// After so many it waits for the operator's word; 0: it does not.
    #[serde(default)]
    #[schema(minimum = 0, default = 0)]
    pub canary: i32,
    /// Of a hundred that were tried again, so many that failed end it; looked at from the fifth on.
    #[serde(default = "half")]
    #[schema(minimum = 1, maximum = 100, default = 50)]
    pub stop_percent: i32,
    /// Why.
    #[schema(min_length = 3, max_length = 500)]
    pub reason: String,
}

fn sixty() -> i32 {
    60
}

fn half() -> i32 {
    50
}

impl ReplayRequest {
    /// Checks it.
    ///
    /// # Errors
    /// 422, field by field.
    pub fn wish(self) -> Result<Wish, Problem> {
        let Self { module, consumer, kind, cause, per_minute, canary, stop_percent, reason } = self;
        let mut wrong = Vec::new();
        let pace = Pace::new(per_minute, canary, stop_percent).map_err(|errors| wrong.extend(errors)).ok();
        let reason = input::reason(&reason).map_err(|error| wrong.push(error)).ok();
        match (pace, reason) {
            (Some(pace), Some(reason)) => {
                Ok(Wish { key: Key { module, consumer, kind, cause }, pace, reason })
            }
            _ => Err(Problem::fields(wrong)),
        }
    }
}

/// One page, newest first.
///
/// # Errors
/// A wrong parameter, or the database.
pub async fn page(state: &State, paging: &PageRequest) -> Result<Page<Replay>, Problem> {
    let (limit, after) = (paging.limit()?, paging.after::<i64>()?);
    let rows = state
        .db
        .read(OPERATOR, async |conn| Ok::<_, Problem>(store::list(conn, after, limit + 1).await?))
        .await?;
    Ok(Page::cut(rows, limit, |replay| replay.id))
}

/// Replays, newest first.
#[utoipa::path(
    operation_id = "list_replays",
    tag = "ops",
    params(PageRequest),
    responses(
        (status = 200, description = "One page", body = Page<Replay>),
        (status = 400, description = "A parameter is wrong", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/replays")]
pub async fn list_replays(
    _: Caller<Admin>,
    state: web::Data<State>,
    paging: Query<PageRequest>,
) -> Result<web::Json<Page<Replay>>, Problem> {
    Ok(web::Json(page(&state, &paging).await?))
}

/// Freezes the dead letters of a cause and gives them back at a rate; those that die later are not among them.
#[utoipa::path(
    operation_id = "begin_replay",
    tag = "ops",
    request_body = ReplayRequest,
    responses(
        (status = 201, description = "It runs", body = Replay),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "Nothing is dead, or the same cause is being replayed", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "A field is wrong", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The module does not answer", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/v1/ops/replays")]
pub async fn begin_replay(
    caller: Caller<Admin>,
    state: web::Data<State>,
    wish: Json<ReplayRequest>,
) -> Result<HttpResponse, Problem> {
    let begun = replays::begin(&state, caller.user()?, &wish.0.wish()?).await?;
    Ok(HttpResponse::Created().json(begun))
}

/// One replay, with what became of the letters that were given back.
#[utoipa::path(
    operation_id = "get_replay",
    tag = "ops",
    params(("id" = i64, Path, description = "Its number")),
    responses(
        (status = 200, description = "How far it is", body = Seen),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such replay", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/replays/{id}")]
pub async fn get_replay(
    _: Caller<Admin>,
    state: web::Data<State>,
    id: Path<i64>,
) -> Result<web::Json<Seen>, Problem> {
    Ok(web::Json(replays::look(&state, id.0).await?))
}

/// Goes on after the first ones.
#[utoipa::path(
    operation_id = "continue_replay",
    tag = "ops",
    params(("id" = i64, Path, description = "Its number")),
    responses(
        (status = 200, description = "It runs", body = Replay),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such replay", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "It does not wait", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/v1/ops/replays/{id}/continue")]
pub async fn continue_replay(
    caller: Caller<Admin>,
    state: web::Data<State>,
    id: Path<i64>,
) -> Result<web::Json<Replay>, Problem> {
    Ok(web::Json(replays::tell(&state, caller.user()?, id.0, Word::GoOn).await?))
}

/// Gives nothing more back.
#[utoipa::path(
    operation_id = "stop_replay",
    tag = "ops",
    params(("id" = i64, Path, description = "Its number")),
    responses(
        (status = 200, description = "Stopped; what was given back stays given back", body = Replay),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such replay", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "It is over", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/v1/ops/replays/{id}/stop")]
pub async fn stop_replay(
    caller: Caller<Admin>,
    state: web::Data<State>,
    id: Path<i64>,
) -> Result<web::Json<Replay>, Problem> {
    Ok(web::Json(replays::tell(&state, caller.user()?, id.0, Word::Stop).await?))
}
