//! `/internal/orders/{id}/personal`: a customer's contact, for a purpose, for another module.
use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use souk_events::{OrderId, TenantId};
use souk_kit::{Caller, Path, Problem, Query, Scope, caller::Module, problem::ProblemBody, purpose::Purpose};

use crate::{app::read, domain::fulfilment::Address, state::State};

/// A customer's contact.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PersonalView {
    order_id: OrderId,
    tenant_id: TenantId,
    customer: String,
    name: String,
    phone: String,
    email: Option<String>,
    note: Option<String>,
    /// Where the order is brought to; null for one that is fetched.
    address: Option<Address>,
    language: String,
}

/// The contact of an order's customer; every look is noted.
#[utoipa::path(
    tag = "internal", operation_id = "get_order_personal", security(("bearer" = [])),
    params(("id" = OrderId, Path, description = "An order"), Purpose),
    responses(
        (status = 200, description = "The contact", body = PersonalView),
        (status = 400, description = "No purpose", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such order", body = ProblemBody, content_type = "application/problem+json"),
        (status = 410, description = "The person was erased", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/internal/orders/{id}/personal")]
pub async fn get_order_personal(
    caller: Caller<Module>,
    state: web::Data<State>,
    id: Path<OrderId>,
    why: Query<Purpose>,
) -> Result<HttpResponse, Problem> {
    let purpose = why.word()?;
    let scope = Scope::Platform("a module asks for an order's contact");
    let seen = read::personal(&state, scope, *id, &caller.claims().sub, purpose).await?;
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(PersonalView {
        order_id: seen.order.id,
        tenant_id: seen.order.tenant_id,
        customer: seen.order.customer,
        name: seen.contact.name,
        phone: seen.contact.phone,
        email: seen.contact.email,
        note: seen.note,
        address: seen.contact.address,
        language: seen.order.language,
    }))
}
