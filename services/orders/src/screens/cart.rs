//! The cart page and its forms.
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use souk_events::{LineId, ModifierId, OrderId, VariantId};
use souk_kit::{Caller, Kind, Path, Problem, Query, View, caller::Anyone};
use souk_ui::{
    Area, Banner, Button, Card, EmptyState, Form, Icon, Markup, PageHeader, Photo, Quantity, Render,
    ShellTexts, Stock, Tone, html, price, split, stack, stock_badge, summary, toast,
};

use super::{
    again,
    codes::{self, Entry},
    frame::{Screen, encoded, is_partial, local, news, see_other, with_query, words},
    parts::{money, named},
};
use crate::{
    app::cart::{self, Cart, Group, Line},
    clients::catalog::Unsellable,
    domain::quantity,
    state::State,
};

/// What just happened, carried through the redirect.
#[derive(Debug, Default, Deserialize)]
pub(super) struct News {
    added: Option<String>,
    removed: Option<VariantId>,
    pieces: Option<u32>,
    chosen: Option<String>,
    wrong: Option<String>,
    /// Where something was refused.
    back: Option<String>,
    /// The order that was ordered once more, what is missing of it, and whether that is everything.
    again: Option<OrderId>,
    #[serde(default)]
    left: String,
    none: Option<String>,
}

/// `POST /cart/lines`: `variant_id`, `quantity`, `return_to` and any number of `modifier`.
type Wish = Vec<(String, String)>;

fn typed<'a>(form: &'a [(String, String)], name: &str) -> &'a str {
    form.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text.trim())
}

/// `POST /cart/lines/{line}`
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    quantity: String,
    #[serde(default, rename = "do")]
    action: String,
}

pub(super) async fn show(
    caller: Option<Caller<Anyone>>,
    state: web::Data<State>,
    view: View,
    said: Query<News>,
) -> Result<HttpResponse, Problem> {
    let (cart, again) = match caller {
        Some(caller) => {
            let whose = caller.subject()?;
            let none = said.none.is_some();
            let again = match said.again {
                Some(order) => again::said(&state, whose, &view, order, &said.left, none).await?,
                None => html! {},
            };
            (cart::see(&state, whose).await?, again)
        }
        None => (Cart { priced: true, ..Cart::default() }, html! {}),
    };
    let body = html! { (again) (page(&view, &cart, &said, &Entry::default())) };
    Ok(Screen::new(&view, Area::Public, view.t("cart-title"), body).ok())
}

pub(super) async fn add(
    request: HttpRequest,
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    form: web::Form<Wish>,
) -> Result<HttpResponse, Problem> {
    let variant: VariantId = typed(&form, "variant_id").parse().map_err(|_| Problem::not_found())?;
    let answers = form.iter().filter(|(field, text)| field == "modifier" && !text.trim().is_empty());
    let modifiers = answers.map(|(_, text)| text.trim().parse()).collect::<Result<Vec<ModifierId>, _>>();
    let modifiers = modifiers.map_err(|_| Problem::field("/modifiers", "modifiers_wrong"));
    let pieces = if typed(&form, "quantity").is_empty() { "1" } else { typed(&form, "quantity") };
    let added = match (quantity::read(pieces), modifiers) {
        (Ok(pieces), Ok(modifiers)) => cart::add(&state, caller.subject()?, variant, modifiers, pieces).await,
        (Ok(_), Err(problem)) => Err(problem),
        (Err(error), _) => Err(Problem::fields(vec![error])),
    };
    let back = local(typed(&form, "return_to"));
    match added {
        Ok(line) if is_partial(&request) => {
            let text =
                view.with("cart-added", &[("what", &named(&line.kept.title, &line.kept.variant_title))]);
            Ok(news(Tone::Success, &text))
        }
        Ok(_) => Ok(see_other(&with_query(back.unwrap_or("/cart"), "added=1"))),
        Err(problem) if matches!(problem.kind, Kind::Conflict | Kind::Unprocessable | Kind::Unavailable) => {
            if is_partial(&request) {
                return Ok(news(Tone::Danger, &first_words(&problem)));
            }
            let wrong = problem.body().errors.first().map_or(problem.code.clone(), |e| e.code.clone());
            let back = back.map(|path| format!("&back={}", encoded(path))).unwrap_or_default();
            Ok(see_other(&format!("/cart?wrong={wrong}{back}")))
        }
        Err(problem) => Err(problem),
    }
}

