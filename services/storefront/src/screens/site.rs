//! For search engines: what may be read.
use actix_web::{HttpResponse, http::header, web};

use crate::State;

/// `GET /robots.txt`
pub async fn robots(state: web::Data<State>) -> HttpResponse {
    let closed = [
        "/account",
        "/cart",
        "/checkout",
        "/dashboard",
        "/live/",
        "/login",
        "/offline",
        "/ops",
        "/orders",
        "/signup",
        "/v1/",
    ];
    let closed: Vec<_> = closed.iter().map(|path| format!("Disallow: {path}\n")).collect();
    let text = format!("User-agent: *\n{}Sitemap: {}/sitemap.xml\n", closed.concat(), state.public_url);
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(text)
}
