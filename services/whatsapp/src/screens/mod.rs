//! WhatsApp as pages of the merchant's dashboard.
mod conversations;
mod home;
mod home_cards;
mod problems;
mod simulator;
mod texts;
mod usage;

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use souk_kit::{
    View, format,
    page::{self, FormErrors, see_other},
};
use souk_ui::{Area, Locale, Markup, Page, Tone, layout, time_relative, toast};

/// The pages and their forms.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/dashboard/whatsapp", web::get().to(home::page))
        .route("/dashboard/whatsapp", web::post().to(home::act))
        .route("/dashboard/whatsapp/simulator", web::get().to(simulator::page))
        .route("/dashboard/whatsapp/simulator", web::post().to(simulator::act))
        .route("/dashboard/whatsapp/simulator/lines", web::get().to(simulator::lines))
        .route("/dashboard/whatsapp/problems", web::get().to(problems::page))
        .route("/dashboard/whatsapp/problems", web::post().to(problems::act))
        .route("/dashboard/whatsapp/usage", web::get().to(usage::page))
        .route("/dashboard/whatsapp/texts", web::get().to(texts::page))
        .route("/dashboard/whatsapp/texts", web::post().to(texts::act))
        .route("/dashboard/whatsapp/conversations", web::get().to(conversations::page))
        .route("/dashboard/whatsapp/conversations/{id}", web::get().to(conversations::one))
        .route("/dashboard/whatsapp/conversations/{id}", web::post().to(conversations::act));
}

/// A page of the merchant's dashboard.
fn dashboard(view: &View, status: StatusCode, title: &str, body: Markup) -> HttpResponse {
    let page = Page::new(Locale::new(view.lang.code()), Area::Dashboard, title, body);
    page::own(status, layout(page).into_string())
}

/// The notice that a redirect asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
    locale: Option<String>,
}

/// The notice of `?done=<key>`; unknown keys say nothing.
fn notice(view: &View, done: Option<&str>) -> Markup {
    let known = [
        "saved",
        "connected",
        "removed",
        "sent",
        "tried",
        "retried",
        "discarded",
        "already",
        "closed",
        "text",
        "default",
    ];
    match done.filter(|key| known.contains(key)) {
        Some(key) => toast(Tone::Success, &view.t(&format!("done-{key}"))),
        None => Markup::default(),
    }
}

fn when(view: &View, at: DateTime<Utc>) -> Markup {
    let shown = format!("{} UTC", format::date_time(view.lang, chrono_tz::UTC, at));
    time_relative(&at.to_rfc3339(), &shown)
}
