//! Fragments for pages of other modules.
use actix_web::{HttpResponse, web};
use souk_kit::{Problem, Query, View};
use souk_ui::{Card, Chip, EmptyState, Icon, Render, chips, grid, html, section};

use super::{cards, fragment};
use crate::{http::public::ProductQuery, shelf::Filter, state::State};

/// `home.main`: stores and the newest products.
pub async fn home(state: web::Data<State>, view: View) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let mut found = shelf.newest(&Filter::default(), None, 12);
    found.shown.truncate(12);
    let stores: Vec<_> = shelf.stores().into_iter().filter(|s| shelf.products_of(s.id) > 0).take(8).collect();
    if stores.is_empty() {
        return Ok(fragment(html! {
            (EmptyState::new(Icon::Store, view.t("no-stores"), view.t("no-stores-text")).render())
        }));
    }
    let store_cards = html! {
        @for store in stores {
            @let n = shelf.products_of(store.id).to_string();
            (Card::bare().body(html! {
                @if let Some(photo) = &store.photo { (cards::photo(Some(photo), &store.name).cover()) }
                h3 { a href={ "/m/" (store.slug) } { (store.name) } }
                p class="hint" { (view.with("products-count", &[("n", &n)])) }
            }))
        }
    };
    Ok(fragment(html! {
        (section(&view.t("new-products"), Some(("/search", &view.t("see-all"))), cards::grid(&state, &view, &found, true)))
        (section(&view.t("stores"), None, grid(store_cards)))
    }))
}

/// `catalog.list`: a page of products or of search results, for the search page.
pub async fn list(
    state: web::Data<State>,
    view: View,
    query: Query<ProductQuery>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let (found, next) = query.find(&shelf)?;
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
    filters.extend(
        found.categories.iter().map(|(name, n)| Chip::new(link(name), *name, *name == category).count(n)),
    );
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
