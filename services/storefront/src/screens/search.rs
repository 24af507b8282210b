//! The search page: catalog is asked; when it does not answer, the page says so and stands.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_kit::{AskError, View, format};
use souk_ui::{
    Area, Banner, Button, Chip, EmptyState, Icon, Markup, Pager, Photo, Price, ProductCard, ShellTexts,
    Stock, Tone, chips, html, icon, live_pieces, product_grid,
};
use url::form_urlencoded;

use super::{filters, page, send};
use crate::{
    State,
    clients::catalog::{self, Facets, Product, Results, Search},
};

/// Longest search.
const MAX: usize = 100;
/// Ways on from a search that found nothing.
const WAYS: usize = 8;

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
    min: String,
    #[serde(default)]
    max: String,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    in_stock: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    after: String,
}

impl Asked {
    /// The search without what no search can contain.
    fn search(&self) -> Search {
        let tidy = |text: &str, max: usize| -> String {
            text.trim().chars().filter(|c| !c.is_control()).take(max).collect()
        };
        let number = |text: &str| text.trim().parse::<u32>().map(|n| n.to_string()).unwrap_or_default();
        let among = |text: &str, known: &[&str]| {
            known.iter().find(|word| **word == text).map(|word| (*word).to_owned()).unwrap_or_default()
        };
        let code = self.currency.len() == 3 && self.currency.bytes().all(|b| b.is_ascii_uppercase());
        Search {
            q: tidy(&self.q, MAX),
            store: tidy(&self.store, MAX),
            category: tidy(&self.category, MAX),
            min: number(&self.min),
            max: number(&self.max),
            currency: if code { self.currency.clone() } else { String::new() },
            kind: among(&self.kind, &filters::KINDS),
            in_stock: among(&self.in_stock, &["true"]),
            sort: among(&self.sort, &filters::SORTS),
            after: tidy(&self.after, 500),
        }
    }
}

impl Search {
    /// Whether it is narrowed beyond its words.
    pub(super) fn narrowed(&self) -> bool {
        let all = [&self.store, &self.category, &self.min, &self.max, &self.kind, &self.in_stock];
        all.iter().any(|value| !value.is_empty())
    }

