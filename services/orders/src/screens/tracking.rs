//! The customer follows an order: where it is, what happens next, what was bought.
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use souk_events::OrderId;
use souk_kit::{Caller, Kind, Path, Problem, Query, Scope, View, caller::Anyone, format};
use souk_ui::{
    Area, Banner, Button, Card, Form, Icon, Markup, PageHeader, Render, ShellTexts, Step, StepState,
    TimelineItem, Tone, countdown, description_list, html, live_region, slot, split, stack, stepper,
    timeline, toast,
};

use super::{
    again,
    frame::{self, Screen, encoded, is_partial, news, see_other, words},
    parts::{
        ago, badge, dashed, handed_over, headline, later, missing, moment, money, reason_word, receipt, sign,
        state_word, tone,
    },
};
use crate::{
    app::{
        read::{self, Full},
        transition,
    },
    domain::{fulfilment::Mode, order::Label},
    state::State,
    store::rows::{HistoryRow, Order},
};

/// What just happened, carried through the redirect.
#[derive(Debug, Deserialize)]
pub(super) struct News {
    placed: Option<String>,
    late: Option<String>,
}

/// Without scripts the page asks again by itself.
const REFRESH_SECONDS: u8 = 10;

pub(super) async fn show(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    said: Query<News>,
) -> Result<HttpResponse, Problem> {
    let whose = caller.subject()?;
    let full = read::own_order(&state, whose, *id).await?;
    let note = read::read_note(&state, Scope::Subject(whose), &full.order).await?;
    let title = view.with("order-title", &[("number", &full.order.number)]);
    let live = format!("/live/orders/{}", full.order.id);
    let store = format!("/m/{}", full.order.store_slug);
    let opt_out = frame::opt_out(&state.sealer, &full)?;
    let body = html! {
        (PageHeader::new(&title)
            .breadcrumbs(ShellTexts::of(view.lang.code()), &[("/account/orders", &view.t("orders-title"))])
            .secondary(Button::secondary(&full.order.store_name).href(store).icon(Icon::Store)))
        @if said.placed.is_some() { (toast(Tone::Success, &view.t("order-placed"))) }
        @if said.late.is_some() { (Banner::new(Tone::Warning, words(&Problem::conflict("order_moved_on")).0)) }
        (split(
            live_region("order-live", &live, "order", following(&view, &full)),
            stack(html! {
                (receipt(&view, &full))
                (again::button(&view, full.order.id))
                (slot("order.actions", &about(&full.order)))
                (Card::new(view.t("facts-title")).body(facts(&view, &full, note)))
                @if let Some(link) = opt_out {
                    p class="hint" {
                        (view.with("opt-in-given", &[("store", &full.order.store_name)])) " "
                        a href=(link) { (view.t("opt-in-back")) }
                    }
                }
            }),
        ))
    };
    Ok(Screen::new(&view, Area::Public, title, body).refresh(REFRESH_SECONDS).ok())
}

pub(super) async fn cancel(
    request: HttpRequest,
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
) -> Result<HttpResponse, Problem> {
    let command = transition::by_customer(*id, caller.subject()?.to_string(), None);
    match transition::run(&state, caller.own_scope()?, command).await {
        Ok(_) if is_partial(&request) => Ok(news(Tone::Success, &view.t("order-cancelled"))),
        Ok(_) => Ok(see_other(&format!("/orders/{}", *id))),
        Err(problem) if problem.kind == Kind::Conflict && is_partial(&request) => {
            Ok(news(Tone::Warning, &words(&problem).0))
        }
        Err(problem) if problem.kind == Kind::Conflict => Ok(see_other(&format!("/orders/{}?late=1", *id))),
        Err(problem) => Err(problem),
    }
}

fn facts(view: &View, full: &Full, note: Option<String>) -> Markup {
    let order = &full.order;
    let (how, pay, when) = (view.t("fact-how"), view.t("fact-pay"), view.t("fact-placed"));
    let said = view.t("label-note");
    let mut list = vec![
        (how.as_str(), html! { (handed_over(view, order)) }),
        (pay.as_str(), html! { (view.t(&format!("payment-{}", dashed(order.payment().as_str())))) }),
        (when.as_str(), moment(view, order.zone(), order.placed_at)),
    ];
    if let Some(note) = note {
        list.push((said.as_str(), html! { (note) }));
    }
    description_list(&list)
}

/// What other modules are told about the order whose page they add to.
fn about(order: &Order) -> String {
    format!("store={}&order={}", encoded(&order.store_slug), encoded(&order.number))
}

