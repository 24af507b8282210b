//! `/near`: stores around a place or in a town. Where somebody is comes with a press of a button, in the body of the
//! request, and is forgotten with the answer.
use actix_web::{HttpResponse, http::StatusCode, http::header, web};
use serde::Deserialize;
use souk_events::Point;
use souk_kit::{Problem, Query, View};
use souk_ui::{
    Area, Banner, Button, Card, Checkbox, EmptyState, Form, Icon, Locale, Markup, Page, PageHeader, Render,
    Select, Tone, html, stack, store_grid,
};

use super::{respond, slots};
use crate::{
    domain::near::on_earth,
    shelf::{Look, StoreFilter},
    state::State,
};

/// Kilometres to choose from, and those that are chosen first.
const AROUND: [&str; 5] = ["2", "5", "10", "25", "100"];
const FIRST: &str = "10";
/// Most stores on the page.
const SHOWN: usize = 60;

/// A town, as the address says it.
#[derive(Debug, Default, Deserialize)]
pub struct Town {
    #[serde(default)]
    city: String,
    #[serde(default)]
    open: String,
}

/// A place, as the form sends it.
#[derive(Debug, Default, Deserialize)]
pub struct Here {
    #[serde(default)]
    latitude: String,
    #[serde(default)]
    longitude: String,
    #[serde(default)]
    within: String,
    #[serde(default)]
    open: String,
}

fn open_only(view: &View, id: &str, on: bool) -> Markup {
    html! { (Checkbox::new("open", view.t("near-open")).id(id).value("1").checked(on)) }
}

fn by_town(view: &View, look: &Look<'_>, asked: &Town) -> Markup {
    let towns = look.towns().into_iter().map(|town| (town.to_owned(), town.to_owned()));
    html! {
        (Card::new(view.t("near-town")).body(html! {
            form method="get" action="/near" class="stack" {
                (Select::new("city", view.t("address-locality")).option("", view.t("near-all-towns")).options(towns).selected(&*asked.city))
                (open_only(view, "open-town", !asked.open.is_empty()))
                div class="cluster" { (Button::secondary(view.t("near-show")).icon(Icon::Search)) }
            }
        }))
    }
}

fn by_place(view: &View, asked: &Here) -> Markup {
    let chosen = if AROUND.contains(&asked.within.as_str()) { asked.within.as_str() } else { FIRST };
    let around = AROUND.map(|km| (km.to_owned(), view.with("near-km", &[("n", km)])));
    let button = Button::primary(view.t("near-here")).icon(Icon::MapPin).plain();
    html! {
        (Card::new(view.t("near-me")).note(view.t("near-forgotten")).body(html! {
            (Form::post("/near").hidden("latitude", "").hidden("longitude", "")
                .body(Select::new("within", view.t("near-within")).options(around).selected(chosen))
                .body(open_only(view, "open-here", !asked.open.is_empty()))
                .body(button.attr("data-position", "submit").attr("hidden", "")))
            noscript { p class="muted" { (view.t("near-no-script")) } }
        }))
    }
}

fn found(state: &State, view: &View, look: &Look<'_>, filter: &StoreFilter) -> Markup {
    let mut stores = look.stores_where(filter);
    stores.truncate(SHOWN);
    let cards = slots::store_cards_far(view, look, &stores, state.clock.now());
    html! {
        @if cards.is_empty() {
            (EmptyState::new(Icon::Store, view.t("near-none"), view.t("near-none-text")).render())
        } @else { (store_grid(&cards)) }
    }
}

fn answer(view: &View, state: &State, code: StatusCode, body: Markup) -> HttpResponse {
    let body = html! {
        (PageHeader::new(view.t("near-title")).lead(view.t("near-lead")))
        (body)
    };
    let page = Page::new(Locale::new(view.lang.code()), Area::Public, view.t("near-title"), body)
        .description(view.t("near-lead"))
        .canonical(view.canonical(&state.public_url, "/near"));
    respond(code, page)
}

/// The page: stores of a town, or of all.
pub async fn page(state: web::Data<State>, view: View, asked: Query<Town>) -> Result<HttpResponse, Problem> {
    let look = state.shelf.look()?;
    let filter = StoreFilter {
        town: Some(asked.city.clone()).filter(|town| !town.is_empty()),
        open_at: (!asked.open.is_empty()).then(|| state.clock.now()),
        near: None,
    };
    let body = html! {
        (stack(html! { (by_place(&view, &Here::default())) (by_town(&view, &look, &asked)) }))
        (found(&state, &view, &look, &filter))
    };
    Ok(answer(&view, &state, StatusCode::OK, body))
}

/// The same around a place.
pub async fn around(
    state: web::Data<State>,
    view: View,
    asked: web::Form<Here>,
) -> Result<HttpResponse, Problem> {
    let look = state.shelf.look()?;
    let point = asked.latitude.parse().ok().zip(asked.longitude.parse().ok());
    let point = point.map(|(lat, lon)| Point { lat, lon }).filter(on_earth);
    let within = if AROUND.contains(&asked.within.as_str()) { asked.within.as_str() } else { FIRST };
    let near = point.zip(within.parse().ok());
    let open_at = (!asked.open.is_empty()).then(|| state.clock.now());
    let code = if near.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let body = html! {
        @if near.is_none() { (Banner::new(Tone::Warning, view.t("near-nowhere")).text(view.t("near-nowhere-text"))) }
        (stack(html! { (by_place(&view, &asked)) (by_town(&view, &look, &Town::default())) }))
        (found(&state, &view, &look, &StoreFilter { near, town: None, open_at }))
    };
    let mut response = answer(&view, &state, code, body);
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    Ok(response)
}
