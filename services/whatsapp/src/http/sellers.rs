//! `/v1/whatsapp/sellers`: the numbers from which a live is run.
use actix_web::{HttpResponse, delete, get, post, web};
use serde::{Deserialize, Serialize};
use souk_kit::{Caller, Json, Path, Problem, caller::Manager, paging::Page, problem::ProblemBody};
use uuid::Uuid;

use crate::{
    app::sellers::{self, Seller},
    state::State,
};

/// A seller's number.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SellerView {
    id: Uuid,
    label: String,
    /// The last two digits; null: the number hides.
    phone_ending: Option<String>,
    /// Whether it is known when it writes.
    linked: bool,
}

impl From<Seller> for SellerView {
    fn from(seller: Seller) -> Self {
        let Seller { id, label, ending, linked } = seller;
        Self { id, label, phone_ending: ending, linked }
    }
}

/// A number to be added.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SellerRequest {
    /// Who that is.
    #[schema(min_length = 1, max_length = 60)]
    label: String,
    /// The number, with its country; left out where it hides.
    #[serde(default)]
    phone: Option<String>,
}

/// What was added.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SellerAdded {
    id: Uuid,
    /// To be sent from the number within ten minutes, after the word LINK; null where the number is known.
    code: Option<String>,
}

/// The sellers' numbers.
#[utoipa::path(
    tag = "whatsapp", operation_id = "list_sellers", security(("bearer" = [])),
    responses((status = 200, description = "The numbers, by name", body = Page<SellerView>))
)]
#[get("/v1/whatsapp/sellers")]
pub async fn list_sellers(caller: Caller<Manager>, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let all = sellers::list(&state, caller.tenant()?).await?;
    let views: Vec<SellerView> = all.into_iter().map(SellerView::from).collect();
    Ok(HttpResponse::Ok().json(Page::whole(views)))
}

/// Adds a seller's number.
#[utoipa::path(
    tag = "whatsapp", operation_id = "add_seller", security(("bearer" = [])), request_body = SellerRequest,
    responses(
        (status = 201, description = "Added", body = SellerAdded),
        (status = 409, description = "It is a seller's already", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/whatsapp/sellers")]
pub async fn add_seller(
    caller: Caller<Manager>,
    state: web::Data<State>,
    wish: Json<SellerRequest>,
) -> Result<HttpResponse, Problem> {
    let phone = wish.phone.as_deref().unwrap_or_default();
    let (id, code) = sellers::add(&state, caller.tenant()?, (&wish.label, phone)).await?;
    Ok(HttpResponse::Created().json(SellerAdded { id, code }))
}

/// Takes a seller's number away.
#[utoipa::path(
    tag = "whatsapp", operation_id = "remove_seller", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "A seller's number")),
    responses(
        (status = 204, description = "From its next message on it is a customer"),
        (status = 404, description = "No such number", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[delete("/v1/whatsapp/sellers/{id}")]
pub async fn remove_seller(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    sellers::remove(&state, caller.tenant()?, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
