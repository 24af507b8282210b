//! The site map: an index, one map of the pages that are always there, and one for each store. Each address is named
//! with what it is in the five languages.
use actix_web::{HttpResponse, http::header, web};
use souk_kit::{AskError, Path, Problem};
use souk_ui::{Render as _, alternates, html};
use url::form_urlencoded;

use crate::{State, clients::site};

const PAGES: [&str; 6] = ["/", "/landing", "/search", "/legal/terms", "/legal/privacy", "/legal/imprint"];

/// `GET /sitemap.xml`: without the stores while catalog does not answer.
pub async fn index(state: web::Data<State>) -> HttpResponse {
    let stores = site::stores(&state.ask).await.unwrap_or_default();
    let maps = stores.iter().map(|slug| format!("/sitemap/m/{slug}.xml"));
    let entries: String = std::iter::once("/sitemap/pages.xml".to_owned())
        .chain(maps)
        .map(|path| {
            format!("<sitemap><loc>{}</loc></sitemap>", escaped(&format!("{}{path}", state.public_url)))
        })
        .collect();
    xml(&format!(
        "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{entries}</sitemapindex>"
    ))
}

/// `GET /sitemap/pages.xml`
pub async fn pages(state: web::Data<State>) -> HttpResponse {
    map(&state, PAGES.iter().map(|path| (*path).to_owned()))
}

/// `GET /sitemap/m/{store}.xml`: the store, its categories, its products.
///
/// # Errors
/// 404 for a store that is not shown; 503 while catalog does not answer, so that what was read stays in use.
pub async fn store(state: web::Data<State>, store: Path<String>) -> Result<HttpResponse, Problem> {
    let found = site::of_store(&state.ask, &store).await.map_err(|error| match error {
        AskError::Refused { problem, .. } if problem.status == 404 => Problem::not_found(),
        _ => Problem::unavailable("peer_unavailable"),
    })?;
    let here = format!("/m/{}", store.0);
    let categories = found.categories.iter().map(|slug| {
        let category: String = form_urlencoded::byte_serialize(slug.as_bytes()).collect();
        format!("{here}?category={category}")
    });
    let products = found.products.iter().map(|slug| format!("/p/{slug}"));
    Ok(map(&state, std::iter::once(here.clone()).chain(categories).chain(products)))
}

fn map(state: &State, paths: impl Iterator<Item = String>) -> HttpResponse {
    let entries: String = paths.map(|path| entry(&format!("{}{path}", state.public_url))).collect();
    xml(&format!(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">{entries}</urlset>"
    ))
}

fn entry(url: &str) -> String {
    let link = |(tag, href): (&str, String)| {
        format!("<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>", escaped(&href))
    };
    let links: String = alternates(url).into_iter().map(link).collect();
    format!("<url><loc>{}</loc>{links}</url>", escaped(url))
}

fn escaped(text: &str) -> String {
    html! { (text) }.render().into_string()
}

fn xml(body: &str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/xml; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}\n"))
}
