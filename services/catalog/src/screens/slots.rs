//! Fragments for pages of other modules.
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use souk_kit::{Caller, Lang, Problem, Query, View, caller::Agent};
use souk_ui::{
    Chip, Column, EmptyState, Icon, Render, Row, Table, Tone, chips, html, section, status, store_grid,
};

use super::{cards, fragment};
use crate::{
    app::low_stock::{self, Low},
    http::public::ProductQuery,
    shelf::{Look, StoreCard},
    state::State,
};

/// Products on the home page: full rows on a phone and on a desk.
const SHOWN: usize = 10;
/// How many of one store are shown as featured: the home page is everybody's.
const OF_STORE: usize = 2;

/// `home.main`: stores, what their merchants feature, and the newest products.
pub async fn home(state: web::Data<State>, view: View) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let mut found = shelf.newest(SHOWN);
    found.shown.truncate(SHOWN);
    let stores: Vec<_> = selling(&shelf).take(8).collect();
    if stores.is_empty() {
        return Ok(fragment(html! {
            (EmptyState::new(Icon::Store, view.t("no-stores"), view.t("no-stores-text")).render())
        }));
    }
    let now = state.clock.now();
    let featured = shelf.featured(now, SHOWN, OF_STORE);
    let cards = store_cards(&view, &shelf, &stores, now);
    Ok(fragment(html! {
        (section(&view.t("stores"), Some(("/near", &view.t("near-me"))), store_grid(&cards)))
        @if !featured.shown.is_empty() {
            (section(&view.t("featured-products"), None, cards::grid(&state, &view, &featured, true)))
        }
        (section(&view.t("new-products"), Some(("/search", &view.t("see-all"))), cards::grid(&state, &view, &found, true)))
    }))
}

/// `landing.main`: who sells already, for those who think about it.
pub async fn landing(state: web::Data<State>, view: View) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let stores: Vec<_> = selling(&shelf).take(3).collect();
    let cards = store_cards(&view, &shelf, &stores, state.clock.now());
    Ok(fragment(html! {
        @if !cards.is_empty() { (section(&view.t("stores-selling"), None, store_grid(&cards))) }
    }))
}

/// Variants on the merchant's home page.
const LOW: usize = 6;

/// `dashboard.home`: what is running low, least first; nothing while there is enough of everything.
pub async fn dashboard(
    caller: Option<Caller<Agent>>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let Some(caller) = caller else { return Ok(fragment(html! {})) };
    let mut low =
        low_stock::list(&state, caller.tenant()?, i64::try_from(LOW + 1).unwrap_or_default()).await?;
    if low.is_empty() {
        return Ok(fragment(html! {}));
    }
    let more = low.len() > LOW;
    low.truncate(LOW);
    let row = |one: &Low| {
        let values = one.variant.option_values.join(" / ");
        let left = one.stock.counters().unsold().to_string();
        Row::new(vec![
            html! { bdi { (one.product.title) } @if !values.is_empty() { " " small { bdi { (values) } } } },
            html! { (view.with("left-in-stock", &[("n", &left)])) },
        ])
        .href(format!("/dashboard/products/{}", one.product.id))
    };
    let columns = vec![Column::text(view.t("column-product")), Column::number(view.t("column-stock"))];
    let all = more.then(|| view.t("see-all"));
    let link = all.as_ref().map(|text| ("/dashboard/products?status=low", text.as_str()));
    let table = Table::new(view.t("low-stock"), columns).rows(low.iter().map(row).collect());
    Ok(fragment(section(&view.t("low-stock"), link, table)))
}

/// `shop.brief`: what needs a hand in one shop among several; nothing when all is well.
pub async fn brief(
    caller: Option<Caller<Agent>>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let Some(caller) = caller else { return Ok(fragment(html! {})) };
    let found = low_stock::brief(&state, caller.tenant()?).await?;
    let low = view.with("brief-low", &[("n", &found.low.to_string())]);
    Ok(fragment(html! {
        @for name in &found.paused {
            p { (status(Tone::Warning, &view.with("brief-paused", &[("store", name)]))) }
        }
        @if found.low > 0 { p { (status(Tone::Warning, &low)) } }
    }))
}

