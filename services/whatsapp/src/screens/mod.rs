//! WhatsApp as pages of the merchant's dashboard.
mod conversations;
mod home;
mod home_cards;
mod simulator;
mod texts;

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web,
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use souk_kit::{Problem, View, format};
use souk_ui::{Area, Locale, Markup, Page, Tone, layout, time_relative, toast};

/// The pages and their forms.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/dashboard/whatsapp", web::get().to(home::page))
        .route("/dashboard/whatsapp", web::post().to(home::act))
        .route("/dashboard/whatsapp/simulator", web::get().to(simulator::page))
        .route("/dashboard/whatsapp/simulator", web::post().to(simulator::act))
        .route("/dashboard/whatsapp/simulator/lines", web::get().to(simulator::lines))
        .route("/dashboard/whatsapp/texts", web::get().to(texts::page))
        .route("/dashboard/whatsapp/texts", web::post().to(texts::act))
        .route("/dashboard/whatsapp/conversations", web::get().to(conversations::page))
        .route("/dashboard/whatsapp/conversations/{id}", web::get().to(conversations::one))
        .route("/dashboard/whatsapp/conversations/{id}", web::post().to(conversations::act));
}

/// A page of the merchant's dashboard.
fn dashboard(view: &View, status: StatusCode, title: &str, body: Markup) -> HttpResponse {
    let page = Page::new(Locale::new(view.lang.code()), Area::Dashboard, title, body);
    HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("x-souk-compose", "1"))
        .body(layout(page).into_string())
}

fn see_other(place: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, place)).finish()
}

/// The notice that a redirect asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
    locale: Option<String>,
}

/// The notice of `?done=<key>`; unknown keys say nothing.
fn notice(view: &View, done: Option<&str>) -> Markup {
    let known = ["saved", "connected", "removed", "sent", "closed", "text", "default"];
    match done.filter(|key| known.contains(key)) {
        Some(key) => toast(Tone::Success, &view.t(&format!("done-{key}"))),
        None => Markup::default(),
    }
}

fn when(view: &View, at: DateTime<Utc>) -> Markup {
    let shown = format!("{} UTC", format::date_time(view.lang, chrono_tz::UTC, at));
    time_relative(&at.to_rfc3339(), &shown)
}

/// What is wrong with each field of a form: field name and sentence. What belongs to no field stands on top.
#[derive(Clone, Debug, Default)]
struct FormErrors(Vec<(String, String)>);

impl FormErrors {
    fn of(problem: &Problem) -> Self {
        let body = problem.body();
        if body.errors.is_empty() {
            return Self(vec![(String::new(), body.detail.unwrap_or(body.title))]);
        }
        let field = |pointer: &str| pointer.trim_start_matches('/').to_owned();
        Self(body.errors.into_iter().map(|e| (field(&e.pointer), e.detail)).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str())
    }

    fn summary(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect()
    }
}
