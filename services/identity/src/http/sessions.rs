//! A person's sessions.
use actix_web::{HttpResponse, Responder, delete, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::SessionId;
use souk_kit::{Caller, Path, Problem, caller::User};
use utoipa::ToSchema;

use super::auth::session;
use crate::{State, app::sessions, store::sessions::Reason};

/// A session.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionAnswer {
    /// Which.
    pub id: SessionId,
    /// `browser` or `api`.
    pub kind: String,
    /// What the person knows it by.
    pub device: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last use, to some minutes.
    pub last_seen_at: DateTime<Utc>,
    /// The one this request came with.
    pub current: bool,
}

/// Sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionList {
    /// Last used first.
    pub items: Vec<SessionAnswer>,
}

/// Where one is signed in.
#[utoipa::path(
    operation_id = "list_sessions", tag = "sessions", security(("bearer" = [])),
    responses((status = 200, body = SessionList))
)]
#[get("/v1/sessions")]
pub async fn list_sessions(caller: Caller<User>, state: web::Data<State>) -> Result<impl Responder, Problem> {
    let current = session(&caller).ok();
    let items = sessions::list(&state, caller.user()?).await?.into_iter().map(|s| SessionAnswer {
        id: s.id,
        kind: s.kind,
        device: s.device,
        created_at: s.created_at,
        last_seen_at: s.last_seen_at,
        current: Some(s.id) == current,
    });
    Ok(HttpResponse::Ok().json(SessionList { items: items.collect() }))
}

/// Ends all sessions but this one.
#[utoipa::path(
    operation_id = "end_other_sessions", tag = "sessions", security(("bearer" = [])),
    responses((status = 204, description = "Done."))
)]
#[delete("/v1/sessions")]
pub async fn end_other_sessions(
    caller: Caller<User>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    sessions::end_others(&state, caller.user()?, session(&caller).ok()).await?;
    Ok(HttpResponse::NoContent())
}

/// Ends one session.
#[utoipa::path(
    operation_id = "end_one_session", tag = "sessions", security(("bearer" = [])),
    params(("session_id" = SessionId, Path)),
    responses((status = 204, description = "Done."))
)]
#[delete("/v1/sessions/{session_id}")]
pub async fn end_one_session(
    caller: Caller<User>,
    state: web::Data<State>,
    path: Path<SessionId>,
) -> Result<impl Responder, Problem> {
    sessions::end(&state, caller.user()?, *path, Reason::Revoked).await?;
    Ok(HttpResponse::NoContent())
}
