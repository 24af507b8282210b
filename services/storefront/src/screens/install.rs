//! Souk as an installed app: manifest, icons, and a page for when there is no network.
use actix_web::{HttpResponse, http::header, web};
use serde_json::json;
use souk_kit::{Path, Problem, View};
use souk_ui::{Area, Button, EmptyState, Icon, assets, error_page, html};

use super::{page, send, style};
use crate::State;

const SMALL: &[u8] = include_bytes!("../../assets/icon-192.png");
const LARGE: &[u8] = include_bytes!("../../assets/icon-512.png");
const MASKABLE: &[u8] = include_bytes!("../../assets/icon-maskable.png");
const INSTALL: &str = include_str!("../../assets/install.js");
const WORKER: &str = include_str!("../../assets/worker.js");

/// `GET /manifest.webmanifest`
pub async fn manifest(view: View, _: web::Data<State>) -> HttpResponse {
    let icon = |size: &str, file: &str, purpose: &str| json!({ "src": format!("/storefront/icon-{file}.png"), "sizes": size, "type": "image/png", "purpose": purpose });
    let shortcut = |key: &str, url: &str| json!({ "name": view.t(key), "url": url });
    let body = json!({
        "id": "/",
        "name": "Souk",
        "short_name": "Souk",
        "description": view.t("home-lead"),
        "lang": view.lang.code(),
        "dir": view.lang.dir(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f5f3ef",
        "theme_color": "#5b2150",
        "icons": [
            icon("192x192", "192", "any"),
            icon("512x512", "512", "any"),
            icon("512x512", "maskable", "maskable"),
        ],
        "shortcuts": [shortcut("nav-search", "/search"), shortcut("nav-account", "/account")],
    });
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/manifest+json"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((header::VARY, "accept-language, cookie"))
        .body(body.to_string())
}

/// `GET /storefront/icon-{192,512,maskable}.png`
///
/// # Errors
/// 404 for another one.
pub async fn icon(size: Path<String>) -> Result<HttpResponse, Problem> {
    let bytes = match size.0.as_str() {
        "192" => SMALL,
        "512" => LARGE,
        "maskable" => MASKABLE,
        _ => return Err(Problem::not_found()),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/png"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .body(bytes))
}

/// `GET /slots/shell.head`: what makes every page of every module part of the installable app.
pub async fn head() -> HttpResponse {
    let head = html! {
        link rel="manifest" href="/manifest.webmanifest";
        link rel="apple-touch-icon" href="/storefront/icon-192.png";
        script src="/storefront/install.js" defer fetchpriority="low" {}
    };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(head.into_string())
}

fn javascript(text: String, cache: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/javascript; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, cache))
        .body(text)
}

/// `GET /storefront/install.js`: registers the worker.
pub async fn script() -> HttpResponse {
    javascript(INSTALL.to_owned(), "public, max-age=3600")
}

/// `GET /worker.js`: keeps the offline page and what it needs; everything else goes to the network untouched.
pub async fn worker() -> HttpResponse {
    let mut kept = vec!["/offline".to_owned(), style::url().to_owned()];
    kept.extend(["souk.css", "figtree-latin-wght-normal.woff2"].map(|name| assets::url(name).to_owned()));
    let list = json!(kept).to_string();
    javascript(WORKER.replace("[/* kept */]", &list), "no-cache")
}

/// `GET /offline`
pub async fn offline(view: View) -> HttpResponse {
    let state = EmptyState::new(Icon::WifiOff, view.t("offline-title"), view.t("offline-text"))
        .action(Button::primary(view.t("try-again")).href("/"));
    send(page(&view, Area::Auth, &view.t("offline-title"), html! { (error_page(&state)) }))
}
