//! One order for staff: what to make, what happened, how to end it, whom to call.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::OrderId;
use souk_kit::{Caller, Path, Problem, Query, Scope, View, caller::Agent, token::Role};
use souk_ui::{
    Area, Banner, Button, Card, Form, Icon, Markup, PageHeader, Render, Select, ShellTexts, Tone, button_row,
    description_list, html, split, stack, timeline,
};

use super::{
    board_cards::{next_steps, step_button},
    changes::{later_form, take_off_form},
    frame::{Screen, sentences, words},
    parts::{badge, dashed, handed_over, later, moment, reason_word, receipt},
    tracking::entry,
    typed::Typed,
    watch,
};
use crate::{
    app::{
        interventions,
        read::{self, Full, Personal},
    },
    domain::order::{Action, Label, Reason},
    state::State,
};

/// What just happened, carried through the redirect.
#[derive(Debug, Default, Deserialize)]
pub(super) struct News {
    late: Option<String>,
}

/// Why somebody wants to see a contact.
#[derive(Debug, Deserialize)]
pub(super) struct Why {
    purpose: String,
}

/// The purposes a person of the shop can have.
const PURPOSES: [&str; 3] = ["handover", "question", "problem"];

pub(super) async fn show(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    said: Query<News>,
) -> Result<HttpResponse, Problem> {
    draw(&caller, &state, &view, *id, Extra { late: said.late.is_some(), ..Extra::default() }).await
}

pub(super) async fn contact(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    why: web::Form<Why>,
) -> Result<HttpResponse, Problem> {
    let purpose = PURPOSES.into_iter().find(|p| *p == why.purpose);
    let purpose = purpose.ok_or_else(|| Problem::field("/purpose", "choice_unknown"))?;
    let reader = caller.subject()?.to_string();
    let seen = read::personal(&state, caller.tenant_scope()?, *id, &reader, purpose).await?;
    draw(&caller, &state, &view, *id, Extra { seen: Some(&seen), ..Extra::default() }).await
}

/// What an order's page says beside the order.
#[derive(Default)]
pub(super) struct Extra<'a> {
    /// Something came too late.
    pub late: bool,
    /// The contact that was asked for.
    pub seen: Option<&'a Personal>,
    /// What could not be done.
    pub wrong: Option<&'a Problem>,
    /// What was typed for it.
    pub typed: Option<&'a Typed>,
}

pub(super) async fn draw<D>(
    caller: &Caller<D>,
    state: &State,
    view: &View,
    id: OrderId,
    extra: Extra<'_>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    let full = read::staff_order(state, tenant, id, view.lang).await?;
    let note = read::read_note(state, Scope::Tenant(tenant), &full.order).await?;
    let title = view.with("order-title", &[("number", &full.order.number)]);
    let steps = interventions::of_order(state, tenant, id).await?;
    let body = html! {
        (PageHeader::new(&title)
            .breadcrumbs(ShellTexts::of(view.lang.code()), &[("/dashboard/orders", &view.t("board-title"))])
            .status(badge(view, full.order.label())))
        @if let Some(wrong) = extra.wrong { (Banner::new(Tone::Danger, told(wrong))) }
        @if extra.late { (Banner::new(Tone::Warning, words(&Problem::conflict("order_moved_on")).0)) }
        (split(
            stack(html! {
                (receipt(view, &full))
                @if let Some(note) = &note { (Banner::new(Tone::Info, note).icon(Icon::MessageCircle)) }
                (history(view, &full))
            }),
            stack(html! {
                @for step in &steps { (watch::done(view, step)) }
                (next(view, &full, role, extra.typed))
                (whom(view, &full, extra.seen))
            }),
        ))
    };
    let status = extra.wrong.map_or(StatusCode::OK, |problem| problem.kind.status());
    Ok(Screen::new(view, Area::Dashboard, title, body).answer(status))
}

/// What is wrong, field by field or as a whole.
fn told(problem: &Problem) -> String {
    let first = problem.body().errors.into_iter().map(|e| e.detail).find(|text| !text.is_empty());
    first.unwrap_or_else(|| sentences(problem))
}

