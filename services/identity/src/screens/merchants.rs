//! The platform's merchants, for operators: who they are, what was decided about them, and deciding.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_events::TenantId;
use souk_kit::{Caller, Path, Problem, Query, View, caller::Admin, paging::Page};
use souk_ui::{
    Area, Button, Card, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Pager, Row, Select, Table,
    Tone, button_row, code, description_list, html, stack, status,
};

use super::{
    form::Errors,
    impersonations,
    page::{self, Answer, encoded, known, redirect, when},
    plans,
};
use crate::{
    State,
    app::{
        plans as app_plans,
        tenants::{self, Merchant},
    },
    domain::name,
    http::admin::{STATUSES, TenantQuery},
    store::tenants::{Decision, Tenant},
};

const PATH: &str = "/ops/merchants";
const ROWS: i64 = 50;

fn standing(view: &View, word: &str) -> Markup {
    let tone = match word {
        "active" => Tone::Success,
        "pending" => Tone::Warning,
        _ => Tone::Danger,
    };
    status(tone, &view.t(&format!("tenant-{word}")))
}

fn row(view: &View, tenant: &Tenant) -> Row {
    Row::new(vec![
        html! { bdi { (tenant.name) } },
        standing(view, &tenant.status),
        html! { (tenant.country) },
        when(view, tenant.created_at),
    ])
    .href(format!("{PATH}/{}", tenant.id))
}

fn filters(view: &View, query: &TenantQuery) -> Form {
    let any = std::iter::once((String::new(), view.t("tenant-any")));
    let statuses = STATUSES.iter().map(|s| ((*s).to_owned(), view.t(&format!("tenant-{s}"))));
    Form::get(PATH)
        .inline()
        .body(html! {
            (Field::search("q", view.t("merchant-name")).value(query.q.clone().unwrap_or_default()).maxlength(80))
            (Select::new("status", view.t("merchant-state")).options(any.chain(statuses))
                .selected(query.status.clone().unwrap_or_default()))
        })
        .actions(Button::secondary(view.t("merchant-find")).icon(Icon::Search))
}

/// The list.
pub async fn list(
    view: View,
    caller: Result<Caller<Admin>, Problem>,
    state: web::Data<State>,
    query: Query<TenantQuery>,
) -> Answer {
    if let Err(answer) = known(caller, &view) {
        return answer;
    }
    let (paging, wanted) = (query.page(), query.wanted()?);
    let found = tenants::list(&state, &wanted, paging.after()?, ROWS + 1).await?;
    let found = Page::cut(found, ROWS, |t| t.id);
    let (q, word) = (query.q.clone().unwrap_or_default(), query.status.clone().unwrap_or_default());
    let kept = format!("{PATH}?q={}&status={}", encoded(&q), encoded(&word));
    let next = found.next_cursor.as_ref().map(|cursor| format!("{kept}&after={cursor}"));
    let pager = Pager::new(paging.after.is_some().then_some(kept), next, page::texts(&view));
    let columns = ["merchant-name", "merchant-state", "country", "merchant-since"];
    let empty = EmptyState::new(Icon::Store, view.t("merchants-none"), view.t("merchants-none-text"));
    let table = Table::new(view.t("nav-merchants"), columns.map(|key| Column::text(view.t(key))).into())
        .tools(filters(&view, &query))
        .rows(found.items.iter().map(|tenant| row(&view, tenant)).collect())
        .empty(empty)
        .pager(pager);
    let body = html! { (PageHeader::new(view.t("nav-merchants")).lead(view.t("merchants-lead"))) (table) };
    Ok(page::page(&view, Area::Ops, Errors::default().status(), &view.t("nav-merchants"), body))
}

fn decision(view: &View, decision: &Decision) -> Row {
    Row::new(vec![
        when(view, decision.at),
        standing(view, &decision.status),
        html! { span dir="auto" { (decision.reason) } },
        code(&decision.operator.to_string()),
    ])
}

fn deciding(view: &View, tenant: &Tenant, typed: &str, errors: &Errors) -> Form {
    let act = |button: Button, act: &str| button.name_value("act", act);
    Form::post(format!("{PATH}/{}", tenant.id))
        .errors(&Errors::title(view), &errors.list())
        .body(
            Field::text("reason", view.t("merchant-reason"))
                .hint(view.t("merchant-reason-hint"))
                .value(typed)
                .required()
                .maxlength(80)
                .maybe_error(errors.at("reason")),
        )
        .actions(button_row(&html! {
            @match tenant.status.as_str() {
                "active" => (act(Button::danger(view.t("merchant-suspend")), "suspend")),
                "pending" => {
                    (act(Button::primary(view.t("merchant-approve")), "activate"))
                    (act(Button::secondary(view.t("merchant-refuse")), "suspend"))
                }
                _ => (act(Button::primary(view.t("merchant-reinstate")), "activate")),
            }
        }))
}

