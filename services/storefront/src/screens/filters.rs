//! What a search can be narrowed to and ordered by: links that work without scripts, folded away on a phone.
use souk_kit::{View, format};
use souk_ui::{Chip, Icon, Markup, chips, html, icon};

use super::search::link;
use crate::clients::catalog::{Facet, Facets, PriceFacet, Results, Search};

/// The orders there are.
pub const SORTS: [&str; 3] = ["price_asc", "price_desc", "newest"];

/// The kinds of products there are.
pub const KINDS: [&str; 4] = ["goods", "bundle", "service", "plan"];

/// A filter: where it leads, what it is called, how many there are, whether it is chosen.
struct Choice {
    href: String,
    label: String,
    count: Option<u64>,
    on: bool,
}

fn group(title: &str, choices: &[Choice]) -> Markup {
    html! {
        @if !choices.is_empty() {
            section class="filter" {
                h3 { (title) }
                ul {
                    @for choice in choices {
                        li {
                            a href=(choice.href) rel="nofollow" aria-current=[choice.on.then_some("true")] {
                                span class="filter-box" aria-hidden="true" { @if choice.on { (icon(Icon::Check)) } }
                                bdi { (choice.label) }
                                @if let Some(count) = choice.count { span class="chip-count" { (count) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The chosen category in the reader's language, else in the merchants' words, where they are known.
fn category(search: &Search, facets: &Facets) -> String {
    let named = |facet: &&Facet| facet.value.to_lowercase() == search.category.to_lowercase();
    let name = facets.categories.iter().find(named).map_or(&search.category, |facet| &facet.value);
    facets.label(name).to_owned()
}

/// One level of the categories: those below the chosen one, after the way back to it.
fn categories(search: &Search, facets: &Facets) -> Vec<Choice> {
    let to = |value: &str| link(search, |search| value.clone_into(&mut search.category));
    let below = |facet: &Facet| Choice {
        href: to(&facet.value),
        label: facets.label(&facet.value).to_owned(),
        count: Some(facet.count),
        on: false,
    };
    if search.category.is_empty() {
        return facets.one_level().iter().map(below).collect();
    }
    let above = facets.above.iter().map(|name| Choice {
        href: to(name),
        label: facets.label(name).to_owned(),
        count: None,
        on: false,
    });
    let up = facets.above.last().map_or("", String::as_str);
    let label = category(search, facets);
    let chosen = Choice { href: to(up), label, count: Some(facets.count), on: true };
    above.chain([chosen]).chain(facets.level.iter().map(below)).collect()
}

fn kinds(view: &View, search: &Search, facets: &Facets) -> Vec<Choice> {
    let choice = |kind: &str, count: u64| {
        let on = kind == search.kind;
        let to = if on { "" } else { kind };
        let href = link(search, |search| to.clone_into(&mut search.kind));
        Choice { href, label: view.t(&format!("kind-{kind}")), count: Some(count), on }
    };
    let known = facets.kinds.iter().filter(|facet| KINDS.contains(&facet.kind.as_str()));
    let mut all: Vec<_> = known.map(|facet| choice(&facet.kind, facet.count)).collect();
    if !search.kind.is_empty() && !all.iter().any(|choice| choice.on) {
        all.insert(0, choice(&search.kind, facets.count));
    }
    // Where everything is of one kind there is nothing to choose.
    if all.len() < 2 && search.kind.is_empty() { Vec::new() } else { all }
}

fn stores(search: &Search, facets: &Facets) -> Vec<Choice> {
    let choice = |slug: &str, name: &str, count: u64| {
        let on = slug == search.store;
        let to = if on { String::new() } else { slug.to_owned() };
        Choice {
            href: link(search, |search| search.store = to),
            label: name.to_owned(),
            count: Some(count),
            on,
        }
    };
    let mut all: Vec<_> = facets.stores.iter().map(|s| choice(&s.slug, &s.name, s.count)).collect();
    if !search.store.is_empty() && !all.iter().any(|choice| choice.on) {
        all.insert(0, choice(&search.store, &search.store, facets.count));
    }
    all
}

/// A price range in words.
fn priced(view: &View, range: &PriceFacet) -> String {
    let min = format::money(view.lang, range.min);
    // The next range begins where this one ends: people read whole amounts.
    let max = range.max.map(|max| {
        let next = souk_events::Money::new(max.amount.saturating_add(1), max.currency);
        format::money(view.lang, next)
    });
    match (range.min.amount, max) {
        (0, Some(max)) => view.with("price-below", &[("max", &max)]),
        (_, Some(max)) => view.with("price-between", &[("min", &min), ("max", &max)]),
        (_, None) => view.with("price-above", &[("min", &min)]),
    }
}

fn prices(view: &View, search: &Search, facets: &Facets) -> Vec<Choice> {
    let choice = |range: &PriceFacet| {
        let min = range.min.amount.to_string();
        let max = range.max.map(|max| max.amount.to_string()).unwrap_or_default();
        let code = range.min.currency.to_string();
        let on = search.min == min && search.max == max && search.currency == code;
        let href = link(search, |search| {
            let to = if on { Default::default() } else { (min, max, code) };
            (search.min, search.max, search.currency) = to;
        });
        Choice { href, label: priced(view, range), count: Some(range.count), on }
    };
    facets.prices.iter().map(choice).collect()
}

fn stock(view: &View, search: &Search, facets: &Facets) -> Vec<Choice> {
    let on = !search.in_stock.is_empty();
    let href = link(search, |search| search.in_stock = if on { String::new() } else { "true".to_owned() });
    vec![Choice { href, label: view.t("filter-in-stock"), count: Some(facets.in_stock), on }]
}

/// Everything the result can be narrowed to. On a phone it is folded away until it is asked for.
pub fn panel(view: &View, search: &Search, results: &Results) -> Markup {
    let nothing = Facets::default();
    let facets = results.facets.as_ref().unwrap_or(&nothing);
    let groups = [
        ("filter-stock", stock(view, search, facets)),
        ("filter-kind", kinds(view, search, facets)),
        ("filter-category", categories(search, facets)),
        ("filter-store", stores(search, facets)),
        ("filter-price", prices(view, search, facets)),
    ];
    let chosen = groups.iter().flat_map(|(_, choices)| choices).filter(|choice| choice.on).count();
    html! {
        details class="filters" {
            summary class="button button-secondary" {
                (icon(Icon::SlidersHorizontal)) span { (view.t("filters")) }
                @if chosen > 0 { span class="chip-count" { (chosen) } }
            }
            div class="filters-body" role="group" aria-label=(view.t("filters")) {
                @for (key, choices) in &groups { (group(&view.t(key), choices)) }
                @if search.narrowed() { p { a href=(link(search, Search::widen)) { (view.t("filters-clear")) } } }
            }
        }
    }
}

/// How many there are, what is chosen, and in which order they come.
pub fn head(view: &View, search: &Search, results: &Results) -> Markup {
    let count = results.facets.as_ref().map(|facets| facets.count.to_string());
    let words = !search.q.is_empty();
    let mut orders = vec![("", if words { "sort-relevance" } else { "sort-newest" })];
    orders.extend([("price_asc", "sort-price-asc"), ("price_desc", "sort-price-desc")]);
    if words {
        orders.push(("newest", "sort-newest"));
    }
    let now = if !words && search.sort == "newest" { "" } else { search.sort.as_str() };
    let orders: Vec<Chip> = orders
        .into_iter()
        .map(|(sort, key)| {
            Chip::new(link(search, |to| sort.clone_into(&mut to.sort)), view.t(key), sort == now)
        })
        .collect();
    html! {
        (chosen(view, search, results))
        div class="results-head" {
            @if let Some(n) = count { p role="status" { (view.with("results-count", &[("n", &n)])) } }
            (chips(&view.t("sort"), &orders))
        }
    }
}

/// What is chosen; each can be taken back.
pub fn chosen(view: &View, search: &Search, results: &Results) -> Markup {
    let nothing = Facets::default();
    let facets = results.facets.as_ref().unwrap_or(&nothing);
    let mut list = Vec::new();
    if !search.category.is_empty() {
        list.push(Chip::new(link(search, |to| to.category.clear()), category(search, facets), true));
    }
    if !search.store.is_empty() {
        let name = facets.stores.iter().find(|store| store.slug == search.store);
        let name = name.map_or(&search.store, |store| &store.name);
        list.push(Chip::new(link(search, |to| to.store.clear()), name, true));
    }
    if !search.min.is_empty() || !search.max.is_empty() {
        let on = |range: &&PriceFacet| range.min.amount.to_string() == search.min;
        let label = facets.prices.iter().find(on).map_or_else(|| view.t("filter-price"), |r| priced(view, r));
        let href = link(search, |to| {
            (to.min, to.max, to.currency) = Default::default();
        });
        list.push(Chip::new(href, label, true));
    }
    if !search.kind.is_empty() {
        list.push(Chip::new(
            link(search, |to| to.kind.clear()),
            view.t(&format!("kind-{}", search.kind)),
            true,
        ));
    }
    if !search.in_stock.is_empty() {
        list.push(Chip::new(link(search, |to| to.in_stock.clear()), view.t("filter-in-stock"), true));
    }
    html! { @if !list.is_empty() { (chips(&view.t("narrow"), &list)) } }
}
