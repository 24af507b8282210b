//! When a store sells, as its staff see and set it.
use actix_web::{HttpResponse, get, http::header, put, web};
use serde::Serialize;
use souk_events::StoreId;
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Agent, Manager},
    etag::{self, IfMatch},
    problem::ProblemBody,
};
use utoipa::ToSchema;

use crate::{
    app::hours,
    domain::hours::{Hours, HoursInput},
    state::State,
    store::stores::StoreRow,
};

/// When a store sells. Without any row it is always open.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoreHours {
    /// Its time zone, in which all times are.
    pub timezone: String,
    /// The rows.
    #[serde(flatten)]
    pub hours: HoursInput,
}

impl From<&Hours> for StoreHours {
    fn from(hours: &Hours) -> Self {
        Self { timezone: hours.zone.name().to_owned(), hours: hours.into() }
    }
}

fn answer(row: &StoreRow) -> HttpResponse {
    let tag = etag::tag(row.version);
    HttpResponse::Ok().insert_header((header::ETAG, tag)).json(StoreHours::from(&hours::of(row)))
}

/// When a store sells; the ETag is that of its profile.
#[utoipa::path(
    tag = "stores", operation_id = "get_store_hours", params(("store_id" = StoreId, Path)), security(("bearer" = [])),
    responses((status = 200, body = StoreHours, headers(("etag" = String))))
)]
#[get("/v1/catalog/stores/{store_id}/hours")]
pub async fn get_store_hours(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<StoreId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(&hours::get(&state, caller.tenant()?, id.0).await?))
}

/// Sets when a store sells. Nothing given: always open.
#[utoipa::path(
    tag = "stores", operation_id = "replace_store_hours", request_body = HoursInput, security(("bearer" = [])),
    params(("store_id" = StoreId, Path), ("if-match" = String, Header, description = "The ETag that was edited")),
    responses(
        (status = 200, body = StoreHours, headers(("etag" = String))),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/catalog/stores/{store_id}/hours")]
pub async fn replace_store_hours(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<StoreId>,
    expected: IfMatch,
    body: Json<HoursInput>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(&hours::save(&state, caller.tenant()?, id.0, expected.0, &body).await?))
}
