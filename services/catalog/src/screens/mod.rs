//! Catalog as pages: the shop's public pages, the fragments it gives to others, and the merchant's screens.
pub(crate) mod cards;
mod categories;
mod form_fields;
mod grid;
mod grid_cells;
mod hours;
mod hours_fields;
mod import;
mod live;
mod modifier_choice;
mod modifier_fields;
mod modifier_form;
mod modifiers;
mod near;
mod offer_fields;
mod offer_sheet;
mod open_words;
mod option_fields;
mod product_form;
mod product_page;
mod product_sheet;
mod products;
mod slots;
mod store_form;
mod store_page;
mod synonyms;
mod titles;
mod whatsapp;

use actix_web::{HttpResponse, http::StatusCode, http::header, web};
use serde::Deserialize;
use souk_kit::{
    Caller, View,
    caller::Agent,
    page::{self, FormErrors, see_other},
    token::Role,
};
use souk_ui::{Area, EmptyState, Icon, Locale, Markup, Page, Tone, html, layout, toast};

use crate::store::stores::StoreRow;

/// The pages and fragments of catalog.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/media/{name:.*}", web::get().to(crate::http::media::media))
        .route("/m/{store}", web::get().to(store_page::page))
        .route("/p/{product}", web::get().to(product_page::page))
        .route("/near", web::get().to(near::page))
        .route("/near", web::post().to(near::around))
        .route("/live/shelf", web::get().to(live::shelf))
        .route("/slots/home.main", web::get().to(slots::home))
        .route("/slots/landing.main", web::get().to(slots::landing))
        .route("/slots/shop.brief", web::get().to(slots::brief))
        .route("/slots/dashboard.home", web::get().to(slots::dashboard))
        .route("/slots/order.actions", web::get().to(whatsapp::order))
        .route("/slots/catalog.list", web::get().to(slots::list))
        .route("/dashboard/products", web::get().to(products::page))
        .route("/dashboard/products", web::post().to(products::act))
        .route("/dashboard/products/new", web::get().to(product_form::new))
        .route("/dashboard/products/new", web::post().to(product_form::create))
        .route("/dashboard/products/grid", web::get().to(grid::page))
        .route("/dashboard/products/grid", web::post().to(grid::save))
        .route("/dashboard/products/{id}", web::get().to(product_form::edit))
        .route("/dashboard/products/{id}", web::post().to(product_form::save))
        .route("/dashboard/categories", web::get().to(categories::page))
        .route("/dashboard/categories", web::post().to(categories::act))
        .route("/dashboard/categories/{id}", web::get().to(categories::one))
        .route("/dashboard/categories/{id}", web::post().to(categories::save))
        .route("/dashboard/synonyms", web::get().to(synonyms::page))
        .route("/dashboard/synonyms", web::post().to(synonyms::act))
        .route("/dashboard/import", web::get().to(import::page))
        .route("/dashboard/import", web::post().to(import::send))
        .route("/dashboard/import/{id}", web::get().to(import::one))
        .route("/dashboard/import/{id}/progress", web::get().to(import::progress))
        .route("/dashboard/import/{id}/errors.csv", web::get().to(import::errors_csv))
        .route("/dashboard/store", web::get().to(store_form::page))
        .route("/dashboard/store/{id}", web::post().to(store_form::save))
        .route("/dashboard/modifiers", web::get().to(modifiers::page))
        .route("/dashboard/modifiers", web::post().to(modifiers::act))
        .route("/dashboard/modifiers/new", web::get().to(modifier_form::new))
        .route("/dashboard/modifiers/new", web::post().to(modifier_form::create))
        .route("/dashboard/modifiers/{id}", web::get().to(modifier_form::edit))
        .route("/dashboard/modifiers/{id}", web::post().to(modifier_form::save))
        .route("/dashboard/store/hours", web::get().to(hours::page))
        .route("/dashboard/store/hours/{id}", web::post().to(hours::save));
}

/// A whole page whose slots the gateway fills.
fn respond(status: StatusCode, page: Page<'_>) -> HttpResponse {
    page::composed(status).body(layout(page).into_string())
}

/// A page of the merchant's dashboard.
fn dashboard(view: &View, status: StatusCode, title: &str, body: Markup) -> HttpResponse {
    let page = Page::new(Locale::new(view.lang.code()), Area::Dashboard, title, body);
    page::own(status, layout(page).into_string())
}

/// A piece of a page.
fn fragment(body: Markup) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(body.into_string())
}

/// Whether somebody of the shop may change what it sells.
fn may_sell(caller: &Caller<Agent>) -> bool {
    caller.claims().role.is_some_and(|role| role >= Role::Seller)
}

/// Instead of what needs a store.
fn no_store(view: &View) -> EmptyState {
    EmptyState::new(Icon::Store, view.t("store-coming"), view.t("store-coming-text"))
}

/// First in a form with several buttons, so that Enter saves.
fn enter_saves() -> Markup {
    html! { button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true" name="do" value="save" {} }
}

/// The notice that a redirect asked for by `?done=<key>`; unknown keys say nothing.
fn notice(view: &View, done: Option<&str>) -> Markup {
    let known = [
        "saved",
        "created",
        "published",
        "unpublished",
        "stock",
        "removed",
        "sold-out",
        "back-on",
        "nothing",
    ];
    match done.filter(|key| known.contains(key)) {
        Some(key) => toast(Tone::Success, &view.t(&format!("done-{key}"))),
        None => Markup::default(),
    }
}

/// The notice that a redirect asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// Stores to choose from; where they sell in several currencies each says its own.
fn store_options(stores: &[StoreRow]) -> Vec<(String, String)> {
    let several = sells_in(stores).is_none();
    let label = |store: &StoreRow| match several {
        true => format!("{} · {}", store.name, store.currency),
        false => store.name.clone(),
    };
    stores.iter().map(|store| (store.id.to_string(), label(store))).collect()
}

/// What all stores sell in; none when that differs.
fn sells_in(stores: &[StoreRow]) -> Option<&str> {
    let first = stores.first().map_or("", |store| store.currency.as_str());
    stores.iter().all(|store| store.currency == first).then_some(first)
}
