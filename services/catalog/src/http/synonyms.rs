//! Words that mean the same, as staff see and change them.
use actix_web::{HttpResponse, delete, get, http::StatusCode, http::header, post, put, web};
use serde::Serialize;
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Agent, Seller},
    etag::{self, IfMatch},
    problem::ProblemBody,
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    app::synonyms::{self, SynonymInput},
    state::State,
    store::synonyms::SynonymRow,
};

/// A group of words that mean the same.
#[derive(Debug, Serialize, ToSchema)]
pub struct SynonymGroup {
    /// Its id.
    pub id: Uuid,
    /// The words.
    pub terms: Vec<String>,
    /// Version, for If-Match.
    pub version: i64,
}

impl From<SynonymRow> for SynonymGroup {
    fn from(row: SynonymRow) -> Self {
        Self { id: row.id, terms: row.terms, version: row.version }
    }
}

fn answer(status: StatusCode, row: SynonymRow) -> HttpResponse {
    let tag = etag::tag(row.version);
    HttpResponse::build(status).insert_header((header::ETAG, tag)).json(SynonymGroup::from(row))
}

/// The tenant's groups, oldest first.
#[utoipa::path(
    tag = "synonyms", operation_id = "list_synonyms", security(("bearer" = [])),
    responses((status = 200, body = Vec<SynonymGroup>))
)]
#[get("/v1/catalog/synonyms")]
pub async fn list_synonyms(caller: Caller<Agent>, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let rows = synonyms::list(&state, caller.tenant()?).await?;
    Ok(HttpResponse::Ok().json(rows.into_iter().map(SynonymGroup::from).collect::<Vec<_>>()))
}

/// A new group: who looks for one of its words finds the products of all.
#[utoipa::path(
    tag = "synonyms", operation_id = "create_synonym", request_body = SynonymInput, security(("bearer" = [])),
    responses((status = 201, body = SynonymGroup, headers(("etag" = String))))
)]
#[post("/v1/catalog/synonyms")]
pub async fn create_synonym(
    caller: Caller<Seller>,
    state: web::Data<State>,
    body: Json<SynonymInput>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(StatusCode::CREATED, synonyms::create(&state, caller.tenant()?, &body).await?))
}

/// Saves a group.
#[utoipa::path(
    tag = "synonyms", operation_id = "replace_synonym", request_body = SynonymInput, security(("bearer" = [])),
    params(("synonym_id" = Uuid, Path), ("if-match" = String, Header, description = "The ETag that was edited")),
    responses(
        (status = 200, body = SynonymGroup, headers(("etag" = String))),
        (status = 412, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/catalog/synonyms/{synonym_id}")]
pub async fn replace_synonym(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<Uuid>,
    expected: IfMatch,
    body: Json<SynonymInput>,
) -> Result<HttpResponse, Problem> {
    let saved = synonyms::save(&state, caller.tenant()?, id.0, expected.0, &body).await?;
    Ok(answer(StatusCode::OK, saved))
}

/// Removes a group.
#[utoipa::path(
    tag = "synonyms", operation_id = "delete_synonym", security(("bearer" = [])),
    params(("synonym_id" = Uuid, Path)),
    responses((status = 204))
)]
#[delete("/v1/catalog/synonyms/{synonym_id}")]
pub async fn delete_synonym(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    synonyms::delete(&state, caller.tenant()?, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
