//! The foot of every public page: who we are, what applies, how one pays.
use actix_web::{HttpResponse, http::header, web};
use souk_kit::View;
use souk_ui::html;

use super::market;
use crate::State;

/// `GET /slots/shell.footer`
pub async fn slot(view: View, state: web::Data<State>) -> HttpResponse {
    let mut links = vec![
        ("/landing", "footer-merchants"),
        ("/legal/terms", "legal-terms"),
        ("/legal/privacy", "legal-privacy"),
        ("/legal/imprint", "legal-imprint"),
    ];
    if state.markets.all().len() > 1 {
        links.push(("/legal/countries", "legal-countries"));
    }
    let body = html! {
        nav class="cluster" aria-label=(view.t("legal")) { @for (href, key) in links { a href=(href) { (view.t(key)) } } }
        p class="muted small" { (view.t("taxes-included")) " · " (market::payment(&view, state.markets.home())) }
    };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(body.into_string())
}
