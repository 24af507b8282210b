//! Products as customers see them in lists.
use chrono::{DateTime, Utc};
use souk_events::{Address, ProductId};
use souk_kit::{View, format};
use souk_ui::{Markup, Pager, Photo, Price, ProductCard, ShellTexts, Stock, html, product_grid, stock_badge};

use super::{
    live::{self, Picture, Piece},
    open_words,
};
use crate::{
    http::views::unit,
    shelf::{Found, Image, Look, Shown, StoreCard},
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

/// How much can be had of a product, or of one of its variants, in words; none for what is not counted.
pub fn stock(state: &State, view: &View, shown: Shown<'_>, available: i64) -> Option<(Stock, String)> {
    let now = state.clock.now();
    if shown.item.is_sold_out_today(now) {
        return Some((Stock::Out, view.t("sold-out-today")));
    }
    if !shown.item.kind.in_carts() {
        return None;
    }
    match open_words::not_now(view, shown, now).filter(|_| available > 0) {
        Some(later) => Some((Stock::Out, later)),
        None => Some(left(state, view, available)),
    }
}

/// How little is left, or that there is nothing now; none for what is simply there.
pub fn scarce(state: &State, view: &View, shown: Shown<'_>) -> Option<(Stock, String)> {
    stock(state, view, shown, shown.item.available()).filter(|(stock, _)| *stock != Stock::In)
}

/// A product's photo.
pub fn photo(image: Option<&Image>, alt: &str) -> Photo {
    let shown = Photo::new(image.map(|i| i.url(640)), alt);
    match image {
        Some(image) => shown.srcset(image.srcset()),
        None => shown,
    }
}

/// An address in one line; empty when it says nothing.
pub fn address(of: &Address) -> String {
    let town = [of.postcode.as_str(), of.locality.as_str()].join(" ");
    let parts = of.lines.iter().map(String::as_str).chain([town.trim()]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A store in words: its name, whether it takes orders, how much it offers, what it says of itself.
pub fn store(view: &View, store: &StoreCard, products: usize, now: DateTime<Utc>) -> souk_ui::StoreCard {
    let (is_open, word) = open_words::now(view, store, now);
    let card = souk_ui::StoreCard::new(format!("/m/{}", store.slug), &store.name)
        .state(is_open, word)
        .note(view.with("products-count", &[("n", &products.to_string())]));
    let said = store.description(view.lang);
    if said.is_empty() { card } else { card.text(said) }
}

/// The price of the cheapest variant, with "from" when others cost more.
pub fn price(view: &View, shown: Shown<'_>) -> Price {
    let Some(cheapest) = shown.item.cheapest() else { return Price::new("") };
    let amount = format::money(view.lang, shown.money(cheapest.price));
    let mut price = Price::new(if shown.item.price_varies() {
        view.with("price-from", &[("price", &amount)])
    } else {
        amount
    });
    if let Some(unit) = unit(view, shown.item) {
        price = price.unit(unit);
    }
    match cheapest.former {
        Some(was) => price.was(format::money(view.lang, shown.money(was)), view.t("price-was")),
        None => price,
    }
}

fn card(state: &State, view: &View, soon: bool, shown: Shown<'_>, with_store: bool) -> ProductCard {
    let item = shown.item;
    let title = item.title(view.lang);
    let photo = photo(item.photos.first(), title);
    let photo = if soon { photo.soon() } else { photo };
    let card = ProductCard::new(format!("/p/{}", item.slug), title, photo, price(view, shown));
    let card = card.line_id(line_id(item.id));
    let card = match scarce(state, view, shown) {
        Some((stock, label)) => card.stock(stock, label),
        None => card,
    };
    if with_store { card.store(&shown.store.name) } else { card }
}

fn line_id(id: ProductId) -> String {
    format!("line-{id}")
}

/// What cards of products show that changes while the page is open.
pub fn picture(state: &State, view: &View, look: &Look<'_>, ids: &[ProductId]) -> Picture {
    let mut picture = Picture::default();
    for id in ids {
        let Some(shown) = look.product(*id) else {
            let word = view.t("no-longer-sold");
            let html = stock_badge(Stock::Out, &word).into_string();
            picture.add([Piece { id: line_id(*id), html }], word);
            continue;
        };
        let card = card(state, view, false, shown, false);
        let piece = Piece { id: line_id(shown.item.id), html: card.line().into_string() };
        let price = shown.item.cheapest().map_or(0, |variant| variant.price);
        let price = format::money(view.lang, shown.money(price));
        let stock = stock(state, view, shown, shown.item.available()).map(|(_, label)| label);
        let words = [Some(shown.item.title(view.lang).to_owned()), Some(price), stock];
        picture.add([piece], words.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    }
    picture
}

/// Products in a grid that stands further down a page.
pub fn grid(state: &State, view: &View, found: &Found<'_>, with_store: bool) -> Markup {
    led(state, view, found, with_store, false)
}

/// Products in a grid; `leads` when its first photo is the first large one of the page.
fn led(state: &State, view: &View, found: &Found<'_>, with_store: bool, leads: bool) -> Markup {
    let shown = found.shown.iter().enumerate();
    let cards: Vec<_> =
        shown.map(|(place, (_, shown))| card(state, view, leads && place == 0, *shown, with_store)).collect();
    product_grid(&cards)
}

/// A grid that follows prices and stock, with its pager; `query` are the parameters to keep.
pub fn list(
    (state, look): (&State, &Look<'_>),
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
    let ids: Vec<ProductId> = found.shown.iter().map(|(_, shown)| shown.item.id).collect();
    // A store's own page opens with its picture, when it has one.
    let pictured = found.shown.first().is_some_and(|(_, shown)| !with_store && shown.store.photo.is_some());
    html! {
        (led(state, view, found, with_store, !pictured))
        (live::list(state, view, look, &ids))
        @if let Some(cursor) = next {
            (Pager::new(None, Some(link(cursor)), ShellTexts::of(view.lang.code())))
        }
    }
}
