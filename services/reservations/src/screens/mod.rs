//! Live commerce as pages of the merchant's dashboard.
mod fairness;
mod items;
mod labels;
mod live_cards;
mod ops_live;
mod own_data;
mod photos;
mod prices;
mod proofs;
mod proofs_past;
mod record;
mod reports;
mod settings;
mod step;
mod stream;
mod watch;

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
    cfg.route("/dashboard/live", web::get().to(ops_live::page))
        .route("/dashboard/live", web::post().to(ops_live::act))
        .route("/dashboard/live/board", web::get().to(ops_live::fragment))
        .route("/dashboard/live/photos/{id}", web::get().to(photos::picture))
        .route("/dashboard/live/reservations/{id}", web::get().to(step::page))
        .route("/dashboard/live/reservations/{id}", web::post().to(step::act))
        .route("/dashboard/live/reservations/{id}/{step}", web::post().to(ops_live::step))
        .route("/dashboard/live/items", web::get().to(items::page))
        .route("/dashboard/live/items", web::post().to(items::save))
        .route("/dashboard/live/items/{id}/remove", web::post().to(items::remove))
        .route("/dashboard/live/labels", web::get().to(labels::page))
        .route("/dashboard/live/labels.pdf", web::get().to(labels::sheets))
        .route("/dashboard/live/items/{id}/record", web::get().to(fairness::page))
        .route("/dashboard/live/record", web::get().to(record::page))
        .route("/dashboard/live/reports", web::get().to(reports::page))
        .route("/dashboard/live/reports/weeks.csv", web::get().to(reports::weeks_csv))
        .route("/dashboard/live/sessions/{id}", web::get().to(reports::session))
        .route("/dashboard/live/sessions/{id}/reservations.csv", web::get().to(reports::session_csv))
        .route("/live/reservations/board", web::get().to(stream::follow))
        .route("/live-data/{id}/{word}", web::get().to(own_data::page))
        .route("/live-data/{id}/{word}", web::post().to(own_data::show))
        .route("/ops/live", web::get().to(watch::page))
        .route("/dashboard/live/settings", web::get().to(settings::page))
        .route("/dashboard/live/settings", web::post().to(settings::save))
        .route("/dashboard/live/proofs", web::get().to(proofs::page))
        .route("/dashboard/live/proofs/decided", web::get().to(proofs_past::decided))
        .route("/dashboard/live/proofs/refunds", web::get().to(proofs_past::refunds))
        .route("/dashboard/live/proofs/{id}/reopen", web::post().to(proofs_past::reopen))
        .route("/dashboard/live/proofs/{id}/refunded", web::post().to(proofs_past::refunded))
        .route("/dashboard/live/proofs/files/{id}", web::get().to(proofs::file))
        .route("/dashboard/live/proofs/{id}", web::post().to(proofs::decide))
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
