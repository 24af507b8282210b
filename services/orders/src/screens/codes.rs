//! Codes in the cart: entering one, taking one out, and why it applies or not.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::Money;
use souk_kit::{Caller, Kind, Path, Problem, View, caller::Anyone};
use souk_ui::{Area, Button, Card, Field, Form, Icon, Markup, Render, html};

use super::{
    cart::{self as page, News},
    frame::{Screen, see_other},
    parts::money,
};
use crate::{
    app::{
        cart::{self, Cart, Group},
        codes, discounts,
    },
    domain::promotion::{Explanation, Verdict},
    state::State,
};

/// `POST /cart/codes`
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    code: String,
}

/// What stands in the field, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    typed: String,
    wrong: Option<String>,
}

pub(super) async fn add(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let whose = caller.subject()?;
    match codes::add(&state, whose, &form.code).await {
        Ok(()) => Ok(see_other("/cart#codes")),
        Err(problem) if problem.kind == Kind::Unprocessable => {
            let cart = cart::see(&state, whose).await?;
            let wrong = problem.body().errors.into_iter().map(|e| e.detail).next();
            let entry = Entry { typed: form.code.clone(), wrong };
            let body = page::page(&view, &cart, &News::default(), &entry);
            let screen = Screen::new(&view, Area::Public, view.t("cart-title"), body);
            Ok(screen.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(problem) if problem.kind == Kind::Conflict => Ok(see_other("/cart")),
        Err(problem) => Err(problem),
    }
}

pub(super) async fn remove(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    code: Path<String>,
) -> Result<HttpResponse, Problem> {
    match codes::remove(&state, caller.subject()?, &code).await {
        // What is gone already is gone.
        Err(problem) if problem.kind != Kind::NotFound => Err(problem),
        _ => Ok(see_other("/cart#codes")),
    }
}

/// The lines that promotions add to a sum.
pub(super) fn taken_off(view: &View, group: &Group) -> Vec<(String, String)> {
    let Some(sum) = group.subtotal() else { return Vec::new() };
    let row = |applied: &crate::domain::promotion::Applied| {
        let what = match &applied.code {
            Some(code) => format!("{} · {code}", applied.title),
            None => applied.title.clone(),
        };
        (what, money(view, Money::new(-applied.amount, sum.currency)))
    };
    group.outcome.applied.iter().map(row).collect()
}

/// Why codes apply nowhere.
pub(super) fn not_given(view: &View, cart: &Cart) -> Vec<String> {
    let like = cart.subtotal();
    let line = |why: &Explanation| {
        let code = why.code.clone().unwrap_or_default();
        view.with("code-why-not", &[("code", &code), ("why", &discounts::text(view, why, like))])
    };
    cart.refused.iter().map(line).collect()
}

/// What is nearly there without a code, and the codes that something better beat.
fn hints(view: &View, cart: &Cart) -> Vec<String> {
    let said = |e: &&Explanation| match e.verdict {
        Verdict::Applied(_) => false,
        Verdict::Beaten(_) => e.code.is_some(),
        _ => e.code.is_none() && e.verdict.is_worth_saying(),
    };
    let of = |g: &Group| {
        let all = g.outcome.explanations.iter().filter(said);
        all.map(|e| discounts::text(view, e, g.subtotal())).collect::<Vec<_>>()
    };
    cart.groups.iter().flat_map(of).collect()
}

/// The codes of the cart, why they apply or not, and the field for another one.
pub(super) fn card(view: &View, cart: &Cart, entry: &Entry) -> Markup {
    let form = Form::post("/cart/codes")
        .body(
            Field::text("code", view.t("code-label"))
                .value(&entry.typed)
                .maxlength(32)
                .autocomplete("off")
                .attr("autocapitalize", "characters")
                .maybe_error(entry.wrong.as_deref()),
        )
        .actions(Button::secondary(view.t("code-apply")).icon(Icon::TicketPercent));
    Card::new(view.t("code-title"))
        .id("codes")
        .body(html! {
            @if !cart.codes.is_empty() {
                ul class="stack" role="list" { @for code in &cart.codes { (one(view, code)) } }
            }
            @for why in not_given(view, cart) { p role="status" { (why) } }
            @for hint in hints(view, cart) { p class="hint" { (hint) } }
            (form)
        })
        .render()
}

fn one(view: &View, code: &str) -> Markup {
    let remove = Form::post(format!("/cart/codes/{code}/remove"))
        .inline()
        .actions(Button::quiet(view.with("code-remove", &[("code", code)])).icon_only(Icon::Trash).small());
    html! { li class="cluster" { b dir="ltr" { (code) } (remove) } }
}
