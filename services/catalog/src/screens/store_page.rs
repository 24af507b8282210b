//! `/m/{store}`: a store with its products.
use actix_web::{HttpResponse, http::StatusCode, web};
use souk_kit::{Path, Problem, Query, View};
use souk_ui::{
    Area, Banner, Chip, EmptyState, Icon, Locale, Markup, Page, Render, Tone, chips, html, search_form,
};

use super::{cards, respond};
use crate::{
    http::public::ProductQuery,
    shelf::{Filter, StoreCard},
    state::State,
};

/// Its picture or its letters, what it is about, where it is, whether it sells now.
fn head(view: &View, store: &StoreCard, products: usize) -> Markup {
    let mut card = cards::store(view, store, products);
    if let Some(photo) = &store.photo {
        card = card.photo(cards::photo(Some(photo), "").eager());
    }
    if let Some(a) = &store.address {
        let town = [a.postcode.as_str(), a.locality.as_str()].join(" ");
        let parts = a.lines.iter().map(String::as_str).chain([town.trim()]);
        card = card.place(parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "));
    }
    html! {
        (card.head())
        @if store.paused {
            (Banner::new(Tone::Warning, view.t("store-paused")).text(view.t("store-paused-text")))
        }
    }
}

/// The page.
pub async fn page(
    state: web::Data<State>,
    view: View,
    path: Path<String>,
    query: Query<ProductQuery>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let store = shelf.store_named(&path).ok_or_else(Problem::not_found)?;
    let here = format!("/m/{}", store.slug);
    let asked = ProductQuery { store: Some(store.slug.clone()), ..query.0 };
    let (found, next) = asked.find(&shelf)?;
    let words = asked.words().unwrap_or_default();
    let category = asked.category.as_deref().unwrap_or_default();
    let all = shelf.categories(&Filter { store: Some(store.id), category: None }, 20);
    let category_link = |name: &str| {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        format!("{here}?{}", pairs.append_pair("category", name).finish())
    };
    let mut filters = vec![Chip::new(here.as_str(), view.t("all-products"), category.is_empty())];
    filters.extend(
        all.iter().map(|(name, n)| Chip::new(category_link(name), *name, *name == category).count(n)),
    );
    let body = html! {
        (head(&view, store, shelf.products_of(store.id)))
        div class="table-tools" {
            @if all.len() > 1 { (chips(&view.t("categories"), &filters)) }
            (search_form(&here, "q", words, &view.with("search-in", &[("store", &store.name)])))
        }
        @if found.shown.is_empty() {
            (EmptyState::new(Icon::PackageSearch, view.t("nothing-found"), view.t("nothing-found-text")).render())
        } @else {
            (cards::list(&state, &view, &found, false, &here, &[("q", words), ("category", category)], next.as_deref()))
        }
    };
    let page = Page::new(Locale::new(view.lang.code()), Area::Public, &store.name, body)
        .description(store.description.chars().take(160).collect::<String>())
        .canonical(format!("{}{here}", state.public_url));
    Ok(respond(StatusCode::OK, page))
}