fn history(view: &View, full: &Full) -> Markup {
    let items: Vec<_> = full.history.iter().rev().map(|row| entry(view, full, row)).collect();
    Card::new(view.t("history-title")).body(timeline(&items)).render()
}

fn next(view: &View, full: &Full, role: Role, typed: Option<&Typed>) -> Markup {
    let order = &full.order;
    let steps = next_steps(order);
    let (store, placed, pay) = (view.t("store"), view.t("fact-placed"), view.t("fact-pay"));
    let how = view.t("fact-how");
    let facts = description_list(&[
        (&how, html! { (handed_over(view, order)) }),
        (&store, html! { (order.store_name) }),
        (&placed, moment(view, order.zone(), order.placed_at)),
        (&pay, html! { (view.t(&format!("payment-{}", dashed(order.payment().as_str())))) }),
    ]);
    let mut card = Card::new(view.t("next-title")).body(facts);
    if !steps.is_empty() {
        card = card.body(html! {
            @for (place, step) in steps.iter().enumerate() { (step_form(view, full, *step, place == 0)) }
        });
    }
    if let Some(later) = later(view, order, full.ready_at()) {
        card = card.body(html! { p { b { (later) } } });
    }
    card = card.body(later_form(view, full, typed));
    if role >= Action::Cancel.role() {
        card = card.body(take_off_form(view, full, typed));
    }
    let end = if order.label() == Label::Placed { Action::Reject } else { Action::Cancel };
    if !order.state().is_over() && role >= end.role() {
        card = card.body(ending(view, full, end));
    }
    card.render()
}

/// A step from this page comes back to this page.
fn step_form(view: &View, full: &Full, step: Action, first: bool) -> Markup {
    Form::post(format!("/dashboard/orders/{}/{}", full.order.id, step.as_str()))
        .hidden("from", "detail")
        .actions(step_button(view, &full.order, step, first))
        .render()
}

fn ending(view: &View, full: &Full, end: Action) -> Markup {
    let reasons = Reason::OF_STAFF.map(|r| (r.as_str(), reason_word(view, r.as_str())));
    let form = Form::post(format!("/dashboard/orders/{}/{}", full.order.id, end.as_str()))
        .hidden("from", "detail")
        .body(Select::new("reason", view.t("reason-title")).options(reasons).required())
        .actions(Button::danger(view.t(&format!("do-{}", end.as_str()))));
    html! { div id="end" { (form) } }
}

fn whom(view: &View, full: &Full, seen: Option<&Personal>) -> Markup {
    let card = Card::new(view.t("contact-title"));
    let Some(seen) = seen else {
        let ask = Form::post(format!("/dashboard/orders/{}/contact", full.order.id)).actions(button_row(&html! {
            @for purpose in PURPOSES {
                (Button::secondary(view.t(&format!("purpose-{purpose}"))).small().name_value("purpose", purpose))
            }
        }));
        return card.note(view.t("contact-why")).body(ask).render();
    };
    let (name, phone, email) = (view.t("label-name"), view.t("label-phone"), view.t("label-email"));
    let contact = &seen.contact;
    let mut facts = vec![
        (name.as_str(), html! { (contact.name) }),
        (phone.as_str(), html! { a href={ "tel:" (contact.phone) } dir="ltr" { (contact.phone) } }),
    ];
    if let Some(mail) = &contact.email {
        facts.push((email.as_str(), html! { a href={ "mailto:" (mail) } dir="ltr" { (mail) } }));
    }
    let (where_to, courier) = (view.t("address-title"), view.t("address-note"));
    if let Some(address) = &contact.address {
        facts.push((where_to.as_str(), html! {
            (address.street) br; (address.postcode) " " (address.city)
            @if let Some(point) = address.point {
                br; a href={ "geo:" (point.lat) "," (point.lon) } dir="ltr" { (point.lat) ", " (point.lon) }
            }
        }));
        if !address.note.is_empty() {
            facts.push((courier.as_str(), html! { (address.note) }));
        }
    }
    card.note(view.t("contact-noted")).body(description_list(&facts)).render()
}
