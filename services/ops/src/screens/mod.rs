//! Says it as HTML: pages for operators, their forms, and the fragment on their home page.
mod activity;
mod audit;
mod availability;
mod dead_group;
mod dead_letters;
mod events;
mod health;
mod home;
mod module;
mod modules;
mod queue;
mod replay;
mod timeline;
mod words;

use actix_web::{HttpResponse, http::StatusCode, web};
use souk_kit::{
    View,
    page::{self, see_other},
};
use souk_ui::{Area, Locale, Markup, Page, layout};
use url::form_urlencoded;

use crate::domain::key::Key;

/// Pages, their forms and fragments.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/ops/health", web::get().to(health::show))
        .route("/ops/health/board", web::get().to(health::board))
        .route("/ops/dead-letters", web::get().to(dead_letters::show))
        .route("/ops/dead-letters", web::post().to(dead_letters::act))
        .route("/ops/dead-letters/group", web::get().to(dead_group::show))
        .route("/ops/dead-letters/group", web::post().to(dead_group::begin))
        .route("/ops/dead-letters/replays/{id}", web::get().to(replay::show))
        .route("/ops/dead-letters/replays/{id}", web::post().to(replay::tell))
        .route("/ops/dead-letters/replays/{id}/progress", web::get().to(replay::part))
        .route("/ops/problems", web::get().to(queue::show))
        .route("/ops/problems", web::post().to(queue::act))
        .route("/ops/timeline", web::get().to(timeline::show))
        .route("/ops/events", web::get().to(events::show))
        .route("/ops/modules", web::get().to(modules::show))
        .route("/ops/modules/{module}", web::get().to(module::show))
        .route("/ops/modules/{module}", web::post().to(module::decide))
        .route("/ops/activity", web::get().to(activity::show))
        .route("/ops/audit", web::get().to(audit::show))
        .route("/slots/ops.home", web::get().to(home::slot));
}

/// A whole page in the operators' shell.
fn page(view: &View, status: StatusCode, title: &str, body: Markup) -> HttpResponse {
    let page = Page::new(Locale::new(view.lang.code()), Area::Ops, title, body)
        .wide()
        .keep_query(kept_query(&view.here));
    page::own(status, layout(page).into_string())
}

/// A part of a page.
fn fragment(body: Markup) -> HttpResponse {
    page::part(body.into_string())
}

/// What the language links keep of the address: everything but the language, what was just done, and a phone.
fn kept_query(here: &str) -> String {
    let query = here.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let kept = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| !matches!(name.as_ref(), "lang" | "done" | "count" | "failed"))
        .filter(|(name, value)| name != "q" || Key::of(value) != Key::Phone);
    form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish()
}

/// A path with a query.
fn link(path: &str, pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_links_keep_the_filters_only() {
        assert_eq!(kept_query("/ops/events?type=a.b.v1&lang=ar&done=replay"), "type=a.b.v1");
        assert_eq!(kept_query("/ops/events"), "");
        assert_eq!(kept_query("/ops/timeline?q=%2B33600000017"), "");
        assert_eq!(link("/ops/timeline", &[("q", "A 1&2"), ("x", "")]), "/ops/timeline?q=A+1%262");
    }
}