fn first_words(problem: &Problem) -> String {
    let body = problem.body();
    body.errors.into_iter().map(|e| e.detail).find(|d| !d.is_empty()).unwrap_or(body.title)
}

pub(super) async fn change(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    line: Path<LineId>,
    form: web::Form<Change>,
) -> Result<HttpResponse, Problem> {
    let whose = caller.subject()?;
    if form.action == "remove" {
        let gone = cart::remove(&state, whose, *line).await?;
        let undo = gone.map(|l| {
            format!("/cart?removed={}&pieces={}&chosen={}", l.variant_id, l.quantity, listed(&l.modifiers))
        });
        return Ok(see_other(undo.as_deref().unwrap_or("/cart")));
    }
    match quantity::read(&form.quantity) {
        Ok(pieces) => cart::set(&state, whose, *line, pieces).await.map(|_| see_other("/cart")),
        Err(_) => Ok(see_other("/cart?wrong=quantity_range")),
    }
}

/// Refusals a redirect may carry; anything else in the address says nothing.
const SAYABLE: [&str; 10] = [
    "sold_out",
    "sold_out_today",
    "not_available_now",
    "not_for_carts",
    "cart_full",
    "catalog_unavailable",
    "quantity_range",
    "number_wrong",
    "modifiers_wrong",
    "too_many",
];

/// What was refused, in words, and the way back to where it is mended.
fn refused(view: &View, code: &'static str, back: Option<&str>) -> Markup {
    let text = match code {
        "quantity_range" | "number_wrong" => view.t("field-quantity-range"),
        "modifiers_wrong" => view.t("field-modifiers-wrong"),
        "too_many" => view.t("field-too-many"),
        code => words(&Problem::conflict(code)).0,
    };
    let banner = Banner::new(Tone::Danger, text);
    match back.and_then(local) {
        Some(path) => banner.action(Button::secondary(view.t("cart-back")).href(path).small()).render(),
        None => banner.render(),
    }
}

pub(super) fn page(view: &View, cart: &Cart, said: &News, entry: &Entry) -> Markup {
    let wrong = said.wrong.as_deref().and_then(|code| SAYABLE.into_iter().find(|c| *c == code));
    html! {
        (PageHeader::new(view.t("cart-title")))
        @if said.added.is_some() { (toast(Tone::Success, &view.t("cart-added-one"))) }
        @if let Some(code) = wrong {
            (refused(view, code, said.back.as_deref()))
        }
        @if let Some(variant) = said.removed { (undo(view, variant, said.pieces.unwrap_or(1), said.chosen.as_deref().unwrap_or_default())) }
        @if !cart.priced {
            (Banner::new(Tone::Warning, view.t("cart-no-prices")).text(view.t("cart-no-prices-more")))
        }
        @if cart.groups.is_empty() {
            (EmptyState::new(Icon::ShoppingBasket, view.t("cart-empty"), view.t("cart-empty-more"))
                .action(Button::primary(view.t("cart-look-around")).href("/")))
        } @else {
            (split(
                stack(html! { @for group in &cart.groups { (store(view, group)) } }),
                stack(html! { (aside(view, cart)) (codes::card(view, cart, entry)) }),
            ))
        }
    }
}

