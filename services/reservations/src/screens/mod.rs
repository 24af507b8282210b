//! Live commerce as pages of the merchant's dashboard.
mod prices;
mod settings;

use std::collections::HashMap;

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web,
};
use serde::Deserialize;
use souk_kit::{Problem, View};
use souk_ui::{Area, Locale, Markup, Page, Tone, layout, toast};

/// The pages and their forms.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/dashboard/live/settings", web::get().to(settings::page))
        .route("/dashboard/live/settings", web::post().to(settings::save))
        .route("/dashboard/live/prices", web::get().to(prices::page))
        .route("/dashboard/live/prices", web::post().to(prices::save));
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
}

fn notice(view: &View, done: &Done) -> Markup {
    match done.done.as_deref() {
        Some("saved") => toast(Tone::Success, &view.t("done-saved")),
        _ => Markup::default(),
    }
}

/// What stands in a form, by field name.
#[derive(Clone, Debug, Default)]
struct Typed(HashMap<String, String>);

impl Typed {
    /// A field's text; empty when it was not there.
    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// The version that the form was made from.
    fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or(-1)
    }
}

/// What is wrong with each field of a form: field name and sentence.
#[derive(Clone, Debug, Default)]
struct FormErrors(Vec<(String, String)>);

impl FormErrors {
    /// The errors of a refusal, by the form's field names; what belongs to no field stands on top.
    fn of(problem: &Problem, field: impl Fn(&str) -> String) -> Self {
        let body = problem.body();
        if body.errors.is_empty() {
            return Self(vec![(String::new(), body.detail.unwrap_or(body.title))]);
        }
        Self(body.errors.into_iter().map(|e| (field(&e.pointer), e.detail)).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str())
    }

    fn summary(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect()
    }
}
