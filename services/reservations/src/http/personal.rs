//! `/internal/…/personal`: what is personal, for a purpose, for another module.
use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use souk_events::{ContactId, MessageRequestId, ReservationGroupId, TenantId};
use souk_kit::{Caller, Path, Problem, Query, caller::Module, problem::ProblemBody, purpose::Purpose};

use crate::{app::personal, state::State};

/// Parameters of a text that are a person's.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RequestPersonal {
    /// By name: `address`.
    #[schema(value_type = Object)]
    params: serde_json::Value,
}

/// The personal parameters of a message that was asked for.
#[utoipa::path(
    tag = "internal", operation_id = "get_request_personal", security(("bearer" = [])),
    params(("id" = MessageRequestId, Path, description = "A message that was asked for")),
    responses(
        (status = 200, description = "The parameters", body = RequestPersonal),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such message", body = ProblemBody, content_type = "application/problem+json"),
        (status = 410, description = "The person was erased", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/internal/requests/{id}/personal")]
pub async fn get_request_personal(
    _: Caller<Module>,
    state: web::Data<State>,
    id: Path<MessageRequestId>,
) -> Result<HttpResponse, Problem> {
    let params = personal::of_request(&state, *id).await?;
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(RequestPersonal { params }))
}

/// Who ordered in a live.
#[derive(Serialize, utoipa::ToSchema)]
pub struct GroupPersonal {
    group_id: ReservationGroupId,
    tenant_id: TenantId,
    contact_id: ContactId,
    name: Option<String>,
    phone: Option<String>,
    address: Option<String>,
    /// What the shop speaks.
    language: &'static str,
}

/// Name, phone and address of a live order's customer.
#[utoipa::path(
    tag = "internal", operation_id = "get_group_personal", security(("bearer" = [])),
    params(("id" = ReservationGroupId, Path, description = "Reservations that became an order"), Purpose),
    responses(
        (status = 200, description = "The customer", body = GroupPersonal),
        (status = 400, description = "No purpose", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such order", body = ProblemBody, content_type = "application/problem+json"),
        (status = 410, description = "The person was erased", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/internal/groups/{id}/personal")]
pub async fn get_group_personal(
    caller: Caller<Module>,
    state: web::Data<State>,
    id: Path<ReservationGroupId>,
    why: Query<Purpose>,
) -> Result<HttpResponse, Problem> {
    let purpose = why.word()?;
    let (group, known, lang) = personal::of_group(&state, *id).await?;
    tracing::info!(reader = %caller.claims().sub, purpose = %purpose, group = %group.id, "a live order's customer was looked at");
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(GroupPersonal {
        group_id: group.id,
        tenant_id: group.tenant_id,
        contact_id: group.contact_id,
        name: known.name,
        phone: known.phone,
        address: known.address,
        language: lang.code(),
    }))
}
