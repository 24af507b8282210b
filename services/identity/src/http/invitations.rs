//! Invitations into the tenant one works for, and taking one.
use actix_web::{HttpResponse, Responder, delete, get, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::TenantId;
use souk_kit::{
    Caller, Json, Path, Problem, Query, View,
    caller::{Fresh, Manager, User},
    paging::{Page, PageRequest},
    problem::ProblemBody,
    token::Role,
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{actor, users::LinkToken};
use crate::{State, app::invitations, store, store::invitations::Invitation};

/// Whom to invite as what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// E-mail address.
    #[schema(format = Email, max_length = 254)]
    pub email: String,
    /// As what.
    pub role: Role,
}

/// An invitation.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationAnswer {
    /// Which.
    pub id: Uuid,
    /// E-mail address.
    pub email: String,
    /// As what.
    pub role: Role,
    /// `sent`, `accepted`, `expired` or `revoked`.
    pub state: String,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

impl InvitationAnswer {
    fn new(invitation: Invitation, email: String) -> Result<Self, Problem> {
        let role = store::role(&invitation.role)?;
        Ok(Self {
            id: invitation.id,
            email,
            role,
            state: invitation.state,
            expires_at: invitation.expires_at,
        })
    }
}

/// Invites somebody by mail. An open invitation to the same address is replaced.
#[utoipa::path(
    operation_id = "create_invitation", tag = "members", security(("bearer" = [])), request_body = NewInvitation,
    responses((status = 201, body = InvitationAnswer))
)]
#[post("/v1/invitations")]
pub async fn create_invitation(
    caller: Caller<Fresh<Manager>>,
    view: View,
    state: web::Data<State>,
    body: Json<NewInvitation>,
) -> Result<impl Responder, Problem> {
    let (tenant, by) = (caller.tenant()?, actor(&caller)?);
    let sent = invitations::invite(&state, tenant, by, &body.email, body.role, view.lang).await?;
    let email = invitations::address(&state, &sent)?;
    Ok(HttpResponse::Created().json(InvitationAnswer::new(sent, email)?))
}

/// The open invitations, newest first.
#[utoipa::path(
    operation_id = "list_invitations", tag = "members", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<InvitationAnswer>))
)]
#[get("/v1/invitations")]
pub async fn list_invitations(
    caller: Caller<Manager>,
    state: web::Data<State>,
    page: Query<PageRequest>,
) -> Result<impl Responder, Problem> {
    let (limit, after) = (page.limit()?, page.after()?);
    let open = invitations::list(&state, caller.tenant()?, after, limit + 1).await?;
    let Page { items, next_cursor, has_more } = Page::cut(open, limit, |(i, _)| (i.created_at, i.id));
    let items: Vec<_> =
        items.into_iter().map(|(i, email)| InvitationAnswer::new(i, email)).collect::<Result<_, _>>()?;
    Ok(HttpResponse::Ok().json(Page { items, next_cursor, has_more }))
}

/// Where one works now.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationAccepted {
    /// The tenant.
    pub tenant_id: TenantId,
    /// As what.
    pub role: Role,
}

/// Takes an invitation; the caller must hold its address.
#[utoipa::path(
    operation_id = "accept_invitation", tag = "members", security(("bearer" = [])), request_body = LinkToken,
    responses(
        (status = 200, body = InvitationAccepted),
        (status = 409, description = "`team_full`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 410, body = ProblemBody, content_type = "application/problem+json")
    )
)]
#[post("/v1/invitations/accept")]
pub async fn accept_invitation(
    caller: Caller<User>,
    state: web::Data<State>,
    body: Json<LinkToken>,
) -> Result<impl Responder, Problem> {
    let (tenant_id, role) = invitations::accept(&state, caller.user()?, &body.token).await?;
    Ok(HttpResponse::Ok().json(InvitationAccepted { tenant_id, role }))
}

/// Takes an open invitation back.
#[utoipa::path(
    operation_id = "revoke_invitation", tag = "members", security(("bearer" = [])),
    params(("invitation_id" = Uuid, Path)),
    responses(
        (status = 204, description = "Taken back."),
        (status = 409, body = ProblemBody, content_type = "application/problem+json")
    )
)]
#[delete("/v1/invitations/{invitation_id}")]
pub async fn revoke_invitation(
    caller: Caller<Fresh<Manager>>,
    state: web::Data<State>,
    path: Path<Uuid>,
) -> Result<impl Responder, Problem> {
    invitations::revoke(&state, caller.tenant()?, actor(&caller)?, *path).await?;
    Ok(HttpResponse::NoContent())
}
