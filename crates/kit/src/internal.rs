//! What every module answers on `/internal/…`, which never passes the gateway.
use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, dev::ResourceDef, http::StatusCode, web};
use serde::{Deserialize, Serialize};
use souk_outbox::{Pulse, admin};
use utoipa::openapi::OpenApi;

use crate::{
    Caller, Clock, Db, Json, Manifest, Problem, Query,
    caller::Module,
    document, health, metrics,
    observer::{Observer, Readers},
    paging::PageRequest,
};

/// What a module knows about itself.
pub(crate) struct About {
    pub manifest: Manifest,
    pub openapi: OpenApi,
    pub pulse: Option<Pulse>,
    pub db: Option<Db>,
    pub clock: Clock,
    pub observer: Arc<Observer>,
    pub readers: Readers,
}

pub(crate) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::scope("/internal")
            .route("/manifest", web::get().to(manifest))
            .route("/openapi.json", web::get().to(openapi))
            .route("/metrics", web::get().to(numbers))
            .route("/health/live", web::get().to(live))
            .route("/health/ready", web::get().to(ready))
            .route("/events/counts", web::get().to(counts))
            .route("/events/dead", web::get().to(dead))
            .route("/events/dead/replay", web::post().to(replay))
            .route("/events/dead/archive", web::post().to(archive))
            .route("/events/standing", web::post().to(standing))
            .route("/events/republish", web::post().to(republish)),
    );
}

/// What nothing else answers: an unknown path, or one that the document knows under other methods.
pub(crate) async fn no_route(request: HttpRequest, about: web::Data<About>) -> Result<HttpResponse, Problem> {
    let known = &about.openapi.paths.paths;
    let methods: Vec<_> = match known.get(request.path()) {
        Some(item) => document::methods(item),
        None => {
            let fits = |pattern: &str| ResourceDef::new(pattern).is_match(request.path());
            let here = known.iter().filter(|(pattern, _)| fits(pattern));
            here.flat_map(|(_, item)| document::methods(item)).collect()
        }
    };
    if methods.is_empty() {
        Err(Problem::not_found())
    } else {
        Ok(Problem::wrong_method(&methods.join(", ")))
    }
}

async fn manifest(about: web::Data<About>) -> HttpResponse {
    HttpResponse::Ok().json(&about.manifest)
}

async fn openapi(about: web::Data<About>) -> HttpResponse {
    HttpResponse::Ok().json(&about.openapi)
}

async fn numbers(request: HttpRequest, about: web::Data<About>) -> Result<HttpResponse, Problem> {
    about.readers.check(request.headers())?;
    about.observer.look().await;
    let text = metrics::get().text(&about.manifest.name).map_err(Problem::internal)?;
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text))
}

async fn live() -> &'static str {
    "ok"
}

async fn ready(about: web::Data<About>) -> HttpResponse {
    let Manifest { name, version, .. } = &about.manifest;
    let health = health::look(name, version, about.db.as_ref(), about.pulse.as_ref()).await;
    let status = if health.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    HttpResponse::build(status).json(health)
}

fn tables(about: &About) -> Result<&Db, Problem> {
    about.db.as_ref().ok_or_else(Problem::not_found)
}

async fn counts(_: Caller<Module>, about: web::Data<About>) -> Result<HttpResponse, Problem> {
    let mut conn = tables(&about)?.public().await?;
    Ok(HttpResponse::Ok().json(admin::counts(&mut conn, &about.manifest.name, about.clock.now()).await?))
}

async fn dead(
    _: Caller<Module>,
    about: web::Data<About>,
    page: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    let mut conn = tables(&about)?.public().await?;
    let rows = admin::dead_letters(&mut conn, page.after()?.unwrap_or_default(), page.limit()?).await?;
    Ok(HttpResponse::Ok().json(rows))
}

/// Dead letters by row id.
#[derive(Debug, Deserialize, Serialize)]
struct Rows {
    ids: Vec<i64>,
}

#[derive(Debug, Deserialize)]
struct Since {
    module: String,
    since: chrono::DateTime<chrono::Utc>,
}

async fn replay(
    _: Caller<Module>,
    about: web::Data<About>,
    rows: Json<Rows>,
) -> Result<HttpResponse, Problem> {
    let mut conn = tables(&about)?.public().await?;
    let done = admin::replay(&mut conn, &rows.ids, about.clock.now()).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "replayed": done })))
}

async fn archive(
    _: Caller<Module>,
    about: web::Data<About>,
    rows: Json<Rows>,
) -> Result<HttpResponse, Problem> {
    let mut conn = tables(&about)?.public().await?;
    let done = admin::archive(&mut conn, &rows.ids, about.clock.now()).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "archived": done })))
}

async fn standing(
    _: Caller<Module>,
    about: web::Data<About>,
    rows: Json<Rows>,
) -> Result<HttpResponse, Problem> {
    let mut conn = tables(&about)?.public().await?;
    Ok(HttpResponse::Ok().json(admin::standing(&mut conn, &rows.ids).await?))
}

async fn republish(
    _: Caller<Module>,
    about: web::Data<About>,
    wish: Json<Since>,
) -> Result<HttpResponse, Problem> {
    let mut conn = tables(&about)?.public().await?;
    let done = admin::republish_since(&mut conn, &wish.module, wish.since).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "republished": done })))
}
