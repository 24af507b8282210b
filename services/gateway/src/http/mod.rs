//! Says it as JSON: the merged OpenAPI document and the state of the platform for load balancers.
use actix_web::{HttpRequest, HttpResponse, get, http::header, web};
use aws_lc_rs::digest;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    domain::{openapi, routes::Table},
    finish,
    jobs::discovery::Known,
    state::{Document, State},
};

/// How one module is, seen from the gateway.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ModuleHealth {
    /// The module.
    pub name: String,
    /// Answers, and takes part.
    pub ok: bool,
}

/// How the platform is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlatformHealth {
    /// `ok`, or `degraded` when a module is missing.
    #[schema(pattern = "^(ok|degraded)$")]
    pub status: &'static str,
    /// Every configured module.
    pub modules: Vec<ModuleHealth>,
}

/// For load balancers: 200 as long as the gateway itself works.
#[utoipa::path(
    get, path = "/health", operation_id = "get_health", tag = "gateway",
    responses((status = 200, description = "How the platform is", body = PlatformHealth))
)]
#[get("/health")]
pub async fn health(state: web::Data<State>) -> HttpResponse {
    let known = state.known.load();
    let modules: Vec<ModuleHealth> = known
        .iter()
        .map(|k| ModuleHealth { name: k.origin.name.clone(), ok: k.up && k.trouble.is_none() })
        .collect();
    let status = if modules.iter().all(|m| m.ok) { "ok" } else { "degraded" };
    let answer = HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(PlatformHealth { status, modules });
    finish::secured(answer, &state)
}

/// Every public operation of every module.
#[utoipa::path(
    get, path = "/v1/openapi.json", operation_id = "get_openapi", tag = "gateway",
    responses(
        (status = 200, description = "OpenAPI 3.1", body = Object),
        (status = 304, description = "Unchanged since the tag in If-None-Match"),
    )
)]
#[get("/v1/openapi.json")]
pub async fn openapi_document(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let document = state.document.load();
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    let mut answer =
        if known == Some(&document.tag) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((header::ETAG, document.tag.clone()))
        .insert_header((header::CACHE_CONTROL, "no-cache"));
    let answer = if known == Some(&document.tag) {
        answer.finish()
    } else {
        answer.content_type("application/json").body(document.body.clone())
    };
    finish::secured(finish::compressed(&request, answer), &state)
}

/// Merges what the modules of the table say.
#[must_use]
pub fn document(known: &[Known], table: &Table) -> Document {
    let own = serde_json::to_value(souk_kit::serve::openapi::<crate::Gateway>()).unwrap_or_default();
    let mut documents: Vec<(String, Value)> = vec![("gateway".into(), own)];
    let said = known.iter().filter(|k| table.module(&k.origin.name).is_some());
    documents.extend(said.filter_map(|k| Some((k.origin.name.clone(), k.said.as_ref()?.openapi.clone()))));
    let merged = openapi::merge(&documents, "Souk", env!("CARGO_PKG_VERSION"));
    let body = bytes::Bytes::from(serde_json::to_vec(&merged).unwrap_or_default());
    let hash = digest::digest(&digest::SHA256, &body);
    let tag: String = hash.as_ref().iter().take(8).map(|b| format!("{b:02x}")).collect();
    Document { body, tag: format!("\"{tag}\"") }
}
