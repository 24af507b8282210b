//! Says it as JSON: the merged OpenAPI document and the state of the platform for load balancers.
use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{StatusCode, header},
    web,
};
use aws_lc_rs::digest;
use serde::Serialize;
use serde_json::Value;
use souk_kit::{
    Caller, Problem, Service as _,
    caller::Module,
    health::{Check, Health},
};
use utoipa::ToSchema;

use crate::{
    Gateway,
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
    /// `starting` until every module was looked at, then `ok`, or `degraded` when one is missing.
    #[schema(pattern = "^(starting|ok|degraded)$")]
    pub status: &'static str,
    /// Every configured module.
    pub modules: Vec<ModuleHealth>,
}

/// For load balancers: 200 as long as the gateway itself works and knows where to pass requests on.
#[utoipa::path(
    get, path = "/health", operation_id = "get_health", tag = "gateway",
    responses(
        (status = 200, description = "How the platform is", body = PlatformHealth),
        (status = 503, description = "Modules are still looked for", body = PlatformHealth),
    )
)]
#[get("/health")]
pub async fn health(state: web::Data<State>) -> HttpResponse {
    platform_health(state).await
}

/// What `/health` says, for GET and HEAD.
pub async fn platform_health(state: web::Data<State>) -> HttpResponse {
    let known = state.known.load();
    let modules: Vec<ModuleHealth> = known
        .iter()
        .map(|k| ModuleHealth { name: k.origin.name.clone(), ok: k.up && k.trouble.is_none() })
        .collect();
    let (code, status) = match (state.open(), modules.iter().all(|m| m.ok)) {
        (false, _) => (StatusCode::SERVICE_UNAVAILABLE, "starting"),
        (true, true) => (StatusCode::OK, "ok"),
        (true, false) => (StatusCode::OK, "degraded"),
    };
    let answer = HttpResponse::build(code)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(PlatformHealth { status, modules });
    finish::secured(answer, &state)
}

/// For whoever starts the gateway: ready once every module was read, or was given its time to answer.
pub async fn ready(state: web::Data<State>) -> HttpResponse {
    let detail = if state.open() {
        String::new()
    } else {
        let known = state.known.load();
        let missing: Vec<_> = known.iter().filter(|k| !k.up).map(|k| k.origin.name.as_str()).collect();
        format!("not read yet: {}", missing.join(", "))
    };
    let check = Check { name: "modules".into(), ok: state.open(), detail };
    let (module, version) = (Gateway::NAME.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    let status = if check.ok { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    HttpResponse::build(status).json(Health { module, version, ready: check.ok, checks: vec![check] })
}

/// Who the gateway is, for other modules alone: from outside nothing below `/internal` is there.
pub async fn own_manifest(
    caller: Option<Caller<Module>>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    caller.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok().json(Gateway::manifest(&state.texts)))
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
    merged_document(request, state).await
}

/// The merged document, for GET and HEAD.
pub async fn merged_document(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
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
    let own = serde_json::to_value(souk_kit::serve::openapi::<Gateway>()).unwrap_or_default();
    let mut documents: Vec<(String, Value)> = vec![("gateway".into(), own)];
    let said = known.iter().filter(|k| table.module(&k.origin.name).is_some());
    documents.extend(said.filter_map(|k| Some((k.origin.name.clone(), k.said.as_ref()?.openapi.clone()))));
    let merged = openapi::merge(&documents, "Souk", env!("CARGO_PKG_VERSION"));
    let body = bytes::Bytes::from(serde_json::to_vec(&merged).unwrap_or_default());
    let hash = digest::digest(&digest::SHA256, &body);
    let tag: String = hash.as_ref().iter().take(8).map(|b| format!("{b:02x}")).collect();
    Document { body, tag: format!("\"{tag}\"") }
}
