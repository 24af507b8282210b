//! For search engines: what may be read, and where things are.
use actix_web::{HttpResponse, http::header, web};
use souk_ui::{Render as _, html};

use crate::{State, clients::catalog};

/// `GET /robots.txt`
pub async fn robots(state: web::Data<State>) -> HttpResponse {
    let closed =
        ["/account", "/cart", "/checkout", "/dashboard", "/login", "/ops", "/orders", "/signup", "/v1/"];
    let closed: Vec<_> = closed.iter().map(|path| format!("Disallow: {path}\n")).collect();
    let text = format!("User-agent: *\n{}Sitemap: {}/sitemap.xml\n", closed.concat(), state.public_url);
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(text)
}

/// `GET /sitemap.xml`: the public pages, and the stores when catalog answers.
pub async fn map(state: web::Data<State>) -> HttpResponse {
    let stores = catalog::stores(&state.ask).await.unwrap_or_default();
    let pages = ["/", "/landing", "/search", "/legal/terms", "/legal/privacy", "/legal/imprint"];
    let paths = pages.iter().map(|p| (*p).to_owned()).chain(stores.iter().map(|slug| format!("/m/{slug}")));
    let entries: String = paths
        .map(|path| {
            format!("<url><loc>{}</loc></url>", html! { (state.public_url) (path) }.render().into_string())
        })
        .collect();
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{entries}</urlset>\n"
    );
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/xml; charset=utf-8")).body(body)
}
