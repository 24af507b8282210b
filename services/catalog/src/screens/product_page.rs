//! `/p/{product}`: photo, price, availability, options, buy. Works without scripts.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use serde_json::json;
use souk_kit::{Path, Problem, Query, View, format};
use souk_ui::{
    Area, Banner, Button, Form, Icon, Locale, Markup, Page, Price, Quantity, RadioGroup, Render as _, Select,
    ShellTexts, Stock, Tone, avatar, breadcrumbs, html, slot, split, status_with, stock_badge, tag, toast,
};

use super::{
    cards,
    live::{self, Picture, Piece},
    modifier_choice, open_words, respond,
    store_page::category_link,
};
use crate::{
    domain::{
        kind::{PartInput, ProductKind},
        modifier::Group,
    },
    http::views::unit,
    shelf::{Look, Node, Shown, StoreCard, Variant},
    state::State,
};

/// What the address says beside the product.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    variant: Option<String>,
    added: Option<String>,
}

/// The variant that the address names, else the cheapest that can be had.
fn chosen<'a>(shown: Shown<'a>, asked: &Asked) -> Option<&'a Variant> {
    let wanted = asked.variant.as_deref().and_then(|v| v.parse().ok());
    let named = wanted.and_then(|id| shown.item.variants.iter().find(|v| v.id == id));
    named.or_else(|| shown.item.cheapest())
}

/// Price and availability of a variant.
fn offer(state: &State, view: &View, shown: Shown<'_>, variant: &Variant) -> Markup {
    let mut price = Price::new(format::money(view.lang, shown.money(variant.price))).large();
    if let Some(unit) = unit(view, shown.item) {
        price = price.unit(unit);
    }
    let was = variant.former.map(|was| format::money(view.lang, shown.money(was)));
    if let Some(was) = &was {
        price = price.was(was, view.t("price-was"));
    }
    let stock = cards::stock(state, view, shown, variant.available());
    html! {
        (price)
        @if let Some((stock, label)) = &stock { (stock_badge(*stock, label)) }
        @if let Some(was) = &was { small class="muted" { (view.with("price-lowest", &[("price", was)])) } }
    }
}

