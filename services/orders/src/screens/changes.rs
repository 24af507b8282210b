//! The merchant says that an order takes longer, or takes pieces off it: two forms of the order's page.
use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::TimeDelta;
use souk_events::{LineId, OrderId};
use souk_kit::{
    Caller, FieldError, Kind, Path, Problem, View,
    caller::{Agent, Seller},
};
use souk_ui::{Button, Field, Form, Markup, Select, html};

use super::{
    detail::{self, Extra},
    frame::see_other,
    parts::{bought, reason_word},
    typed::Typed,
};
use crate::{
    app::{
        changes::{self, Delay, Reduction},
        read::{self, Full},
    },
    domain::order::{Label, Reason},
    state::State,
    store::rows::{Order, OrderLine},
};

/// How much longer it takes, minutes.
const LATER: [i64; 6] = [10, 20, 30, 45, 60, 90];

type Fields = web::Form<HashMap<String, String>>;

pub(super) async fn delay(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    form: Fields,
) -> Result<HttpResponse, Problem> {
    let (tenant, typed) = (caller.tenant()?, Typed(form.into_inner()));
    let full = read::staff_order(&state, tenant, *id, view.lang).await?;
    let minutes = typed.get("later").parse::<i64>().ok().filter(|m| LATER.contains(m));
    let asked = match (minutes, Reason::parse(typed.get("reason"))) {
        (Some(minutes), Some(reason)) => Ok(Delay {
            order: *id,
            ready_at: full.expected_at().max(state.clock.now()) + TimeDelta::minutes(minutes),
            reason,
            person: caller.subject()?.to_string(),
            version: Some(typed.get("version").parse().unwrap_or(-1)),
        }),
        (None, _) => Err(Problem::field("/later", "choice_unknown")),
        (_, None) => Err(Problem::field("/reason", "choice_unknown")),
    };
    let done = match asked {
        Ok(wish) => changes::delay(&state, tenant, wish).await,
        Err(problem) => Err(problem),
    };
    answer(&caller, &state, &view, *id, done, &typed).await
}

pub(super) async fn reduce(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    form: Fields,
) -> Result<HttpResponse, Problem> {
    let (tenant, typed) = (caller.tenant()?, Typed(form.into_inner()));
    let mut wrong = Vec::new();
    let mut taken = Vec::new();
    for (name, text) in typed.0.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let Some(line) = name.strip_prefix("take.").and_then(|id| id.parse::<LineId>().ok()) else {
            continue;
        };
        match text.trim().parse::<i32>() {
            Ok(0) => {}
            Ok(pieces) => taken.push((line, pieces)),
            Err(_) => wrong.push(FieldError::new(format!("/{name}"), "number_wrong")),
        }
    }
    let reason = Reason::parse(typed.get("reason"));
    let done = match reason {
        Some(reason) if wrong.is_empty() => {
            let version = typed.get("version").parse().unwrap_or(-1);
            let person = caller.subject()?.to_string();
            changes::reduce(&state, tenant, Reduction { order: *id, taken, reason, person, version }).await
        }
        Some(_) => Err(Problem::fields(wrong)),
        None => Err(Problem::field("/reason", "choice_unknown")),
    };
    answer(&caller, &state, &view, *id, done, &typed).await
}

/// Back to the order; with what is wrong and what was typed when it could not be done.
async fn answer<D>(
    caller: &Caller<D>,
    state: &State,
    view: &View,
    id: OrderId,
    done: Result<Order, Problem>,
    typed: &Typed,
) -> Result<HttpResponse, Problem> {
    match done {
        Ok(_) => Ok(see_other(&format!("/dashboard/orders/{id}"))),
        Err(problem)
            if problem.kind == Kind::Stale
                || (problem.kind == Kind::Conflict && problem.code == "order_moved_on") =>
        {
            Ok(see_other(&format!("/dashboard/orders/{id}?late=1")))
        }
        Err(problem) if matches!(problem.kind, Kind::Conflict | Kind::Unprocessable) => {
            let extra = Extra { wrong: Some(&problem), typed: Some(typed), ..Extra::default() };
            detail::draw(caller, state, view, id, extra).await
        }
        Err(problem) => Err(problem),
    }
}

/// Why; a page has several of these, each with an id of its own.
fn reasons(view: &View, id: &str, of: &[Reason], typed: Option<&Typed>) -> Select {
    let chosen = typed.map_or("", |t| t.get("reason"));
    let options: Vec<(&str, String)> =
        of.iter().map(|r| (r.as_str(), reason_word(view, r.as_str()))).collect();
    Select::new("reason", view.t("reason-title")).id(id).options(options).selected(chosen).required()
}

/// How much longer it takes, while it is in the making.
pub(super) fn later_form(view: &View, full: &Full, typed: Option<&Typed>) -> Markup {
    let order = &full.order;
    if !matches!(order.label(), Label::Accepted | Label::Preparing) {
        return html! {};
    }
    let typed = typed.filter(|t| !t.get("later").is_empty());
    let minutes = LATER.map(|n| (n.to_string(), view.with("later-minutes", &[("n", &n.to_string())])));
    let form = Form::post(format!("/dashboard/orders/{}/delay", order.id))
        .hidden("version", order.version.to_string())
        .body(
            Select::new("later", view.t("later-by"))
                .options(minutes)
                .selected(typed.map_or("", |t| t.get("later")))
                .required(),
        )
        .body(reasons(view, "later-reason", &Reason::OF_DELAY, typed))
        .actions(Button::secondary(view.t("do-delay")));
    html! { details open[typed.is_some()] { summary { (view.t("later-title")) } (form) } }
}

/// What is taken off, while it is in the shop.
pub(super) fn take_off_form(view: &View, full: &Full, typed: Option<&Typed>) -> Markup {
    let order = &full.order;
    let here = matches!(order.label(), Label::Placed | Label::Accepted | Label::Preparing | Label::Ready);
    if !here || full.lines.iter().map(|l| l.quantity).sum::<i32>() < 2 {
        return html! {};
    }
    let typed = typed.filter(|t| t.0.keys().any(|name| name.starts_with("take.")));
    let field = |line: &OrderLine| {
        let name = format!("take.{}", line.line_id);
        let value = typed.map_or("", |t| t.get(&name)).to_owned();
        Field::number(&name, bought(line, None)).min(0).max(line.quantity).placeholder("0").value(value)
    };
    let form = Form::post(format!("/dashboard/orders/{}/reduce", order.id))
        .hidden("version", order.version.to_string())
        .body(html! { @for line in full.lines.iter().filter(|l| l.quantity > 0) { (field(line)) } })
        .body(reasons(view, "take-off-reason", &Reason::OF_REDUCTION, typed))
        .actions(Button::secondary(view.t("do-reduce")));
    html! {
        details open[typed.is_some()] {
            summary { (view.t("take-off-title")) }
            p class="hint" { (view.t("take-off-hint")) }
            (form)
        }
    }
}
