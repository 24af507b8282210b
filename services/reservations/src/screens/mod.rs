//! Live commerce as pages of the merchant's dashboard.
mod prices;
mod settings;

use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_kit::{
    View,
    page::{self, FormErrors, see_other},
};
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
    page::own(status, layout(page).into_string())
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