fn listed(modifiers: &[ModifierId]) -> String {
    modifiers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn undo(view: &View, variant: VariantId, pieces: u32, chosen: &str) -> Markup {
    let known = chosen.split(',').filter_map(|id| id.parse::<ModifierId>().ok());
    let empty = Form::post("/cart/lines");
    let form = known
        .fold(empty, |form, id| form.hidden("modifier", id.to_string()))
        .hidden("variant_id", variant.to_string())
        .hidden("quantity", pieces.clamp(1, 99).to_string())
        .inline()
        .actions(Button::secondary(view.t("undo")).small().icon(Icon::Undo2));
    html! { div class="cluster" role="status" { (view.t("cart-removed")) (form) } }
}

fn store(view: &View, group: &Group) -> Markup {
    let mut card = Card::new(&group.name).body(html! {
        ul class="stack" role="list" { @for line in &group.lines { (row(view, line)) } }
    });
    if let Some(slug) = &group.slug {
        card = card.actions(Button::quiet(view.t("cart-to-store")).href(format!("/m/{slug}")).small());
    }
    card.render()
}

fn row(view: &View, line: &Line) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let (kept, quote) = (&line.kept, line.quote.as_ref());
    let title = named(
        quote.map_or(&kept.title, |q| &q.title),
        quote.map_or(&kept.variant_title, |q| &q.variant_title),
    );
    let photo = quote.map_or(&kept.image_url, |q| &q.image_url).clone();
    let page = quote.map(|q| &q.product_slug).filter(|s| !s.is_empty());
    let pieces = u32::try_from(kept.quantity).unwrap_or(1);
    let id = format!("quantity-{}", kept.id);
    let quantity =
        Quantity::new("quantity", view.with("cart-quantity-of", &[("what", &title)]), pieces, texts)
            .id(&id)
            .hide_label();
    html! {
        li class="cluster" {
            (Photo::new(photo, "").thumb())
            span {
                @match page { Some(slug) => a href={ "/p/" (slug) } { (title) }, None => (title) }
                br;
                @if let Some(quote) = quote { span class="muted small" { (price(&money(view, quote.unit_price))) } }
                @for chosen in line.chosen() {
                    br; span class="muted small" { (chosen.group_title) ": " (chosen.title) }
                }
                " " (left(view, line))
            }
            (Form::post(format!("/cart/lines/{}", kept.id))
                .inline()
                .attr("data-self-sending", "")
                .body(quantity)
                .actions(html! {
                    (Button::secondary(view.t("cart-update")).small().attr("data-plain", ""))
                    (Button::quiet(view.with("cart-remove", &[("what", &title)]))
                        .icon_only(Icon::Trash).small().name_value("do", "remove"))
                }))
            @if let Some(total) = line.total() { b class="numeric" { (price(&money(view, total))) } }
        }
    }
}

fn left(view: &View, line: &Line) -> Markup {
    let Some(quote) = &line.quote else { return html! {} };
    let available = quote.available.unwrap_or(i64::MAX);
    if let Some(why) = quote.unsellable.filter(|_| !quote.sellable) {
        let word = match why {
            Unsellable::StorePaused => "unsellable-store-paused",
            Unsellable::StoreClosed if line.waits() => "unsellable-later",
            Unsellable::StoreClosed => "unsellable-store-closed",
            Unsellable::NotNow if line.waits() => "unsellable-later",
            Unsellable::NotNow => "unsellable-not-now",
            Unsellable::NotForCarts => "unsellable-not-for-carts",
            Unsellable::SoldOutToday => "unsellable-sold-out-today",
            Unsellable::ModifiersWrong => "unsellable-modifiers-wrong",
            Unsellable::Other => "stock-none",
        };
        let stock = if line.waits() { Stock::Low } else { Stock::Out };
        return stock_badge(stock, &view.t(word));
    }
    if !quote.sellable || available <= 0 {
        stock_badge(Stock::Out, &view.t("stock-none"))
    } else if available < i64::from(line.kept.quantity) {
        stock_badge(Stock::Low, &view.with("stock-only", &[("n", &available.to_string())]))
    } else {
        html! {}
    }
}

fn aside(view: &View, cart: &Cart) -> Markup {
    let several = cart.groups.len() > 1;
    let mut sums: Vec<(String, String)> = cart
        .groups
        .iter()
        .filter(|_| several)
        .filter_map(|g| Some((g.name.clone(), money(view, g.subtotal()?))))
        .collect();
    if !several && cart.discount() > 0 {
        sums.extend(cart.subtotal().map(|t| (view.t("subtotal"), money(view, t))));
    }
    sums.extend(cart.groups.iter().flat_map(|g| codes::taken_off(view, g)));
    let lines: Vec<(&str, &str)> = sums.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let ready = cart.can_be_placed();
    Card::new(view.t("total-title"))
        .body(html! {
            @match cart.total() {
                Some(total) => (summary(&lines, (&view.t("total"), &money(view, total)))),
                None if cart.priced => p { (view.t("cart-no-total")) },
                None => p { (view.t("cart-no-prices-more")) },
            }
            @if ready { (Button::primary(view.t("cart-checkout")).href("/checkout").wide()) }
            @else if cart.priced { p class="hint" { (view.t("cart-adjust")) } }
            p class="hint" { (view.t("cart-orders-per-store")) }
        })
        .render()
}
