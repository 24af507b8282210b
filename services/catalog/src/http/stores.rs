//! Store profiles as their staff see and change them.
use actix_web::{HttpRequest, HttpResponse, get, http::header, post, put, web};
use souk_events::StoreId;
use souk_kit::{
    Caller, Json, Path, Problem, Query,
    caller::{Agent, Manager},
    etag::{self, IfMatch},
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use super::{own_views::OwnStore, upload};
use crate::{
    app::stores::{self, ProfileInput},
    state::State,
    store::stores::StoreRow,
};

fn answer(row: StoreRow) -> HttpResponse {
    let tag = etag::tag(row.version);
    HttpResponse::Ok().insert_header((header::ETAG, tag)).json(OwnStore::from(row))
}

/// The tenant's stores, by name.
#[utoipa::path(
    tag = "stores", operation_id = "list_own_stores", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<OwnStore>))
)]
#[get("/v1/catalog/stores")]
pub async fn list_own_stores(
    caller: Caller<Agent>,
    state: web::Data<State>,
    page: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    let (limit, after) = (page.limit()?, page.after::<(String, StoreId)>()?);
    let mut rows = stores::list(&state, caller.tenant()?).await?;
    rows.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    rows.retain(|s| after.as_ref().is_none_or(|(name, id)| (&s.name, s.id) > (name, *id)));
    let page = Page::cut(rows, limit, |s| (s.name.clone(), s.id));
    Ok(HttpResponse::Ok().json(page.map(OwnStore::from)))
}

/// Saves a store's profile.
#[utoipa::path(
    tag = "stores", operation_id = "replace_store_profile", request_body = ProfileInput, security(("bearer" = [])),
    params(("store_id" = StoreId, Path), ("if-match" = String, Header, description = "The ETag that was edited")),
    responses(
        (status = 200, body = OwnStore, headers(("etag" = String))),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/catalog/stores/{store_id}")]
pub async fn replace_store_profile(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<StoreId>,
    expected: IfMatch,
    body: Json<ProfileInput>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(stores::save(&state, caller.tenant()?, id.0, expected.0, &body).await?))
}

/// Gives a store a photo: the body itself, or a form's field with a file.
#[utoipa::path(
    tag = "stores", operation_id = "set_store_photo", params(("store_id" = StoreId, Path)), security(("bearer" = [])),
    request_body(content = String, content_type = "image/jpeg", description = "JPEG, PNG or WebP"),
    responses((status = 200, body = OwnStore, headers(("etag" = String))))
)]
#[post("/v1/catalog/stores/{store_id}/photo")]
pub async fn set_store_photo(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<StoreId>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let upload = upload::read(&request, payload, state.uploads.max_photo_bytes).await?;
    let bytes = upload.file.ok_or_else(|| Problem::field("/photo", "required"))?;
    Ok(answer(stores::set_photo(&state, tenant, id.0, bytes).await?))
}
