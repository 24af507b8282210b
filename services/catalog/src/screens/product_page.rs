//! `/p/{product}`: photo, price, availability, options, buy. Works without scripts.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use serde_json::json;
use souk_kit::{Path, Problem, Query, View, format};
use souk_ui::{
    Area, Banner, Button, Form, Icon, Locale, Markup, Page, Price, Quantity, RadioGroup, Select, ShellTexts,
    Tone, avatar, breadcrumbs, html, slot, split, status_with, stock_badge, tag, toast,
};

use super::{cards, fragment, modifier_choice, open_words, respond, store_page::category_link};
use crate::{
    domain::modifier::Group,
    shelf::{Node, Shown, StoreCard, Variant},
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

/// Price and availability: the part that changes while the page is open.
fn offer(state: &State, view: &View, shown: Shown<'_>, variant: &Variant) -> Markup {
    let url = format!("/p/{}/stock?variant={}", shown.item.slug, variant.id);
    let (stock, label) = cards::stock(state, view, shown.item, variant.available());
    let mut price = Price::new(format::money(view.lang, shown.money(variant.price))).large();
    let was = variant.former.map(|was| format::money(view.lang, shown.money(was)));
    if let Some(was) = &was {
        price = price.was(was, view.t("price-was"));
    }
    html! {
        div class="product-line" hx-get=(url) hx-trigger="every 15s" hx-swap="outerHTML" {
            (price) (stock_badge(stock, &label))
            @if let Some(was) = &was { small class="muted" { (view.with("price-lowest", &[("price", was)])) } }
        }
    }
}

/// The options as a choice: cards while they are few, else a list.
fn options(state: &State, view: &View, shown: Shown<'_>, chosen: &Variant) -> Markup {
    let variants = &shown.item.variants;
    let legend = shown.item.options.join(" / ");
    let money = |v: &Variant| format::money(view.lang, shown.money(v.price));
    let note =
        |v: &Variant| format!("{} · {}", money(v), cards::stock(state, view, shown.item, v.available()).1);
    if variants.len() > 8 {
        let rows = variants.iter().map(|v| (v.id.to_string(), format!("{} · {}", v.title(), note(v))));
        return html! { (Select::new("variant_id", legend).options(rows).selected(chosen.id.to_string())) };
    }
    let group = variants.iter().fold(RadioGroup::new("variant_id", legend), |group, v| {
        group.option_with(v.id.to_string(), v.title(), note(v))
    });
    html! { (group.selected(chosen.id.to_string()).cards()) }
}

fn buy(state: &State, view: &View, shown: Shown<'_>, variant: &Variant, groups: &[&Group]) -> Markup {
    if shown.store.paused {
        return html! { (Banner::new(Tone::Warning, view.t("store-paused")).text(view.t("store-paused-text"))) };
    }
    let texts = ShellTexts::of(view.lang.code());
    let now = state.clock.now();
    let today = shown.item.is_sold_out_today(now);
    let out = today || shown.item.available() <= 0;
    let mut form = Form::post("/cart/lines").hidden("return_to", format!("/p/{}", shown.item.slug));
    if shown.item.variants.len() > 1 {
        form = form.body(options(state, view, shown, variant));
    } else {
        form = form.hidden("variant_id", variant.id.to_string());
    }
    let word = match (today, out) {
        (true, _) => "sold-out-today",
        (false, true) => "stock-out",
        (false, false) => "add-to-cart",
    };
    let button = Button::primary(view.t(word)).icon(Icon::ShoppingCart);
    html! {
        @if !shown.store.hours.open_at(now) {
            p { (status_with(Tone::Warning, Icon::Clock, &open_words::now(view, shown.store, now).1)) }
        }
        (form
            .body(modifier_choice::fields(view, shown, groups))
            .body(Quantity::new("quantity", view.t("quantity"), 1, texts).range(1, 99))
            .actions(button.wide().disabled(out)))
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
                "availability": format!("https://schema.org/{}", if v.available() > 0 && !today { "InStock" } else { "OutOfStock" }),
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
        "category": way.iter().map(|node| node.name.as_ref()).collect::<Vec<_>>().join(" > "),
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
    crumbs.extend(way.iter().map(|node| (category_link(store, node), node.name.to_string())));
    let gallery = html! {
        (cards::photo(item.photos.first(), title).eager())
        @if item.photos.len() > 1 {
            div class="products" { @for image in item.photos.iter().skip(1) { (cards::photo(Some(image), title)) } }
        }
    };
    let facts = html! {
        h1 { bdi { (title) } }
        (seller(store, &item.brand))
        (offer(&state, &view, shown, variant))
        (buy(&state, &view, shown, variant, &shelf.groups(item)))
        @for paragraph in description.lines().filter(|l| !l.trim().is_empty()) { p { bdi { (paragraph) } } }
        @if !item.tags.is_empty() { p { @for word in &item.tags { (tag(word)) " " } } }
    };
    let body = html! {
        @if asked.added.is_some() { (toast(Tone::Success, &view.t("added-to-cart"))) }
        (breadcrumbs(ShellTexts::of(view.lang.code()).breadcrumb, &crumbs))
        (split(gallery, facts))
        (slot("product.below", &format!("product={}&store={}", item.id, store.id)))
    };
    let page = Page::new(Locale::new(view.lang.code()), Area::Public, title, body)
        .description(description.chars().take(160).collect::<String>())
        .canonical(view.canonical(&state.public_url, &format!("/p/{}", item.slug)))
        .head(json_ld(&state, &view, shown, &way));
    Ok(respond(StatusCode::OK, page))
}

/// Price and availability alone, for pages that are open.
pub async fn stock(
    state: web::Data<State>,
    view: View,
    path: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let shown = shelf.product_named(&path).ok_or_else(Problem::not_found)?;
    let variant = chosen(shown, &asked).ok_or_else(Problem::not_found)?;
    Ok(fragment(offer(&state, &view, shown, variant)))
}