/// The part of the page that follows the order by itself.
pub(super) fn following(view: &View, full: &Full) -> Markup {
    let order = &full.order;
    let label = order.label();
    let until = format::time(order.zone(), order.accept_by);
    let (next, why) = (headline(view, order, label), why(view, order));
    Card::bare()
        .body(html! {
            div class="cluster" {
                (badge(view, label))
                @if label == Label::Placed { (countdown(&order.accept_by.to_rfc3339(), &until)) }
            }
            h2 { (next) }
            @if let Some(later) = later(view, order, full.ready_at()) { p { b { (later) } } }
            (taken_off(view, full))
            @if let Some(why) = why { p class="muted" { (why) } }
            @if label == Label::Unpaid {
                (Button::primary(view.t("pay-now")).href(format!("/pay/order/{}", order.id)).icon(Icon::Wallet).wide())
            } @else {
                (stepper(&view.t("steps-title"), &steps(view, full), ShellTexts::of(view.lang.code())))
            }
        })
        .body(html! {
            @if matches!(label, Label::Unpaid | Label::Placed) { (cancel_form(view, full)) }
            (timeline(&full.history.iter().rev().map(|row| entry(view, full, row)).collect::<Vec<_>>()))
        })
        .render()
}

/// What the shop took off, and what is owed since.
fn taken_off(view: &View, full: &Full) -> Markup {
    let gone = missing(view, full);
    let total = money(view, full.order.money(full.order.total));
    html! {
        @for what in &gone { p class="muted" { (what) } }
        @if !gone.is_empty() { p { (view.t("total")) ": " b { (total) } } }
    }
}

/// Why an order ended early.
pub(super) fn why(view: &View, order: &Order) -> Option<String> {
    let reason = order.reason.as_ref().filter(|_| order.state().is_over())?;
    Some(reason_word(view, reason))
}

fn cancel_form(view: &View, full: &Full) -> Markup {
    let path = format!("/orders/{}/cancel", full.order.id);
    Form::post(&path)
        .attr("hx-post", &path)
        .attr("hx-swap", "none")
        .inline()
        .actions(Button::quiet(view.t("order-cancel")).icon(Icon::X))
        .render()
}

/// The straight way, and where this order left it.
fn steps(view: &View, full: &Full) -> Vec<Step> {
    let order = &full.order;
    let mut way = vec![Label::Placed, Label::Accepted, Label::Preparing, Label::Ready];
    way.extend((order.mode() == Mode::Delivery).then_some(Label::OutForDelivery));
    way.push(Label::Completed);
    let now = order.label();
    let reached = |label: Label| match label {
        Label::Placed => full.history.first().map(|h| h.at),
        Label::OutForDelivery => full.last("departed").map(|h| h.at),
        _ => full.last(label.as_str()).map(|h| h.at),
    };
    let last = way.iter().rposition(|l| reached(*l).is_some()).unwrap_or_default();
    let failed = !way.contains(&now);
    let mut steps: Vec<Step> = Vec::new();
    for (place, label) in way.iter().enumerate() {
        if failed && place > last {
            steps.push(Step::new(state_word(view, now), StepState::Failed));
            break;
        }
        let state = match place.cmp(&last) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal if failed || now == Label::Completed => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Current,
            std::cmp::Ordering::Greater => StepState::Todo,
        };
        let word = if *label == Label::Placed { view.t("what-placed") } else { state_word(view, *label) };
        let mut step = Step::new(word, state);
        if let Some(at) = reached(*label) {
            step = step.note(html! { (format::time(order.zone(), at)) });
        }
        steps.push(step);
    }
    steps
}

/// One change, in the reader's words.
pub(super) fn entry(view: &View, full: &Full, row: &HistoryRow) -> TimelineItem {
    let who = view.t(&format!("actor-{}", row.actor));
    let what = view.t(&format!("what-{}", row.what));
    let late = row.reason.as_deref() == Some("timeout");
    let label = match row.what.as_str() {
        _ if late => Some(Label::Expired),
        "departed" => Some(Label::OutForDelivery),
        what => Label::parse(what),
    };
    // Why an order ended stands beside its state; why it changed stands here.
    let why = row.reason.as_deref().filter(|_| ["delayed", "reduced"].contains(&row.what.as_str()));
    // A placed order is good news: the warning is for the shop that has to answer.
    let (tone, sign) = match label {
        Some(Label::Placed) | None => (Tone::Neutral, Icon::ReceiptText),
        Some(label) => (tone(label), sign(label)),
    };
    let words = html! {
        (what) " " span class="muted" { (who) }
        @if let Some(why) = why { br; span class="muted small" { (reason_word(view, why)) } }
    };
    TimelineItem::new(words, ago(view, full.order.zone(), row.at)).tone(tone).icon(sign)
}
