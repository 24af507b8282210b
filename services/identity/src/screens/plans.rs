//! `/dashboard/plan`: what a shop's plan allows and what is used of it; for operators, giving a merchant another one.
use actix_web::web;
use serde::Deserialize;
use souk_events::TenantId;
use souk_kit::{
    Caller, Kind, Path, Problem, View,
    caller::{Admin, Fresh, Manager},
};
use souk_ui::{
    Area, Banner, Button, Card, Column, Field, Form, Icon, Markup, PageHeader, Row, Select, Table, Tone,
    code, html, stack,
};

use super::{
    form::Errors,
    merchants,
    page::{self, Answer, encoded, known, redirect, when},
    security::fresh,
};
use crate::{
    State,
    app::plans::{self, Choice},
    domain::reason,
    store::plans::PlanChange,
};

fn name(view: &View, code: &str) -> String {
    view.texts.find(view.lang, &format!("plan-{code}"), &[]).unwrap_or_else(|| code.to_owned())
}

fn quota(view: &View, what: &str, used: i64, limit: Option<i32>) -> Row {
    let most = limit.map_or_else(|| view.t("plan-no-limit"), |n| n.to_string());
    let full = limit.is_some_and(|n| used >= i64::from(n));
    Row::new(vec![
        html! { (view.t(what)) },
        html! { (used) @if full { " " (souk_ui::status(Tone::Warning, &view.t("plan-full"))) } },
        html! { (most) },
    ])
}

/// The page.
pub async fn page(view: View, caller: Result<Caller<Manager>, Problem>, state: web::Data<State>) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let (plan, used) = plans::of_tenant(&state, caller.tenant()?).await?;
    let columns = vec![
        Column::text(view.t("plan-what")),
        Column::number(view.t("plan-used")),
        Column::number(view.t("plan-limit")),
    ];
    let table = Table::new(view.t("plan-use"), columns).rows(vec![
        quota(&view, "nav-stores", used.stores, plan.stores),
        quota(&view, "nav-team", used.staff, plan.staff),
        quota(&view, "nav-keys", used.api_keys, plan.api_keys),
    ]);
    let body = html! {
        (PageHeader::new(view.t("nav-plan")).lead(view.with("plan-lead", &[("plan", &name(&view, &plan.code))])))
        (stack(html! {
            @if !plan.modules_off.is_empty() {
                (Banner::new(Tone::Info, view.with("plan-without", &[("modules", &plan.modules_off.join(", "))])))
            }
            (table)
            p class="hint" { (view.t("plan-more")) }
        }))
    };
    Ok(page::page(&view, Area::Dashboard, Errors::default().status(), &view.t("nav-plan"), body))
}

/// What an operator typed; it comes back with one who had to confirm who they are.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    plan: String,
    #[serde(default)]
    plan_reason: String,
}

fn change(view: &View, row: &PlanChange) -> Row {
    Row::new(vec![
        when(view, row.at),
        html! { (name(view, &row.was)) " → " (name(view, &row.plan)) },
        html! { span dir="auto" { (row.reason) } },
        code(&row.operator.to_string()),
    ])
}

/// The card of a merchant's page.
pub(super) fn card(view: &View, tenant: TenantId, found: &Choice, typed: &Typed, errors: &Errors) -> Markup {
    let chosen = if typed.plan.is_empty() { &found.own.code } else { &typed.plan };
    let options = found.all.iter().map(|plan| (plan.code.clone(), name(view, &plan.code)));
    let form = Form::post(format!("/ops/merchants/{tenant}/plan"))
        .errors(&Errors::title(view), &errors.list())
        .body(Select::new("plan", view.t("nav-plan")).options(options).selected(chosen))
        .body(
            Field::text("plan_reason", view.t("merchant-reason"))
                .value(&typed.plan_reason)
                .required()
                .maxlength(reason::MAX)
                .maybe_error(errors.at("plan_reason")),
        )
        .actions(Button::secondary(view.t("plan-give")).icon(Icon::Check));
    let columns = ["merchant-when", "nav-plan", "merchant-reason", "merchant-operator"];
    let record = Table::new(view.t("plan-record"), columns.map(|key| Column::text(view.t(key))).into())
        .rows(found.changes.iter().map(|row| change(view, row)).collect());
    html! {
        (Card::new(view.t("nav-plan")).note(name(view, &found.own.code)).body(form))
        @if !found.changes.is_empty() { (record) }
    }
}

/// Gives a merchant another plan.
pub async fn give(
    view: View,
    caller: Result<Caller<Fresh<Admin>>, Problem>,
    state: web::Data<State>,
    path: Path<TenantId>,
    typed: web::Form<Typed>,
) -> Answer {
    let back = format!("/ops/merchants/{}", *path);
    let kept = format!("{back}?plan={}&plan_reason={}", encoded(&typed.plan), encoded(&typed.plan_reason));
    let caller = match fresh(caller, &view, &kept) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match plans::change(&state, caller.user()?, *path, &typed.plan, &typed.plan_reason).await {
        Ok(_) => Ok(redirect(&back)),
        Err(problem) if problem.kind == Kind::NotFound => Err(problem),
        Err(mut problem) => {
            for error in problem.errors.iter_mut().filter(|e| e.pointer == "/reason") {
                error.pointer = "/plan_reason".into();
            }
            merchants::with_plan(&view, &state, *path, &typed, &Errors::mend(problem)?).await
        }
    }
}
