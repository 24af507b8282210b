//! Fragments for pages of other modules.
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use souk_kit::{Caller, Problem, Query, View, caller::Agent};
use souk_ui::{Chip, Column, EmptyState, Icon, Render, Row, Table, chips, html, section, store_grid};

use super::{cards, fragment};
use crate::{
    app::low_stock::{self, Low},
    http::public::ProductQuery,
    shelf::{Look, StoreCard},
    state::State,
};

/// Products on the home page: full rows on a phone and on a desk.
const SHOWN: usize = 10;

/// `home.main`: stores and the newest products.
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
    let cards = store_cards(&view, &shelf, &stores, state.clock.now());
    Ok(fragment(html! {
        (section(&view.t("stores"), None, store_grid(&cards)))
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
    let card = |store: &&StoreCard| {
        let mut card = cards::store(view, store, shelf.products_of(store.id), now);
        if let Some(photo) = &store.photo {
            card = card.photo(cards::photo(Some(photo), ""));
        }
        match store.address.as_ref().filter(|a| !a.locality.is_empty()) {
            Some(address) => card.place(&address.locality),
            None => card,
        }
    };
    stores.iter().map(card).collect()
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
    let mut filters = vec![Chip::new(link(""), view.t("all-products"), category.is_empty())];
    let categories = found.facets.iter().flat_map(|facets| &facets.categories);
    filters.extend(categories.map(|(name, n)| Chip::new(link(name), *name, *name == category).count(n)));
    let kept = [("q", words), ("store", store), ("category", category)];
    Ok(fragment(html! {
        @if filters.len() > 2 || !category.is_empty() { (chips(&view.t("categories"), &filters)) }
        @if found.shown.is_empty() {
            (EmptyState::new(Icon::SearchX, view.t("nothing-found"), view.t("nothing-found-text")).render())
        } @else {
            (cards::list(&state, &view, &found, true, "/search", &kept, next.as_deref()))
        }
    }))
}
