//! Asking to be erased, and the operators' matrix of answers.
use actix_web::{HttpResponse, Responder, delete, get, http::header, post, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::UserId;
use souk_kit::{
    Caller, Problem,
    caller::{Admin, Fresh, User},
    problem::ProblemBody,
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    State,
    app::{erasure, package},
    store::erasures::{Erasure, Task},
};

/// A request to be erased.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErasureAnswer {
    /// Which.
    pub id: Uuid,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// Until when it can be undone.
    pub due_at: DateTime<Utc>,
}

/// Asks to be erased, everywhere. It can be undone for some days.
#[utoipa::path(
    operation_id = "request_erasure", tag = "me", security(("bearer" = [])),
    responses(
        (status = 202, body = ErasureAnswer),
        (status = 409, description = "The only owner of a shop, or asked for already", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/me/erasure")]
pub async fn request_erasure(
    caller: Caller<Fresh<User>>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    let made = erasure::request(&state, caller.user()?).await?;
    let answer = ErasureAnswer { id: made.id, requested_at: made.requested_at, due_at: made.due_at };
    Ok(HttpResponse::Accepted().json(answer))
}

/// Everything that the platform keeps of oneself.
#[utoipa::path(
    operation_id = "get_my_data", tag = "me", security(("bearer" = [])),
    responses((status = 200, description = "A part for each module, and the modules that did not answer", body = serde_json::Value))
)]
#[get("/v1/me/data")]
pub async fn get_my_data(
    caller: Caller<Fresh<User>>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    let found = package::gather(&state, caller.user()?).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(found))
}

/// Undoes one's request.
#[utoipa::path(
    operation_id = "undo_erasure", tag = "me", security(("bearer" = [])),
    responses((status = 204, description = "Undone."))
)]
#[delete("/v1/me/erasure")]
pub async fn undo_erasure(caller: Caller<User>, state: web::Data<State>) -> Result<impl Responder, Problem> {
    erasure::undo(&state, caller.user()?).await?;
    Ok(HttpResponse::NoContent())
}

/// An erasure as operators see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErasureRow {
    /// Which.
    pub id: Uuid,
    /// Whose id it was.
    pub user_id: UserId,
    /// `requested`, `undone`, `running` or `done`.
    pub state: String,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// When it began or will.
    pub due_at: DateTime<Utc>,
    /// When it was undone, or every module had answered.
    pub closed_at: Option<DateTime<Utc>>,
    /// What each module answered.
    pub answers: Vec<ErasureTask>,
}

/// A module's answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErasureTask {
    /// Which module.
    pub module: String,
    /// Rows that it removed or made unreadable.
    pub rows: Option<i64>,
    /// When; it is waited for when null.
    pub done_at: Option<DateTime<Utc>>,
}

impl From<(Erasure, Vec<Task>)> for ErasureRow {
    fn from((one, answers): (Erasure, Vec<Task>)) -> Self {
        let answer = |t: Task| ErasureTask { module: t.module, rows: t.rows, done_at: t.done_at };
        Self {
            id: one.id,
            user_id: one.user_id,
            state: one.state,
            requested_at: one.requested_at,
            due_at: one.due_at,
            closed_at: one.closed_at,
            answers: answers.into_iter().map(answer).collect(),
        }
    }
}

/// Erasures.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErasureList {
    /// Newest first, a hundred at most.
    pub items: Vec<ErasureRow>,
}

/// Erasures with the answers of each module.
#[utoipa::path(
    operation_id = "list_erasures", tag = "operators", security(("bearer" = [])),
    responses((status = 200, body = ErasureList))
)]
#[get("/v1/admin/erasures")]
pub async fn list_erasures(
    _caller: Caller<Admin>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    let items = erasure::list(&state).await?.into_iter().map(ErasureRow::from).collect();
    Ok(HttpResponse::Ok().json(ErasureList { items }))
}
