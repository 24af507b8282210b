//! Payments as pages: to pay on, for the merchant, for operators.
mod books;
mod pay;
mod shop;

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use souk_events::Money;
use souk_kit::{View, format, page};
use souk_ui::{Area, Locale, Markup, Page, Tone, html, layout, status, time_relative};

use crate::domain::words::Standing;

/// The pages and their forms.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/pay/test/{attempt}", web::get().to(pay::test_page))
        .route("/pay/test/{attempt}", web::post().to(pay::press))
        .route("/pay/order/{order}", web::get().to(pay::of_order))
        .route("/pay/{id}", web::get().to(pay::page))
        .route("/pay/{id}/back", web::get().to(pay::back))
        .route("/dashboard/payments", web::get().to(shop::list))
        .route("/dashboard/payments/{order}", web::get().to(shop::one))
        .route("/dashboard/payments/{order}", web::post().to(shop::give))
        .route("/ops/payments", web::get().to(books::page))
        .route("/ops/payments/strays", web::post().to(books::give));
}

/// A page, which asks again by itself without scripts when it is waiting for something.
fn screen(
    view: &View,
    area: Area,
    status: StatusCode,
    (title, body): (&str, Markup),
    refresh: Option<u8>,
) -> HttpResponse {
    let mut page = Page::new(Locale::new(view.lang.code()), area, title, body);
    if let Some(seconds) = refresh {
        page = page.head(html! { meta http-equiv="refresh" content=(seconds); });
    }
    page::own(status, layout(page).into_string())
}

fn money(view: &View, amount: Money) -> String {
    format::money(view.lang, amount)
}

fn ago(view: &View, at: DateTime<Utc>) -> Markup {
    time_relative(&at.to_rfc3339(), &format::date_time(view.lang, Tz::UTC, at))
}

fn badge(view: &View, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::Open => Tone::Warning,
        Standing::Captured => Tone::Success,
        Standing::PartlyRefunded => Tone::Info,
        Standing::Refunded | Standing::Expired => Tone::Neutral,
    };
    status(tone, &view.t(&format!("standing-{}", standing.as_str().replace('_', "-"))))
}
