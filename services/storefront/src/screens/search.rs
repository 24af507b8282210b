//! The search page: catalog is asked; when it does not answer, the page says so and stands.
use std::collections::BTreeSet;

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_kit::{AskError, View, format};
use souk_ui::{
    Area, Banner, Button, Chip, EmptyState, Icon, Markup, Pager, Photo, Price, ProductCard, ShellTexts,
    Stock, Tone, chips, html, icon, product_grid,
};
use url::form_urlencoded;

use super::{page, send};
use crate::{
    State,
    clients::catalog::{self, Product, Results, Search},
};

/// Longest search.
const MAX: usize = 100;
/// Facets of one kind.
const FACETS: usize = 8;

/// What was asked.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    store: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    after: String,
}

impl Asked {
    /// The search without what no search can contain.
    fn search(&self) -> Search {
        let tidy = |text: &str, max: usize| -> String {
            text.trim().chars().filter(|c| !c.is_control()).take(max).collect()
        };
        Search {
            q: tidy(&self.q, MAX),
            store: tidy(&self.store, MAX),
            category: tidy(&self.category, MAX),
            after: tidy(&self.after, 500),
        }
    }
}

/// `GET /search?q=`
pub async fn show(view: View, state: web::Data<State>, asked: web::Query<Asked>) -> HttpResponse {
    let search = asked.search();
    let found = catalog::search(&state.ask, &search).await;
    let title = match search.q.as_str() {
        "" => view.t("search-all"),
        q => view.with("search-for", &[("q", q)]),
    };
    let body = html! {
        div class="stack" {
            h1 { (title) }
            @match found {
                Ok(results) => (results_of(&view, &search, &results)),
                Err(error) => (nobody_home(&view, &search, &error)),
            }
        }
    };
    send(page(&view, Area::Public, &title, body).search(search.q.clone()))
}

/// The page's address with some of the search changed.
fn link(search: &Search, change: impl FnOnce(&mut Search)) -> String {
    let mut to = Search { after: String::new(), ..search.clone() };
    change(&mut to);
    let pairs = [("q", &to.q), ("store", &to.store), ("category", &to.category), ("after", &to.after)];
    let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { "/search".to_owned() } else { format!("/search?{query}") }
}

fn results_of(view: &View, search: &Search, results: &Results) -> Markup {
    if results.items.is_empty() {
        return nothing(view, search);
    }
    let cards: Vec<_> = results.items.iter().map(|product| card(view, product)).collect();
    let first = (!search.after.is_empty()).then(|| link(search, |_| ()));
    let next = results.next_cursor.clone().map(|after| link(search, |to| to.after = after));
    html! {
        (facets(view, search, results))
        (product_grid(&cards))
        (Pager::new(first, next, ShellTexts::of(view.lang.code())))
    }
}

fn card(view: &View, product: &Product) -> ProductCard {
    let photo = match &product.image {
        Some(image) => Photo::new(Some(&image.small), &product.title)
            .srcset(format!("{} 320w, {} 640w", image.small, image.medium)),
        None => Photo::new(None::<String>, &product.title),
    };
    let price = Price::new(format::money(view.lang, product.price_from));
    let price = match product.compare_at.filter(|was| was.amount > product.price_from.amount) {
        Some(was) => price.was(format::money(view.lang, was), view.t("price-before")),
        None => price,
    };
    let card = ProductCard::new(format!("/p/{}", product.slug), &product.title, photo, price)
        .store(&product.store.name);
    if product.available > 0 { card } else { card.stock(Stock::Out, view.t("sold-out")) }
}

/// Categories of the whole result and stores on this page, to narrow the search; a chosen one can be taken back.
fn facets(view: &View, search: &Search, results: &Results) -> Markup {
    let mut list = Vec::new();
    if !search.category.is_empty() {
        list.push(Chip::new(link(search, |to| to.category.clear()), search.category.clone(), true));
    }
    if !search.store.is_empty() {
        let name = results.items.iter().find(|p| p.store.slug == search.store).map(|p| p.store.name.clone());
        list.push(Chip::new(link(search, |to| to.store.clear()), name.unwrap_or(search.store.clone()), true));
    }
    if search.category.is_empty() {
        for facet in results.facets.iter().flat_map(|f| &f.categories).take(FACETS) {
            let href = link(search, |to| to.category.clone_from(&facet.value));
            list.push(Chip::new(href, facet.value.clone(), false).count(facet.count));
        }
    }
    if search.store.is_empty() {
        let stores: BTreeSet<_> = results.items.iter().map(|p| (&p.store.name, &p.store.slug)).collect();
        for (name, slug) in stores.into_iter().take(FACETS) {
            list.push(Chip::new(link(search, |to| to.store.clone_from(slug)), name, false));
        }
    }
    let chosen = !search.category.is_empty() || !search.store.is_empty();
    html! { @if chosen || list.len() > 1 { (chips(&view.t("narrow"), &list)) } }
}

/// Nothing found: what helps.
fn nothing(view: &View, search: &Search) -> Markup {
    let narrowed = !search.category.is_empty() || !search.store.is_empty();
    let state = EmptyState::new(Icon::SearchX, view.t("search-none"), view.t("search-none-text"));
    let state = if narrowed {
        let wide = link(search, |to| {
            to.category.clear();
            to.store.clear();
        });
        state.action(Button::primary(view.t("search-everywhere")).href(wide))
    } else {
        state.action(Button::primary(view.t("search-browse")).href("/search"))
    };
    html! {
        (state)
        ul class="search-tips" {
            @for key in ["tip-spelling", "tip-general", "tip-fewer"] { li { (icon(Icon::Check)) span { (view.t(key)) } } }
        }
    }
}

/// Catalog does not answer, or is switched off: everything else works.
fn nobody_home(view: &View, search: &Search, error: &AskError) -> Markup {
    if let AskError::Refused { .. } = error {
        return html! {
            (Banner::new(Tone::Warning, view.t("search-odd"))
                .action(Button::secondary(view.t("search-browse")).href("/search")))
        };
    }
    html! {
        (Banner::new(Tone::Warning, view.t("search-down")).text(view.t("search-down-text"))
            .action(Button::secondary(view.t("try-again")).href(link(search, |_| ())).icon(Icon::RefreshCw)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_search_can_contain_is_left_out() {
        let asked = Asked { q: format!(" thé\0 {}", "x".repeat(300)), ..Asked::default() };
        let search = asked.search();
        assert!(search.q.starts_with("thé "));
        assert_eq!(search.q.chars().count(), MAX);
    }

    #[test]
    fn links_keep_the_search_and_start_at_its_first_page() {
        let search = Search { q: "thé vert".into(), after: "abc".into(), ..Search::default() };
        assert_eq!(
            link(&search, |to| to.store = "chez-lila".into()),
            "/search?q=th%C3%A9+vert&store=chez-lila"
        );
        assert_eq!(link(&Search::default(), |_| ()), "/search");
    }
}