/// What stands in the page's forms.
#[derive(Default)]
struct Forms<'a> {
    reason: &'a str,
    errors: Errors,
    plan: plans::Typed,
    plan_errors: Errors,
}

async fn draw(view: &View, state: &State, id: TenantId, forms: &Forms<'_>) -> Answer {
    let (found, choice) = (tenants::look(state, id).await?, app_plans::choice(state, id).await?);
    let plan = plans::card(view, id, &choice, &forms.plan, &forms.plan_errors);
    Ok(show(view, &found, forms, &plan))
}

/// The page with what was typed about the plan, and what is wrong with it.
pub(super) async fn with_plan(
    view: &View,
    state: &State,
    id: TenantId,
    typed: &plans::Typed,
    errors: &Errors,
) -> Answer {
    let forms = Forms { plan: typed.clone(), plan_errors: errors.clone(), ..Forms::default() };
    draw(view, state, id, &forms).await
}

fn show(view: &View, found: &Merchant, forms: &Forms<'_>, plan: &Markup) -> HttpResponse {
    let (typed, errors) = (forms.reason, &forms.errors);
    let status = if errors.status().is_success() { forms.plan_errors.status() } else { errors.status() };
    let tenant = &found.tenant;
    let stores = html! {
        @for store in &found.stores {
            div { a href={ "/m/" (store.slug) } { bdi { (store.name) } } " " span class="hint" { (store.city) } }
        }
    };
    let (since, people) = (view.t("merchant-since"), view.t("merchant-people"));
    let (shops, reason) = (view.t("nav-stores"), view.t("merchant-why"));
    let mut facts = vec![
        (since.as_str(), when(view, tenant.created_at)),
        (shops.as_str(), stores),
        (people.as_str(), html! { (found.people) }),
    ];
    if !tenant.reason.is_empty() {
        facts.push((reason.as_str(), html! { span dir="auto" { (tenant.reason) } }));
    }
    let columns = ["merchant-when", "merchant-state", "merchant-reason", "merchant-operator"];
    let record = Table::new(view.t("merchant-record"), columns.map(|key| Column::text(view.t(key))).into())
        .rows(found.decisions.iter().map(|d| decision(view, d)).collect())
        .empty(EmptyState::new(Icon::ClipboardList, view.t("merchant-record-none"), String::new()));
    let crumbs = [(PATH, view.t("nav-merchants")), ("", tenant.name.clone())];
    let crumbs = crumbs.each_ref().map(|(to, label)| (*to, label.as_str()));
    let body = html! {
        (PageHeader::new(&tenant.name).status(standing(view, &tenant.status))
            .breadcrumbs(page::texts(view), &crumbs))
        (stack(html! {
            (Card::bare().body(description_list(&facts)))
            (Card::new(view.t("merchant-decide")).body(deciding(view, tenant, typed, errors)))
            (plan)
            (impersonations::of_merchant(view, tenant.id))
            (record)
        }))
    };
    page::page(view, Area::Ops, status, &tenant.name, body)
}

/// One merchant.
pub async fn look(
    view: View,
    caller: Result<Caller<Admin>, Problem>,
    state: web::Data<State>,
    path: Path<TenantId>,
    kept: Query<plans::Typed>,
) -> Answer {
    if let Err(answer) = known(caller, &view) {
        return answer;
    }
    let plan = kept.0.clone();
    draw(&view, &state, *path, &Forms { plan, ..Forms::default() }).await
}

/// What an operator decided.
#[derive(Debug, Deserialize)]
pub struct Typed {
    act: String,
    #[serde(default)]
    reason: String,
}

/// Decides.
pub async fn decide(
    view: View,
    caller: Result<Caller<Admin>, Problem>,
    state: web::Data<State>,
    path: Path<TenantId>,
    typed: web::Form<Typed>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let active = match typed.act.as_str() {
        "activate" => true,
        "suspend" => false,
        _ => return Err(Problem::field("/act", "choice_unknown")),
    };
    let done = match name::parse(&typed.reason) {
        Ok(reason) => tenants::set_active(&state, caller.user()?, *path, active, &reason).await,
        Err(code) => Err(Problem::field("/reason", code)),
    };
    match done {
        Ok(_) => Ok(redirect(&format!("{PATH}/{}", *path))),
        Err(problem) if problem.kind == souk_kit::Kind::NotFound => Err(problem),
        Err(problem) => {
            let errors = Errors::mend(problem)?;
            draw(&view, &state, *path, &Forms { reason: &typed.reason, errors, ..Forms::default() }).await
        }
    }
}