/// Stores that have something to show.
fn selling<'a>(shelf: &'a Look<'_>) -> impl Iterator<Item = &'a StoreCard> {
    shelf.stores().into_iter().filter(|s| shelf.products_of(s.id) > 0)
}

fn store_cards(
    view: &View,
    shelf: &Look<'_>,
    stores: &[&StoreCard],
    now: DateTime<Utc>,
) -> Vec<souk_ui::StoreCard> {
    let stores: Vec<_> = stores.iter().map(|store| (None, *store)).collect();
    store_cards_far(view, shelf, &stores, now)
}

/// Stores as cards, each with how many metres it is away when that is known.
pub(super) fn store_cards_far(
    view: &View,
    shelf: &Look<'_>,
    stores: &[(Option<u32>, &StoreCard)],
    now: DateTime<Utc>,
) -> Vec<souk_ui::StoreCard> {
    let card = |(place, (far, store)): (usize, &(Option<u32>, &StoreCard))| {
        let mut card = cards::store(view, store, shelf.products_of(store.id), now);
        if let Some(photo) = &store.photo {
            let photo = cards::photo(Some(photo), "");
            card = card.photo(if place == 0 { photo.soon() } else { photo });
        }
        let town = store.address.as_ref().map(|a| a.locality.clone()).filter(|town| !town.is_empty());
        let place: Vec<String> = town.into_iter().chain(far.map(|metres| distance(view, metres))).collect();
        if place.is_empty() { card } else { card.place(place.join(" · ")) }
    };
    stores.iter().enumerate().map(card).collect()
}

/// A distance as people say it: `850 m`, `1,2 km`, `14 km`.
fn distance(view: &View, metres: u32) -> String {
    let (km, tenths) = (metres / 1_000, metres % 1_000 / 100);
    match km {
        0 => view.with("distance-m", &[("n", &(metres.div_ceil(50) * 50).to_string())]),
        1..10 => {
            let point = if matches!(view.lang, Lang::En) { "." } else { "," };
            view.with("distance-km", &[("n", &format!("{km}{point}{tenths}"))])
        }
        _ => view.with("distance-km", &[("n", &km.to_string())]),
    }
}

/// `catalog.list`: a page of products or of search results, for the search page.
pub async fn list(
    state: web::Data<State>,
    view: View,
    query: Query<ProductQuery>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let (found, next) = query.find(&shelf, state.clock.now())?;
    let words = query.words().unwrap_or_default();
    let store = query.store.as_deref().unwrap_or_default();
    let category = query.category.as_deref().unwrap_or_default();
    let link = |name: &str| {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("q", words);
        if !name.is_empty() {
            pairs.append_pair("category", name);
        }
        format!("/search?{}", pairs.finish())
    };
    let called = |name: &str| {
        let label = found.facets.as_ref().and_then(|facets| facets.label(name, view.lang));
        label.unwrap_or(name).to_owned()
    };
    let mut filters = vec![Chip::new(link(""), view.t("all-products"), category.is_empty())];
    if !category.is_empty() {
        filters.push(Chip::new(link(category), called(category), true));
    }
    let below = found.facets.iter().flat_map(|facets| &facets.level);
    filters.extend(below.map(|(name, n)| Chip::new(link(name), called(name), false).count(n)));
    let kept = [("q", words), ("store", store), ("category", category)];
    Ok(fragment(html! {
        @if filters.len() > 2 || !category.is_empty() { (chips(&view.t("categories"), &filters)) }
        @if found.shown.is_empty() {
            (EmptyState::new(Icon::SearchX, view.t("nothing-found"), view.t("nothing-found-text")).render())
        } @else {
            (cards::list((&state, &shelf), &view, &found, true, "/search", &kept, next.as_deref()))
        }
    }))
}
