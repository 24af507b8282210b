//! The checkout: one screen, one button.
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use souk_events::{Money, StoreId, Subject};
use souk_kit::{
    Caller, Kind, Problem, Scope, View,
    caller::Anyone,
    idempotency::{IdempotencyKey, fingerprint},
};
use souk_ui::{
    Area, Button, Card, Checkbox, Field, Form, Icon, Markup, PageHeader, Render, ShellTexts, html, split,
    stack, summary,
};
use uuid::Uuid;

use super::{
    checkout_form::{SHOWN, Typed, field, ticks},
    checkout_ways, codes,
    frame::{Screen, see_other, sentences},
    parts::{money, named, pieces},
};
use crate::{
    app::{
        cart::{self, Cart},
        place::{self, Done, Placed},
        ways::{self, Options},
    },
    domain::{
        contact::{LINE_NOTE_MAX, NAME_MAX, NOTE_MAX},
        modifier,
        opt_in::{self, Purpose},
    },
    http::checkouts::PATH,
    state::State,
};

pub(super) async fn show(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let whose = caller.subject()?;
    let mut typed = Typed { key: Uuid::now_v7().to_string(), ..Typed::default() };
    let (cart, options) = seen(&state, whose, &mut typed).await?;
    if !cart.can_be_placed() {
        return Ok(see_other("/cart"));
    }
    let body = page(&view, &cart, &options, &typed, None);
    Ok(Screen::new(&view, Area::Public, view.t("checkout-title"), body).ok())
}

pub(super) async fn place(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let whose = caller.subject()?;
    let mut typed = form.into_inner();
    if typed.only_shows() {
        let (cart, options) = seen(&state, whose, &mut typed).await?;
        if !cart.can_be_placed() {
            return Ok(see_other("/cart"));
        }
        let body = page(&view, &cart, &options, &typed, None);
        return Ok(Screen::new(&view, Area::Public, view.t("checkout-title"), body).ok());
    }
    // Whichever button was pressed, it is the same request.
    typed.more.remove("do");
    if !(1..=255).contains(&typed.key.len()) {
        return Err(Problem::invalid("idempotency_key_needed"));
    }
    let done = match typed.read(view.lang) {
        Ok(wish) => {
            let key = IdempotencyKey(typed.key.clone());
            place::place(&state, whose, &key, &fingerprint(PATH, &typed)?, &wish).await
        }
        Err(problem) => Err(problem),
    };
    match done {
        Ok(Done::Now(saved) | Done::Before(saved)) => {
            let placed: Placed = serde_json::from_slice(&saved.body).map_err(Problem::internal)?;
            if let Some(to_pay) = &placed.payment {
                return Ok(see_other(&to_pay.url));
            }
            Ok(see_other(&match placed.orders.as_slice() {
                [one] => format!("/orders/{}?placed=1", one.id),
                _ => "/account/orders?placed=1".to_owned(),
            }))
        }
        Err(problem) if matches!(problem.kind, Kind::Conflict | Kind::Unprocessable | Kind::Unavailable) => {
            again(&state, whose, &view, typed, &problem).await
        }
        Err(problem) => Err(problem),
    }
}

