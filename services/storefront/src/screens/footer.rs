//! The foot of every public page: who we are and what applies.
use actix_web::{HttpResponse, http::header};
use souk_kit::View;
use souk_ui::html;

/// `GET /slots/shell.footer`
pub async fn slot(view: View) -> HttpResponse {
    let links = [
        ("/landing", "footer-merchants"),
        ("/legal/terms", "legal-terms"),
        ("/legal/privacy", "legal-privacy"),
        ("/legal/imprint", "legal-imprint"),
    ];
    let body = html! {
        nav class="cluster" aria-label=(view.t("legal")) { @for (href, key) in links { a href=(href) { (view.t(key)) } } }
    };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(body.into_string())
}