/// What stands beside an option. That the product is not sold at this time is said once, beside its price.
fn note(state: &State, view: &View, shown: Shown<'_>, v: &Variant) -> String {
    let price = format::money(view.lang, shown.money(v.price));
    let waits = v.available() > 0 && !shown.is_sold_at(state.clock.now());
    let stock =
        if waits { None } else { cards::stock(state, view, shown, v.available()).map(|(_, label)| label) };
    [Some(price), stock].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Options that are few enough to be cards.
const CARDS: usize = 8;

/// The options as a choice: cards while they are few, else a list.
fn options(state: &State, view: &View, shown: Shown<'_>, chosen: &Variant) -> Markup {
    let variants = &shown.item.variants;
    let legend = shown.item.options(view.lang).join(" / ");
    let note = |v: &Variant| note(state, view, shown, v);
    let title = |v: &Variant| shown.item.variant_title(v, view.lang);
    if variants.len() > CARDS {
        let rows = variants.iter().map(|v| (v.id.to_string(), format!("{} · {}", title(v), note(v))));
        return html! { (Select::new("variant_id", legend).options(rows).selected(chosen.id.to_string())) };
    }
    let group = variants.iter().fold(RadioGroup::new("variant_id", legend).id("choice"), |group, v| {
        group.option_with(v.id.to_string(), title(v), note(v))
    });
    html! { (group.selected(chosen.id.to_string()).cards()) }
}

/// The button, and why it is not to be pressed, or what to expect.
fn action(state: &State, view: &View, shown: Shown<'_>) -> Markup {
    let now = state.clock.now();
    let today = shown.item.is_sold_out_today(now);
    let out = today || shown.item.available() <= 0;
    let word = match (today, out) {
        (true, _) => "sold-out-today",
        (false, true) => "stock-out",
        (false, false) => "add-to-cart",
    };
    // When the product is sold stands beside its price; here, when its store is open.
    let closed = !shown.store.hours.open_at(now) && (out || shown.is_sold_at(now));
    let later = closed.then(|| open_words::now(view, shown.store, now).1);
    html! {
        @if let Some(later) = later { p { (status_with(Tone::Warning, Icon::Clock, &later)) } }
        (Button::primary(view.t(word)).icon(Icon::ShoppingCart).wide().disabled(out))
    }
}

/// How to get what carts do not take: from the module that books or subscribes, else from the store itself.
fn elsewhere(view: &View, shown: Shown<'_>, name: &str, key: &str) -> Markup {
    let place = shown.store.address.as_ref().map(cards::address);
    // Kept in its own direction, whatever the page's.
    let place = place.filter(|place| !place.is_empty()).map(|place| format!("\u{2068}{place}\u{2069}"));
    html! {
        (slot(name, &format!("product={}&store={}", shown.item.id, shown.store.id)))
        div class="slot-else" {
            (Banner::new(Tone::Info, view.with(key, &[("store", &shown.store.name)])).text(place.unwrap_or_default())
                .action(Button::secondary(view.t("see-store")).href(format!("/m/{}", shown.store.slug)).icon(Icon::Store).small()))
        }
    }
}

fn buy(state: &State, view: &View, shown: Shown<'_>, variant: &Variant, groups: &[&Group]) -> Markup {
    match shown.item.kind {
        ProductKind::Service => return elsewhere(view, shown, "product.book", "book-at-store"),
        ProductKind::Plan => return elsewhere(view, shown, "product.subscribe", "subscribe-at-store"),
        ProductKind::Goods | ProductKind::Bundle => {}
    }
    if shown.store.paused {
        return html! { (Banner::new(Tone::Warning, view.t("store-paused")).text(view.t("store-paused-text"))) };
    }
    let texts = ShellTexts::of(view.lang.code());
    let mut form = Form::post("/cart/lines").hidden("return_to", format!("/p/{}", shown.item.slug));
    if shown.item.variants.len() > 1 {
        form = form.body(options(state, view, shown, variant));
    } else {
        form = form.hidden("variant_id", variant.id.to_string());
    }
    html! {
        (form
            .body(modifier_choice::fields(view, shown, groups))
            .body(Quantity::new("quantity", view.t("quantity"), 1, texts).range(1, 99))
            .body(html! { div id="buy-action" class="stack" { (action(state, view, shown)) } }))
    }
}

/// What the page shows of a variant that changes while it is open.
pub(super) fn picture(state: &State, view: &View, shown: Shown<'_>, variant: &Variant) -> Picture {
    let piece = |id: String, html: String| Piece { id, html };
    let mut own = vec![piece("offer".to_owned(), offer(state, view, shown, variant).into_string())];
    let mut others = Vec::new();
    let variants = &shown.item.variants;
    if shown.item.kind.in_carts() && !shown.store.paused {
        own.push(piece("buy-action".to_owned(), action(state, view, shown).into_string()));
        let few = variants.iter().take(if (2..=CARDS).contains(&variants.len()) { CARDS } else { 0 });
        for (place, v) in few.enumerate() {
            let id = if place == 0 { "choice-note".to_owned() } else { format!("choice-{place}-note") };
            let words = note(state, view, shown, v);
            let beside = piece(id, html! { (words) }.into_string());
            if v.id == variant.id {
                own.push(beside);
            } else {
                others.push((beside, format!("{} · {words}", shown.item.variant_title(v, view.lang))));
            }
        }
    }
    let mut picture = Picture::default();
    picture.add(own, note(state, view, shown, variant));
    for (beside, words) in others {
        picture.add([beside], words);
    }
    picture
}

/// The same when the product was taken out of the shop meanwhile.
pub(super) fn gone(view: &View) -> Picture {
    let word = view.t("no-longer-sold");
    let offer = stock_badge(Stock::Out, &word).into_string();
    let action = Button::primary(&word).wide().disabled(true).render().into_string();
    let piece = |id: &str, html: String| Piece { id: id.to_owned(), html };
    let mut picture = Picture::default();
    picture.add([piece("offer", offer), piece("buy-action", action)], word);
    picture
}

/// What is in a bundle, and when the product is sold.
fn details(view: &View, look: &Look<'_>, shown: Shown<'_>) -> Markup {
    let part = |of: &PartInput| {
        let times = of.quantity.to_string();
        let found = look.variant(of.variant_id);
        html! {
            li {
                (view.with("part-times", &[("n", &times)])) " "
                @match found {
                    Some((part, variant)) => {
                        a href={ "/p/" (part.item.slug) } { bdi { (part.item.title(view.lang)) } }
                        @if !variant.values.is_empty() { " · " bdi { (part.item.variant_title(variant, view.lang)) } }
                    }
                    None => span class="muted" { (view.t("part-gone")) },
                }
            }
        }
    };
    html! {
        @if !shown.item.parts.is_empty() {
            h2 { (view.t("bundle-contains")) }
            ul { @for of in &shown.item.parts { (part(of)) } }
        }
        @if let Some(window) = &shown.item.window { (open_words::window(view, window)) }
    }
}

/// Who sells it, and where.
fn seller(store: &StoreCard, brand: &str) -> Markup {
    let place = store.address.as_ref().map_or("", |a| a.locality.as_str());
    html! {
        p class="seller" {
            (avatar(&store.name))
            span {
                a href={ "/m/" (store.slug) } { bdi { (store.name) } }
                @for word in [place, brand].into_iter().filter(|w| !w.is_empty()) {
                    span class="muted" { " · " bdi { (word) } }
                }
            }
        }
    }
}

/// Product data for search engines.
fn json_ld(state: &State, view: &View, shown: Shown<'_>, way: &[&Node]) -> Markup {
    let item = shown.item;
    let url = format!("{}/p/{}", state.public_url, item.slug);
    let today = item.is_sold_out_today(state.clock.now());
    let offers: Vec<_> = item
        .variants
        .iter()
        .map(|v| {
            let mut offer = json!({
                "@type": "Offer", "url": url, "sku": v.sku, "price": shown.money(v.price).to_decimal(),
                "priceCurrency": shown.store.currency.to_string(),
                "availability": format!("https://schema.org/{}", if (v.available() > 0 || !item.kind.in_carts()) && !today { "InStock" } else { "OutOfStock" }),
                "seller": { "@type": "Organization", "name": shown.store.name },
            });
            if let (Some(was), Some(offer)) = (v.former, offer.as_object_mut()) {
                let was = json!({
                    "@type": "UnitPriceSpecification", "priceType": "https://schema.org/StrikethroughPrice",
                    "price": shown.money(was).to_decimal(), "priceCurrency": shown.store.currency.to_string(),
                });
                offer.insert("priceSpecification".to_owned(), was);
            }
            offer
        })
        .collect();
    let images: Vec<_> = item.photos.iter().map(|p| format!("{}{}", state.public_url, p.url(1280))).collect();
    let data = json!({
        "@context": "https://schema.org", "@type": "Product", "name": item.title(view.lang), "url": url,
        "description": item.description(view.lang), "image": images,
        "category": way.iter().map(|node| node.title(view.lang)).collect::<Vec<_>>().join(" > "),
        "brand": { "@type": "Brand", "name": item.brand }, "offers": offers,
    });
    souk_ui::json_ld(&data)
}

/// The page.
pub async fn page(
    state: web::Data<State>,
    view: View,
    path: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let shown = shelf.product_named(&path).ok_or_else(Problem::not_found)?;
    let (item, store) = (shown.item, shown.store);
    let variant = chosen(shown, &asked).ok_or_else(Problem::not_found)?;
    let title = item.title(view.lang);
    let description = item.description(view.lang);
    let way = shelf.stands(item.id);
    let mut crumbs = vec![(format!("/m/{}", store.slug), store.name.clone())];
    crumbs.extend(way.iter().map(|node| (category_link(store, node), node.title(view.lang).to_owned())));
    let gallery = html! {
        (cards::photo(item.photos.first(), title).eager())
        @if item.photos.len() > 1 {
            div class="products" { @for image in item.photos.iter().skip(1) { (cards::photo(Some(image), title)) } }
        }
    };
    let facts = html! {
        h1 { bdi { (title) } }
        (seller(store, &item.brand))
        div class="product-line" id="offer" { (offer(&state, &view, shown, variant)) }
        (buy(&state, &view, shown, variant, &shelf.groups(item)))
        (details(&view, &shelf, shown))
        @for paragraph in description.lines().filter(|l| !l.trim().is_empty()) { p { bdi { (paragraph) } } }
        @if !item.tags.is_empty() { p { @for word in &item.tags { (tag(word)) " " } } }
    };
    let body = html! {
        @if asked.added.is_some() { (toast(Tone::Success, &view.t("added-to-cart"))) }
        (breadcrumbs(ShellTexts::of(view.lang.code()).breadcrumb, &crumbs))
        (split(gallery, facts))
        (live::one(&picture(&state, &view, shown, variant), item.id, variant.id))
        (slot("product.below", &format!("product={}&store={}", item.id, store.id)))
    };
    let page = Page::new(Locale::new(view.lang.code()), Area::Public, title, body)
        .description(description.chars().take(160).collect::<String>())
        .canonical(view.canonical(&state.public_url, &format!("/p/{}", item.slug)))
        .head(json_ld(&state, &view, shown, &way));
    Ok(respond(StatusCode::OK, page))
}