/// The page once more: what was typed, what is wrong, the total as it is now.
async fn again(
    state: &State,
    whose: souk_events::Subject,
    view: &View,
    typed: Typed,
    problem: &Problem,
) -> Result<HttpResponse, Problem> {
    let mut typed = typed;
    let (cart, options) = seen(state, whose, &mut typed).await?;
    let status = match problem.kind {
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Conflict => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    // Another attempt after a refusal is another request: what it agrees to may have changed.
    let key =
        if problem.kind == Kind::Unprocessable { typed.key.clone() } else { Uuid::now_v7().to_string() };
    let body = page(view, &cart, &options, &Typed { key, ..typed }, Some(problem));
    Ok(Screen::new(view, Area::Public, view.t("checkout-title"), body).answer(status))
}

type Ways = HashMap<StoreId, Options>;

/// The cart as it was chosen, and what can be chosen. Only where a store begins with something else than was typed is
/// the cart looked at once more.
async fn seen(state: &State, whose: Subject, typed: &mut Typed) -> Result<(Cart, Ways), Problem> {
    let (chosen, _) = typed.choices();
    let cart = cart::see_chosen(state, whose, &chosen).await?;
    let stores: Vec<StoreId> = cart.groups.iter().map(|g| g.store_id).collect();
    let (options, online) =
        futures_util::join!(ways::options(state, Scope::Subject(whose), &stores), state.payments.online());
    let options = options?;
    typed.online = online;
    typed.start_with(&options);
    let (started, _) = typed.choices();
    if started.iter().all(|(store, choice)| chosen.get(store).copied().unwrap_or_default() == *choice) {
        return Ok((cart, options));
    }
    Ok((cart::see_chosen(state, whose, &started).await?, options))
}

fn wrong(view: &View, cart: &Cart, problem: &Problem) -> Vec<(String, String)> {
    let body = problem.body();
    let mut all: Vec<(String, String)> = body
        .errors
        .iter()
        .map(|e| {
            let place: Option<usize> = e.pointer.strip_prefix("/lines/").and_then(|i| i.parse().ok());
            match place.and_then(|i| cart_order(cart).into_iter().nth(i)) {
                Some(what) => {
                    (String::new(), view.with("checkout-line-wrong", &[("what", &what), ("why", &e.detail)]))
                }
                None => (field(&e.pointer).to_owned(), e.detail.clone()),
            }
        })
        .collect();
    if problem.code != "fields_wrong" {
        all.insert(0, (String::new(), sentences(problem)));
    }
    all
}

/// Names of the lines in the order in which the cart was filled, as pointers count them.
fn cart_order(cart: &Cart) -> Vec<String> {
    let mut lines: Vec<_> = cart.lines().map(|l| &l.kept).collect();
    lines.sort_by_key(|l| (l.added_at, l.id));
    lines.into_iter().map(|l| named(&l.title, &l.variant_title)).collect()
}

fn page(view: &View, cart: &Cart, options: &Ways, typed: &Typed, problem: Option<&Problem>) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let wrong = problem.map(|p| wrong(view, cart, p)).unwrap_or_default();
    let errors: Vec<(&str, &str)> = wrong.iter().map(|(f, m)| (f.as_str(), m.as_str())).collect();
    let at = |name: &str| errors.iter().find(|(f, _)| *f == name).map(|(_, m)| *m);
    let total = cart.total();
    let label = total.map_or_else(
        || view.t("checkout-place"),
        |t| view.with("checkout-place-total", &[("total", &money(view, t))]),
    );
    let mut form = Form::post("/checkout")
        .errors(&view.t("checkout-wrong"), &errors)
        .hidden("key", &typed.key)
        // Enter presses the first button of a form: it orders, it does not only show.
        .body(html! {
            @if !options.is_empty() {
                button type="submit" name="do" value="place" class="visually-hidden" tabindex="-1" aria-hidden="true"
                    disabled[total.is_none()] { (label) }
            }
        })
        .body(Card::new(view.t("checkout-contact")).note(view.t("checkout-contact-why")).body(html! {
            (Field::text("name", view.t("label-name")).value(&typed.name).required()
                .autocomplete("name").maxlength(NAME_MAX).maybe_error(at("name")))
            (Field::phone("phone", view.t("label-phone")).value(&typed.phone).required()
                .autocomplete("tel").maxlength(40).maybe_error(at("phone")))
            (Field::email("email", view.t("label-email")).value(&typed.email).optional(texts.optional)
                .autocomplete("email").maxlength(254).maybe_error(at("email")))
            (Field::textarea("note", view.t("label-note")).value(&typed.note).optional(texts.optional)
                .rows(2).maxlength(NOTE_MAX).maybe_error(at("note")))
        }))
        .body(line_notes(view, cart, typed, &at))
        .body(checkout_ways::cards(view, cart, options, typed, &at))
        .hidden(SHOWN, opt_in::version(view.lang))
        .body(agreements(view, cart, typed))
        .actions(Button::primary(label).wide().icon(Icon::Check).disabled(total.is_none()));
    if let Some(total) = total {
        form = form.hidden("amount", total.amount.to_string()).hidden("currency", total.currency.code());
    }
    html! {
        (PageHeader::new(view.t("checkout-title"))
            .breadcrumbs(texts, &[("/cart", &view.t("cart-title"))]))
        (split(form, aside(view, cart)))
    }
}

/// What a customer may agree to beside the order: nothing is ticked.
fn agreements(view: &View, cart: &Cart, typed: &Typed) -> Markup {
    let shops: Vec<&str> = cart.groups.iter().map(|g| g.name.as_str()).collect();
    Card::new(view.t("opt-in-title"))
        .note(view.with("opt-in-why", &[("shops", &shops.join(", "))]))
        .body(html! {
            @for purpose in Purpose::ALL {
                (Checkbox::new(&ticks(*purpose), view.t(&purpose.text()))
                    .checked(typed.stays_ticked(*purpose)))
            }
        })
        .render()
}

/// A word about each line, folded away until it is wanted.
fn line_notes<'a>(view: &View, cart: &Cart, typed: &Typed, at: &dyn Fn(&str) -> Option<&'a str>) -> Markup {
    let name = |line: &cart::Line| format!("note.{}", line.kept.id);
    let opened = cart.lines().map(name).any(|n| !typed.more(&n).is_empty() || at(&n).is_some());
    let fields = cart.lines().map(|line| {
        let (name, what) = (name(line), named(&line.kept.title, &line.kept.variant_title));
        let label = modifier::with(&what, line.chosen());
        Field::text(&name, label).value(typed.more(&name)).maxlength(LINE_NOTE_MAX).maybe_error(at(&name))
    });
    Card::bare()
        .body(html! {
            details open[opened] {
                summary { (view.t("line-notes")) }
                (stack(html! { @for field in fields { (field) } }))
            }
        })
        .render()
}

fn aside(view: &View, cart: &Cart) -> Markup {
    let amount = |sum: Option<Money>| sum.map(|t| money(view, t)).unwrap_or_default();
    let word = view.t("total");
    stack(html! {
        @for group in &cart.groups {
            @let rows: Vec<(String, String)> = group.lines.iter().map(|line| {
                let what = named(&line.kept.title, &line.kept.variant_title);
                let what = modifier::with(&what, line.chosen());
                (pieces(line.kept.quantity, &what), amount(line.total()))
            }).chain(checkout_ways::added(view, group)).chain(codes::taken_off(view, group)).collect();
            @let rows: Vec<(&str, &str)> = rows.iter().map(|(what, sum)| (what.as_str(), sum.as_str())).collect();
            (Card::new(&group.name).body(summary(&rows, (&word, &amount(group.total())))))
        }
        (Card::bare()
            .body(html! {
                @if cart.groups.len() > 1 { (summary(&[], (&view.t("total-all"), &amount(cart.total())))) }
                @for why in codes::not_given(view, cart) { p class="hint" { (why) } }
                p class="hint" { (view.t("tax-included-note")) }
                p class="hint" { a href="/cart#codes" { (view.t("code-in-cart")) } }
            }))
    })
    .render()
}
