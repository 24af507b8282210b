//! Says it as HTML: assets, the style guide, the API's documentation, composed slots, and pages for refusals.
mod assets;
mod docs;
pub mod problem;

use actix_web::{
    HttpResponse,
    http::{Method, header},
};
use souk_kit::Problem;

use crate::{
    compose,
    domain::{path, placeholder},
    edge::csrf,
    error::Refusal,
    visit::Visit,
};

/// What is the same for everybody.
#[must_use]
pub fn fixed(visit: &Visit<'_>) -> Option<HttpResponse> {
    if !matches!(*visit.request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    match visit.path.as_str() {
        "/favicon.ico" => assets::favicon(visit),
        "/docs" => Some(HttpResponse::SeeOther().insert_header((header::LOCATION, "/docs/")).finish()),
        asset if path::under(asset, "/assets") => assets::asset(visit),
        docs if path::under(docs, "/docs") => docs::page(docs),
        _ => None,
    }
}

/// Pages that are composed here: the style guide, and single slots for what the page did not need first.
///
/// # Errors
/// 404 for a slot name that cannot be one.
pub async fn composed(visit: &Visit<'_>) -> Result<Option<HttpResponse>, Refusal> {
    if !csrf::safe(visit.request.method()) {
        return Ok(None);
    }
    if visit.path == "/ui" {
        let guide = souk_ui::styleguide(souk_ui::Locale::new(visit.lang().code())).into_string();
        return Ok(Some(html(compose::page(visit, &guide).await)));
    }
    let Some(slot) = visit.path.strip_prefix("/slots/") else { return Ok(None) };
    if !placeholder::is_name(slot) {
        return Err(Problem::not_found().into());
    }
    let query = visit.request.query_string();
    let filled = compose::slots::fill(visit, &[(slot, query)]).await;
    Ok(Some(html(filled.into_values().collect())))
}

fn html(body: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .body(body)
}
