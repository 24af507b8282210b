//! `/dashboard/live/proofs/{decided,refunds}`: what was decided, with the way back; what the shop owes (FR23, FR26).
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::DepositId;
use souk_kit::{
    Caller, Kind, Path, Problem, Query, View,
    caller::{Agent, Manager, Seller},
    format,
    page::{FormErrors, see_other},
    token::Role,
};
use souk_ui::{
    Banner, Button, Card, EmptyState, Field, Form, Icon, Markup, PageHeader, Render, Tone, description_list,
    html, stack, status, toast,
};

use super::{
    Done, dashboard,
    proofs::{HERE, views},
};
use crate::{
    app::deposits::{
        decide::Decision,
        inbox::{self, Row},
        refunds,
    },
    domain::deposit::State as Standing,
    state::State,
};

fn notice(view: &View, done: &Done) -> Markup {
    match done.done.as_deref() {
        Some("reopened") => toast(Tone::Success, &view.t("proofs-done-reopened")),
        Some("refunded") => toast(Tone::Success, &view.t("refunds-done")),
        Some("late") => Banner::new(Tone::Warning, view.t("problem-deposit-decided")).render(),
        Some("not-due") => Banner::new(Tone::Warning, view.t("problem-refund-not-due")).render(),
        _ => Markup::default(),
    }
}

/// What was decided, newest first.
pub async fn decided(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let rows = inbox::list(&state, caller.tenant()?, true).await?;
    let manager = caller.claims().role.is_some_and(|role| role >= Role::Manager);
    let title = view.t("proofs-tab-decided");
    let body = html! {
        (notice(&view, &done))
        (PageHeader::new(&title).lead(view.t("proofs-decided-lead")))
        (views(&view, &format!("{HERE}/decided")))
        @if rows.is_empty() {
            (EmptyState::new(Icon::Check, view.t("proofs-decided-none"), view.t("proofs-none-text")))
        } @else {
            (stack(html! { @for row in &rows { (decision(&view, row, manager)) } }))
        }
    };
    Ok(dashboard(&view, StatusCode::OK, &title, body))
}

fn facts(view: &View, row: &Row, more: Vec<(String, Markup)>) -> Markup {
    let deposit = &row.deposit;
    let mut facts = vec![
        (view.t("proofs-who"), html! { bdi { (row.who) } }),
        (view.t("proofs-amount"), html! { (format::money(view.lang, deposit.money())) }),
    ];
    facts.extend(more);
    let facts: Vec<(&str, Markup)> =
        facts.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    description_list(&facts)
}

fn decision(view: &View, row: &Row, manager: bool) -> Markup {
    let deposit = &row.deposit;
    let (tone, word) = match deposit.state() {
        Standing::Approved => (Tone::Success, view.t("proof-approved")),
        _ => (Tone::Warning, view.t("proof-rejected")),
    };
    let mut more = vec![(view.t("proofs-decision"), status(tone, &word))];
    if !deposit.reason.is_empty() {
        more.push((view.t("proofs-reason"), html! { (view.t(&format!("proof-reason-{}", deposit.reason))) }));
    }
    if let Some(at) = deposit.decided_at {
        more.push((view.t("proofs-decided-at"), html! { (format::date_time(view.lang, row.zone, at)) }));
    }
    let again = Form::post(format!("{HERE}/{}/reopen", deposit.id))
        .actions(Button::secondary(view.t("proofs-reopen")).icon(Icon::RotateCcw));
    Card::new(format!("{} · {}", deposit.name(), row.target()))
        .body(html! {
            @if deposit.owed() { (status(Tone::Danger, &view.t("proofs-refund"))) }
            (facts(view, row, more))
            @if manager && deposit.refunded_at.is_none() { (again) }
        })
        .render()
}

/// A manager takes a decision back.
pub async fn reopen(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<DepositId>,
) -> Result<HttpResponse, Problem> {
    match inbox::decide(&state, caller.tenant()?, caller.user()?, *id, Decision::Reopen).await {
        Ok(row) => Ok(see_other(&format!("{HERE}?open={}&done=reopened", row.deposit.number))),
        Err(problem) if problem.kind == Kind::Conflict => Ok(see_other(&format!("{HERE}/decided?done=late"))),
        Err(problem) => Err(problem),
    }
}

/// What the shop owes, oldest first.
pub async fn refunds(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let seller = caller.claims().role.is_some_and(|role| role >= Role::Seller);
    let rows = refunds::owed(&state, caller.tenant()?).await?;
    Ok(owed(&view, StatusCode::OK, &rows, seller, notice(&view, &done), None))
}

fn owed(
    view: &View,
    code: StatusCode,
    rows: &[Row],
    seller: bool,
    notice: Markup,
    wrong: Option<(DepositId, &Problem)>,
) -> HttpResponse {
    let title = view.t("proofs-tab-refunds");
    let body = html! {
        (notice)
        (PageHeader::new(&title).lead(view.t("refunds-lead")))
        (views(view, &format!("{HERE}/refunds")))
        @if rows.is_empty() {
            (EmptyState::new(Icon::Check, view.t("refunds-none"), view.t("refunds-none-text")))
        } @else {
            (stack(html! {
                @for row in rows {
                    (refund(view, row, seller, wrong.filter(|(id, _)| *id == row.deposit.id).map(|(_, why)| why)))
                }
            }))
        }
    };
    dashboard(view, code, &title, body)
}

fn refund(view: &View, row: &Row, seller: bool, wrong: Option<&Problem>) -> Markup {
    let deposit = &row.deposit;
    let since = deposit.refund_due_at.unwrap_or(deposit.submitted_at);
    let more = vec![(view.t("refunds-since"), html! { (format::date_time(view.lang, row.zone, since)) })];
    let errors = wrong.map(FormErrors::named).unwrap_or_default();
    let form = Form::post(format!("{HERE}/{}/refunded", deposit.id))
        .errors(&view.t("form-errors"), &errors.summary())
        .body(
            Field::text("note", view.t("refunds-note"))
                .hint(view.t("refunds-note-hint"))
                .required()
                .maxlength(200)
                .maybe_error(errors.get("note")),
        )
        .actions(Button::primary(view.t("refunds-mark")).icon(Icon::Check));
    Card::new(format!("{} · {}", deposit.name(), row.target()))
        .body(html! {
            (facts(view, row, more))
            @if seller { (form) }
        })
        .render()
}

/// How money was given back, as it was typed.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    note: String,
}

/// Somebody gave the money back.
pub async fn refunded(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<DepositId>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    match refunds::given_back(&state, tenant, caller.user()?, *id, &form.note).await {
        Ok(_) => Ok(see_other(&format!("{HERE}/refunds?done=refunded"))),
        Err(problem) if problem.kind == Kind::Conflict => {
            Ok(see_other(&format!("{HERE}/refunds?done=not-due")))
        }
        Err(problem) if problem.kind == Kind::Unprocessable => {
            let rows = refunds::owed(&state, tenant).await?;
            let wrong = Some((*id, &problem));
            Ok(owed(&view, problem.kind.status(), &rows, true, Markup::default(), wrong))
        }
        Err(problem) => Err(problem),
    }
}
