//! Imports over the API: send a file, watch it being written, read what was wrong.
use actix_web::{HttpRequest, HttpResponse, get, http::header, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::StoreId;
use souk_kit::{
    Caller, Path, Problem, Query, View,
    caller::Manager,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::upload;
use crate::{
    app::import,
    state::State,
    store::imports::{ErrorRow, ImportRow},
};

/// Where a file goes.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// The store that sells the products.
    pub store: StoreId,
}

/// A file that was sent and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportView {
    /// Its id.
    pub id: Uuid,
    /// The store.
    pub store_id: StoreId,
    /// What its sender calls it.
    pub file_name: String,
    /// `waiting`, `running` or `done`.
    #[schema(example = "running")]
    pub status: String,
    /// Products in the file.
    pub products_total: i32,
    /// Of these, written or refused so far.
    pub products_done: i32,
    /// New ones.
    pub created: i32,
    /// Known ones that were brought up to date.
    pub updated: i32,
    /// Those that were refused whole.
    pub refused: i32,
    /// How many errors were found.
    pub errors: i32,
    /// When it came.
    pub created_at: DateTime<Utc>,
    /// When it was done.
    pub finished_at: Option<DateTime<Utc>>,
}

impl From<ImportRow> for ImportView {
    fn from(row: ImportRow) -> Self {
        Self {
            id: row.id,
            store_id: row.store_id,
            file_name: row.file_name,
            status: row.status,
            products_total: row.products_total,
            products_done: row.products_done,
            created: row.created,
            updated: row.updated,
            refused: row.refused,
            errors: row.errors,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

/// What was wrong in a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportErrorView {
    /// Line of the file, the header being 1.
    pub line: i32,
    /// Column as the file names it; empty when it is about the whole line.
    pub column: String,
    /// Stable code.
    pub code: String,
    /// What is wrong, in the caller's language.
    pub reason: String,
    /// What stands there.
    pub value: String,
}

/// What is wrong in a line, in words.
#[must_use]
pub fn reason(view: &View, code: &str) -> String {
    let dashed = code.replace('_', "-");
    let own = view.texts.find(view.lang, &format!("import-{dashed}"), &[]);
    own.unwrap_or_else(|| view.t(&format!("field-{dashed}")))
}

/// Puts words to an error.
#[must_use]
pub fn error_view(view: &View, row: ErrorRow) -> ImportErrorView {
    let reason = reason(view, &row.code);
    ImportErrorView { line: row.line, column: row.field, reason, code: row.code, value: row.value }
}

/// Sends a CSV file of products, Souk's own format or Shopify's: the body itself, or a form's field with a file.
#[utoipa::path(
    tag = "imports", operation_id = "start_import", params(ImportQuery), security(("bearer" = [])),
    request_body(content = String, content_type = "text/csv"),
    responses(
        (status = 202, body = ImportView, headers(("location" = String))),
        (status = 404, description = "No such store of the tenant", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The file is not read at all", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/imports")]
pub async fn start_import(
    caller: Caller<Manager>,
    state: web::Data<State>,
    query: Query<ImportQuery>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let actor = caller.claims().sub.clone();
    let upload = upload::read(&request, payload, state.uploads.max_import_bytes).await?;
    let bytes = upload.file.ok_or_else(|| Problem::field("/file", "import_empty"))?;
    let row = import::start(&state, tenant, &actor, query.store, &upload.file_name, bytes).await?;
    let place = format!("/v1/imports/{}", row.id);
    Ok(HttpResponse::Accepted().insert_header((header::LOCATION, place)).json(ImportView::from(row)))
}

/// The tenant's imports, newest first.
#[utoipa::path(
    tag = "imports", operation_id = "list_imports", params(PageRequest), security(("bearer" = [])),
    responses((status = 200, body = Page<ImportView>))
)]
#[get("/v1/imports")]
pub async fn list_imports(
    caller: Caller<Manager>,
    state: web::Data<State>,
    page: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    let found = import::list(&state, caller.tenant()?, page.after()?, page.limit()?).await?;
    Ok(HttpResponse::Ok().json(found.map(ImportView::from)))
}

/// How far an import is.
#[utoipa::path(
    tag = "imports", operation_id = "get_import", params(("import_id" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = ImportView))
)]
#[get("/v1/imports/{import_id}")]
pub async fn get_import(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(ImportView::from(import::get(&state, caller.tenant()?, id.0).await?)))
}

/// What was wrong in a file, by line.
#[utoipa::path(
    tag = "imports", operation_id = "list_import_errors", security(("bearer" = [])),
    params(("import_id" = Uuid, Path), PageRequest),
    responses((status = 200, body = Page<ImportErrorView>))
)]
#[get("/v1/imports/{import_id}/errors")]
pub async fn list_import_errors(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    id: Path<Uuid>,
    page: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    let limit = page.limit()?;
    let from = page.after::<u32>()?.map_or(0, i64::from);
    let rows = import::errors(&state, caller.tenant()?, id.0, from, limit + 1).await?;
    let next = from.saturating_add(limit);
    let page = Page::cut(rows, limit, |_| next);
    Ok(HttpResponse::Ok().json(page.map(|row| error_view(&view, row))))
}