    /// The same words, not narrowed.
    pub(super) fn widen(&mut self) {
        *self =
            Self { q: std::mem::take(&mut self.q), sort: std::mem::take(&mut self.sort), ..Self::default() };
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
    let ways = match &found {
        Ok(results) if results.items.is_empty() && !search.narrowed() => {
            catalog::categories(&state.ask).await.unwrap_or_default()
        }
        _ => Facets::default(),
    };
    let body = html! {
        div class="stack" {
            h1 { (title) }
            @match found {
                Ok(results) => (results_of(&view, &search, &results, &ways)),
                Err(error) => (nobody_home(&view, &search, &error)),
            }
        }
    };
    let canonical = view.canonical(&state.public_url, "/search");
    send(page(&view, Area::Public, &title, body).search(search.q.clone()).canonical(canonical))
}

/// The page's address with some of the search changed, from its first page on.
pub(super) fn link(search: &Search, change: impl FnOnce(&mut Search)) -> String {
    let mut to = Search { after: String::new(), ..search.clone() };
    change(&mut to);
    let pairs = [
        ("q", &to.q),
        ("store", &to.store),
        ("category", &to.category),
        ("min", &to.min),
        ("max", &to.max),
        ("currency", &to.currency),
        ("kind", &to.kind),
        ("in_stock", &to.in_stock),
        ("sort", &to.sort),
        ("after", &to.after),
    ];
    let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { "/search".to_owned() } else { format!("/search?{query}") }
}

fn results_of(view: &View, search: &Search, results: &Results, ways: &Facets) -> Markup {
    if results.items.is_empty() {
        return nothing(view, search, results, ways);
    }
    let products = results.items.iter().enumerate();
    let cards: Vec<_> = products.map(|(place, product)| card(view, product, place == 0)).collect();
    let first = (!search.after.is_empty()).then(|| link(search, |_| ()));
    let next = results.next_cursor.clone().map(|after| link(search, |to| to.after = after));
    html! {
        (corrected(view, search, results))
        div class="results" {
            (filters::panel(view, search, results))
            div class="stack" {
                (filters::head(view, search, results))
                (product_grid(&cards))
                (live(&results.items))
                (Pager::new(first, next, ShellTexts::of(view.lang.code())))
            }
        }
    }
}

/// What was answered in place of the words that have no answer.
fn corrected(view: &View, search: &Search, results: &Results) -> Markup {
    html! {
        @if let Some(words) = &results.did_you_mean {
            p class="corrected" role="status" {
                (view.with("search-corrected", &[("q", &search.q)])) " "
                a href=(link(search, |to| to.q.clone_from(words))) { (view.t("did-you-mean")) " " strong { bdi { (words) } } }
            }
        }
    }
}

/// Follows prices and stock; catalog tells what changed.
fn live(products: &[Product]) -> Markup {
    let ids: Vec<&str> =
        products.iter().map(|product| product.id.as_str()).filter(|id| !id.is_empty()).collect();
    html! { @if !ids.is_empty() { (live_pieces(&format!("/live/shelf?products={}", ids.join(",")), "shelf")) } }
}

fn card(view: &View, product: &Product, first: bool) -> ProductCard {
    let photo = match &product.image {
        Some(image) => Photo::new(Some(&image.small), &product.title)
            .srcset(format!("{} 320w, {} 640w", image.small, image.medium)),
        None => Photo::new(None::<String>, &product.title),
    };
    let photo = if first { photo.soon() } else { photo };
    let amount = format::money(view.lang, product.price_from);
    let price = Price::new(if product.price_varies {
        view.with("price-from", &[("price", &amount)])
    } else {
        amount
    });
    let price = match product.compare_at.filter(|was| was.amount > product.price_from.amount) {
        Some(was) => price.was(format::money(view.lang, was), view.t("price-before")),
        None => price,
    };
    let price = match &product.price_unit {
        Some(unit) => price.unit(unit),
        None => price,
    };
    let card = ProductCard::new(format!("/p/{}", product.slug), &product.title, photo, price)
        .store(&product.store.name)
        .line_id(format!("line-{}", product.id));
    if let Some(word) = &product.stock_word {
        return card.stock(if word.out { Stock::Out } else { Stock::Low }, &word.text);
    }
    let counted = !matches!(product.kind.as_str(), "service" | "plan");
    if product.available > 0 || !counted { card } else { card.stock(Stock::Out, view.t("sold-out")) }
}

/// Nothing found: what helps, and where else to go.
fn nothing(view: &View, search: &Search, results: &Results, ways: &Facets) -> Markup {
    let state = EmptyState::new(Icon::SearchX, view.t("search-none"), view.t("search-none-text"));
    let state = if search.narrowed() {
        let wide = link(search, Search::widen);
        state.action(Button::primary(view.t("search-everywhere")).href(wide))
    } else {
        state.action(Button::primary(view.t("search-browse")).href("/search"))
    };
    let words: Vec<&str> = search.q.split_whitespace().take(WAYS).collect();
    let each = words.iter().filter(|word| word.chars().count() > 2);
    let each: Vec<Chip> = each
        .map(|word| Chip::new(link(&Search::default(), |to| (*word).clone_into(&mut to.q)), *word, false))
        .collect();
    let ways: Vec<Chip> = ways
        .one_level()
        .iter()
        .take(WAYS)
        .map(|facet| {
            let href = link(&Search::default(), |to| to.category.clone_from(&facet.value));
            Chip::new(href, ways.label(&facet.value), false).count(facet.count)
        })
        .collect();
    html! {
        (state)
        @if search.narrowed() { (filters::chosen(view, search, results)) }
        @if words.len() > 1 && !each.is_empty() {
            section class="ways" { h2 { (view.t("search-each-word")) } (chips(&view.t("search-each-word"), &each)) }
        }
        @if !ways.is_empty() {
            section class="ways" { h2 { (view.t("search-ways")) } (chips(&view.t("search-ways"), &ways)) }
        }
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
        let asked = Asked {
            q: format!(" thé\0 {}", "x".repeat(300)),
            min: "-5".into(),
            max: "1000".into(),
            currency: "eur".into(),
            sort: "best".into(),
            in_stock: "1".into(),
            ..Asked::default()
        };
        let search = asked.search();
        assert!(search.q.starts_with("thé "));
        assert_eq!(search.q.chars().count(), MAX);
        assert_eq!((search.min.as_str(), search.max.as_str(), search.currency.as_str()), ("", "1000", ""));
        assert_eq!((search.sort.as_str(), search.in_stock.as_str()), ("", ""));
    }

    #[test]
    fn links_keep_the_search_and_start_at_its_first_page() {
        let search = Search { q: "thé vert".into(), after: "abc".into(), ..Search::default() };
        assert_eq!(
            link(&search, |to| to.store = "chez-lila".into()),
            "/search?q=th%C3%A9+vert&store=chez-lila"
        );
        assert_eq!(link(&Search::default(), |_| ()), "/search");
        let narrow = Search { min: "500".into(), in_stock: "true".into(), ..search };
        assert_eq!(link(&narrow, Search::widen), "/search?q=th%C3%A9+vert");
    }
}
