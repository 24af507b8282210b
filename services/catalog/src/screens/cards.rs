//! Products as customers see them in lists.
use chrono::{DateTime, Utc};
use souk_kit::{View, format};
use souk_ui::{Markup, Pager, Photo, Price, ProductCard, ShellTexts, Stock, html, product_grid};

use super::open_words;
use crate::{
    shelf::{Found, Image, Item, Shown, StoreCard},
    state::State,
};

/// How much is left, in words.
fn left(state: &State, view: &View, available: i64) -> (Stock, String) {
    match available {
        ..=0 => (Stock::Out, view.t("stock-out")),
        n if n <= state.shelf_settings.low_stock => {
            (Stock::Low, view.with("stock-low", &[("n", &n.to_string())]))
        }
        _ => (Stock::In, view.t("stock-in")),
    }
}

/// How much can be had of a product, or of one of its variants, in words.
pub fn stock(state: &State, view: &View, item: &Item, available: i64) -> (Stock, String) {
    if item.is_sold_out_today(state.clock.now()) {
        return (Stock::Out, view.t("sold-out-today"));
    }
    left(state, view, available)
}

/// A product's photo.
pub fn photo(image: Option<&Image>, alt: &str) -> Photo {
    let shown = Photo::new(image.map(|i| i.url(640)), alt);
    match image {
        Some(image) => shown.srcset(image.srcset()),
        None => shown,
    }
}

/// A store in words: its name, whether it takes orders, how much it offers, what it says of itself.
pub fn store(view: &View, store: &StoreCard, products: usize, now: DateTime<Utc>) -> souk_ui::StoreCard {
    let (is_open, word) = open_words::now(view, store, now);
    let card = souk_ui::StoreCard::new(format!("/m/{}", store.slug), &store.name)
        .state(is_open, word)
        .note(view.with("products-count", &[("n", &products.to_string())]));
    if store.description.is_empty() { card } else { card.text(&store.description) }
}

/// The price of the cheapest variant, with "from" when others cost more.
pub fn price(view: &View, shown: Shown<'_>) -> Price {
    let Some(cheapest) = shown.item.cheapest() else { return Price::new("") };
    let amount = format::money(view.lang, shown.money(cheapest.price));
    let price = Price::new(if shown.item.price_varies() {
        view.with("price-from", &[("price", &amount)])
    } else {
        amount
    });
    match cheapest.former {
        Some(was) => price.was(format::money(view.lang, shown.money(was)), view.t("price-was")),
        None => price,
    }
}

/// Cards whose photos are seen without scrolling: the first two rows of a phone.
const FIRST: usize = 4;

fn card(state: &State, view: &View, soon: bool, shown: Shown<'_>, with_store: bool) -> ProductCard {
    let item = shown.item;
    let title = item.title(view.lang);
    let (stock, label) = stock(state, view, item, item.available());
    let photo = photo(item.photos.first(), title);
    let photo = if soon { photo.soon() } else { photo };
    let card = ProductCard::new(format!("/p/{}", item.slug), title, photo, price(view, shown));
    let card = if stock == Stock::In { card } else { card.stock(stock, label) };
    if with_store { card.store(&shown.store.name) } else { card }
}

/// Products in a grid that stands further down a page.
pub fn grid(state: &State, view: &View, found: &Found<'_>, with_store: bool) -> Markup {
    photos_soon(state, view, found, with_store, 0)
}

/// Products in a grid whose first photos load at once.
fn photos_soon(state: &State, view: &View, found: &Found<'_>, with_store: bool, first: usize) -> Markup {
    let shown = found.shown.iter().enumerate();
    let cards: Vec<_> =
        shown.map(|(place, (_, shown))| card(state, view, place < first, *shown, with_store)).collect();
    product_grid(&cards)
}

/// A grid with its pager; `query` are the parameters to keep.
pub fn list(
    state: &State,
    view: &View,
    found: &Found<'_>,
    with_store: bool,
    path: &str,
    query: &[(&str, &str)],
    next: Option<&str>,
) -> Markup {
    let link = |cursor: &str| {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        pairs.extend_pairs(query.iter().filter(|(_, v)| !v.is_empty()));
        pairs.append_pair("after", cursor);
        format!("{path}?{}", pairs.finish())
    };
    html! {
        (photos_soon(state, view, found, with_store, FIRST))
        @if let Some(cursor) = next {
            (Pager::new(None, Some(link(cursor)), ShellTexts::of(view.lang.code())))
        }
    }
}
