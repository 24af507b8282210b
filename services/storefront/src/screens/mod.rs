//! The pages. Everything else on them comes from other modules through slots.
mod account;
mod dashboard;
mod filters;
mod footer;
mod home;
mod install;
mod landing;
mod legal;
mod market;
mod ops;
mod search;
mod site;
mod sitemap;
mod style;

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web,
};
use souk_kit::View;
use souk_ui::{Area, Locale, Markup, Page, html, layout};
use url::form_urlencoded;

/// All pages and files.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/", web::get().to(home::show))
        .route("/landing", web::get().to(landing::show))
        .route("/search", web::get().to(search::show))
        .route("/account", web::get().to(account::show))
        .route("/dashboard", web::get().to(dashboard::show))
        .route("/ops", web::get().to(ops::show))
        .route("/legal/{document}", web::get().to(legal::show))
        .route("/slots/shell.footer", web::get().to(footer::slot))
        .route("/slots/shell.head", web::get().to(install::head))
        .route("/storefront/{name}.css", web::get().to(style::serve))
        .route("/storefront/install.js", web::get().to(install::script))
        .route("/storefront/icon-{size}.png", web::get().to(install::icon))
        .route("/manifest.webmanifest", web::get().to(install::manifest))
        .route("/worker.js", web::get().to(install::worker))
        .route("/offline", web::get().to(install::offline))
        .route("/robots.txt", web::get().to(site::robots))
        .route("/sitemap.xml", web::get().to(sitemap::index))
        .route("/sitemap/pages.xml", web::get().to(sitemap::pages))
        .route("/sitemap/m/{store}.xml", web::get().to(sitemap::store));
}

/// A page in an area, in the reader's language, with this module's styles.
fn page<'a>(view: &'a View, area: Area, title: &str, body: Markup) -> Page<'a> {
    Page::new(Locale::new(view.lang.code()), area, title, body).keep_query(kept_query(&view.here)).head(
        html! {
            link rel="stylesheet" href=(style::url());
        },
    )
}

/// Sends a page through the gateway's composition.
fn send(page: Page<'_>) -> HttpResponse {
    souk_kit::page::composed(StatusCode::OK)
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(layout(page).into_string())
}

/// To the sign-in page and back here.
fn sign_in(here: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, login(here))).finish()
}

/// The sign-in page's address, coming back to `here`.
fn login(here: &str) -> String {
    let next = form_urlencoded::Serializer::new(String::new()).append_pair("next", here).finish();
    format!("/login?{next}")
}

/// What the language links keep of the address.
fn kept_query(here: &str) -> String {
    let query = here.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang");
    form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish()
}
