//! The team of the tenant one works for.
use actix_web::{HttpResponse, Responder, delete, get, patch, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::UserId;
use souk_kit::{
    Caller, Json, Path, Problem, Query,
    caller::{Agent, Fresh, Manager},
    paging::{Page, PageRequest},
    problem::ProblemBody,
    token::Role,
};
use utoipa::ToSchema;

use super::actor;
use crate::{State, app::members, domain::roles::State as Standing, store};

/// A member.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberAnswer {
    /// Who.
    pub user_id: UserId,
    /// Name.
    pub display_name: String,
    /// E-mail address.
    pub email: String,
    /// As what.
    pub role: Role,
    /// `active` or `suspended`.
    pub state: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// The team, oldest member first.
#[utoipa::path(
    operation_id = "list_members", tag = "members", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<MemberAnswer>))
)]
#[get("/v1/members")]
pub async fn list_members(
    caller: Caller<Manager>,
    state: web::Data<State>,
    page: Query<PageRequest>,
) -> Result<impl Responder, Problem> {
    let (limit, after) = (page.limit()?, page.after()?);
    let mut rows = Vec::new();
    for m in members::list(&state, caller.tenant()?, after, limit + 1).await? {
        rows.push(MemberAnswer {
            user_id: m.membership.user_id,
            display_name: m.display_name,
            email: m.email,
            role: store::role(&m.membership.role)?,
            state: m.membership.state,
            since: m.membership.since,
        });
    }
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |m| (m.since, m.user_id))))
}

/// The states that a member can be put into.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MemberState {
    /// May work.
    Active,
    /// May not for the time being.
    Suspended,
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberChange {
    /// Another role.
    pub role: Option<Role>,
    /// Another state.
    pub state: Option<MemberState>,
}

/// A member's rights after a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberRights {
    /// Who.
    pub user_id: UserId,
    /// As what.
    pub role: Role,
    /// `active` or `suspended`.
    pub state: String,
    /// Version of their rights.
    pub perm_ver: i64,
}

/// Changes a member's role or state.
#[utoipa::path(
    operation_id = "update_member", tag = "members", security(("bearer" = [])), request_body = MemberChange,
    params(("user_id" = UserId, Path)),
    responses(
        (status = 200, body = MemberRights),
        (status = 409, body = ProblemBody, content_type = "application/problem+json")
    )
)]
#[patch("/v1/members/{user_id}")]
pub async fn update_member(
    caller: Caller<Fresh<Manager>>,
    state: web::Data<State>,
    path: Path<UserId>,
    body: Json<MemberChange>,
) -> Result<impl Responder, Problem> {
    let standing = body.state.map(|s| match s {
        MemberState::Active => Standing::Active,
        MemberState::Suspended => Standing::Suspended,
    });
    let saved =
        members::change(&state, caller.tenant()?, actor(&caller)?, *path, body.role, standing).await?;
    Ok(HttpResponse::Ok().json(MemberRights {
        user_id: saved.user_id,
        role: store::role(&saved.role)?,
        state: saved.state,
        perm_ver: saved.perm_ver,
    }))
}

/// Removes a member; oneself to leave.
#[utoipa::path(
    operation_id = "remove_member", tag = "members", security(("bearer" = [])),
    params(("user_id" = UserId, Path)),
    responses(
        (status = 204, description = "Removed."),
        (status = 409, body = ProblemBody, content_type = "application/problem+json")
    )
)]
#[delete("/v1/members/{user_id}")]
pub async fn remove_member(
    caller: Caller<Fresh<Agent>>,
    state: web::Data<State>,
    path: Path<UserId>,
) -> Result<impl Responder, Problem> {
    members::change(&state, caller.tenant()?, actor(&caller)?, *path, None, Some(Standing::Removed)).await?;
    Ok(HttpResponse::NoContent())
}
