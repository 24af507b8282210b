//! `/m/{store}`: a store with its products.
use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use souk_kit::{Path, Problem, Query, View};
use souk_ui::{
    Area, Banner, Chip, EmptyState, Icon, Locale, Markup, Page, Render, ShellTexts, Tone, breadcrumbs, chips,
    html, search_form,
};

use super::{cards, open_words, respond, whatsapp};
use crate::{
    http::public::ProductQuery,
    shelf::{Branch, Look, Node, StoreCard},
    state::State,
};

/// Its picture or its letters, what it is about, where it is, whether it sells now.
fn head(view: &View, store: &StoreCard, products: usize, now: DateTime<Utc>) -> Markup {
    let mut card = cards::store(view, store, products, now);
    if let Some(photo) = &store.photo {
        card = card.photo(cards::photo(Some(photo), "").eager());
    }
    if let Some(address) = &store.address {
        card = card.place(cards::address(address));
    }
    html! {
        (card.head())
        @if store.paused {
            (Banner::new(Tone::Warning, view.t("store-paused")).text(view.t("store-paused-text")))
        }
        (open_words::table(view, &store.hours, now))
        (whatsapp::button(view, store, None))
    }
}

/// The address of a category with a store.
pub fn category_link(store: &StoreCard, node: &Node) -> String {
    let word = if node.slug.is_empty() { &node.name } else { &node.slug };
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    format!("/m/{}?{}", store.slug, pairs.append_pair("category", word).finish())
}

/// The categories to go on to: those below the chosen one, or beside it when there are none below.
fn onward<'a>(tree: &[Branch<'a>], way: &[&Node]) -> Vec<Branch<'a>> {
    let below = |above: Option<&&Node>| -> Vec<Branch<'a>> {
        let above = above.and_then(|node| node.way().last());
        tree.iter().filter(|branch| branch.node.parent == above).copied().collect()
    };
    let deeper = below(way.last());
    let above = way.len().checked_sub(2).and_then(|at| way.get(at));
    if deeper.is_empty() { below(above) } else { deeper }
}

fn categories(view: &View, shelf: &Look<'_>, store: &StoreCard, way: &[&Node]) -> Markup {
    let tree = shelf.tree(store.id);
    let here = format!("/m/{}", store.slug);
    let all = view.t("all-products");
    let mut crumbs = vec![(here.clone(), all.clone())];
    crumbs.extend(way.iter().map(|node| (category_link(store, node), node.title(view.lang).to_owned())));
    let chosen = way.last().and_then(|node| node.way().last());
    let mut filters = if way.is_empty() { vec![Chip::new(here, all, true)] } else { Vec::new() };
    filters.extend(onward(&tree, way).iter().map(|branch| {
        let active = Some(branch.number) == chosen;
        Chip::new(category_link(store, branch.node), branch.node.title(view.lang), active).count(branch.count)
    }));
    html! {
        @if !way.is_empty() { (breadcrumbs(ShellTexts::of(view.lang.code()).breadcrumb, &crumbs)) }
        @if filters.len() > 1 { (chips(&view.t("categories"), &filters)) }
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
    let asked = ProductQuery { store: Some(store.slug.clone()), facets: Some(false), ..query.0 };
    let (found, next) = asked.find(&shelf, state.clock.now())?;
    let words = asked.words().unwrap_or_default();
    let category = asked.category.as_deref().unwrap_or_default();
    let way = if category.is_empty() { Vec::new() } else { shelf.way_to(store.id, category) };
    let body = html! {
        (head(&view, store, shelf.products_of(store.id), state.clock.now()))
        div class="table-tools" {
            div class="stack" { (categories(&view, &shelf, store, &way)) }
            (search_form(&here, "q", words, &view.with("search-in", &[("store", &store.name)])))
        }
        @if let Some(corrected) = &found.corrected {
            (Banner::new(Tone::Info, view.with("corrected", &[("words", corrected)])))
        }
        @if found.shown.is_empty() {
            (EmptyState::new(Icon::PackageSearch, view.t("nothing-found"), view.t("nothing-found-text")).render())
        } @else {
            (cards::list((&state, &shelf), &view, &found, false, &here, &[("q", words), ("category", category)], next.as_deref()))
        }
    };
    let address = way.last().map_or(here, |node| category_link(store, node));
    let page = Page::new(Locale::new(view.lang.code()), Area::Public, &store.name, body)
        .description(store.description(view.lang).chars().take(160).collect::<String>())
        .canonical(view.canonical(&state.public_url, &address))
        .head(open_words::json_ld(&state, store));
    Ok(respond(StatusCode::OK, page))
}
