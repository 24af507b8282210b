//! `/ops/impersonations`: operators look at what a merchant or a person sees, with a reason, and what was looked at.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use souk_events::TenantId;
use souk_kit::{
    Caller, Kind, Problem, Query, View,
    caller::{Admin, Fresh, Looking, User},
    paging::{Page, PageRequest},
};
use souk_ui::{
    Area, Banner, Button, Card, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Pager, Row, Table,
    Tone, code_short, html, stack,
};

use super::{
    form::Errors,
    page::{self, Answer, known, redirect, when},
    security::fresh,
};
use crate::{
    State,
    app::impersonations::{self, Target},
    domain::reason,
    http::auth::session,
    store::impersonations::Impersonation,
};

const PATH: &str = "/ops/impersonations";
const ROWS: u16 = 50;

/// Whom an operator wants to see through, and why.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Typed {
    /// The merchant; empty for a person.
    #[serde(default)]
    tenant_id: String,
    /// Address or id of a person.
    #[serde(default)]
    person: String,
    #[serde(default)]
    reason: String,
    after: Option<String>,
}

/// What the page is called with.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    #[serde(default)]
    typed: String,
    #[serde(flatten)]
    plain: Typed,
}

/// The form about one merchant, for the merchant's page.
pub(super) fn of_merchant(view: &View, tenant: TenantId) -> Card {
    let form = Form::post(PATH)
        .hidden("tenant_id", tenant.to_string())
        .body(reason_field(view, "", &Errors::default()).id("look-reason"))
        .actions(Button::secondary(view.t("look-begin")).icon(Icon::Eye));
    Card::new(view.t("look-merchant")).note(view.t("look-note")).body(form)
}

fn reason_field(view: &View, typed: &str, errors: &Errors) -> Field {
    Field::text("reason", view.t("merchant-reason"))
        .hint(view.t("look-reason-hint"))
        .value(typed)
        .required()
        .maxlength(reason::MAX)
        .maybe_error(errors.at("reason"))
}

fn form(view: &View, typed: &Typed, errors: &Errors) -> Markup {
    let merchant = !typed.tenant_id.is_empty();
    let form = Form::post(PATH)
        .errors(&Errors::title(view), &errors.list())
        .body(html! {
            @if merchant {
                (Field::text("tenant_id", view.t("look-tenant")).value(&typed.tenant_id).maxlength(60)
                    .maybe_error(errors.at("tenant_id")))
            } @else {
                (Field::text("person", view.t("look-person")).hint(view.t("look-person-hint")).value(&typed.person)
                    .required().maxlength(254).maybe_error(errors.at("person")))
            }
            (reason_field(view, &typed.reason, errors))
        })
        .actions(Button::primary(view.t("look-begin")).icon(Icon::Eye));
    let title = view.t(if merchant { "look-merchant" } else { "look-customer" });
    html! { (Card::new(title).note(view.t("look-note")).body(form)) }
}

fn row(view: &View, one: &Impersonation) -> Row {
    let whose = match (one.tenant, one.person) {
        (Some(tenant), _) => {
            html! { a href={ "/ops/merchants/" (tenant) } { (code_short(&tenant.to_string())) } }
        }
        (None, person) => code_short(&person.map(|p| p.to_string()).unwrap_or_default()),
    };
    let end = match one.ended_at {
        Some(at) => when(view, at),
        None => html! { (view.t("look-open")) },
    };
    Row::new(vec![
        when(view, one.started_at),
        code_short(&one.operator.to_string()),
        whose,
        html! { span dir="auto" { (one.reason) } },
        end,
    ])
}

async fn show(view: &View, state: &State, typed: &Typed, errors: &Errors) -> Answer {
    let paging = PageRequest { limit: Some(ROWS), after: typed.after.clone().filter(|a| !a.is_empty()) };
    let found = impersonations::list(state, paging.after()?, i64::from(ROWS) + 1).await?;
    let found = Page::cut(found, i64::from(ROWS), |one| one.id);
    let next = found.next_cursor.as_ref().map(|cursor| format!("{PATH}?after={cursor}"));
    let pager = Pager::new(paging.after.is_some().then(|| PATH.to_owned()), next, page::texts(view));
    let columns = ["merchant-when", "merchant-operator", "look-whose", "merchant-reason", "look-ended"];
    let table = Table::new(view.t("look-record"), columns.map(|key| Column::text(view.t(key))).into())
        .rows(found.items.iter().map(|one| row(view, one)).collect())
        .empty(EmptyState::new(Icon::Eye, view.t("look-none"), view.t("look-none-text")))
        .pager(pager);
    let body = html! {
        (PageHeader::new(view.t("nav-impersonations")).lead(view.t("look-lead")))
        (stack(html! {
            (Banner::new(Tone::Info, view.t("look-told")))
            (form(view, typed, errors))
            (table)
        }))
    };
    Ok(page::page(view, Area::Ops, errors.status(), &view.t("nav-impersonations"), body))
}

/// The page.
pub async fn list(
    view: View,
    caller: Result<Caller<Admin>, Problem>,
    state: web::Data<State>,
    call: Query<Call>,
) -> Answer {
    let typed = page::typed(&state, &call.typed).unwrap_or_else(|| call.plain.clone());
    match known(caller, &view) {
        Ok(_) => show(&view, &state, &typed, &Errors::default()).await,
        Err(answer) => answer,
    }
}

/// Begins.
pub async fn begin(
    view: View,
    caller: Result<Caller<Fresh<Admin>>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Typed>,
) -> Answer {
    let back = format!("{PATH}?typed={}", page::kept(&state, &*typed)?);
    let caller = match fresh(caller, &view, &back) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match start(&state, &caller, &typed).await {
        Ok(Target::Tenant(_)) => Ok(redirect("/dashboard")),
        Ok(Target::Person(_)) => Ok(redirect("/account")),
        Err(problem) if problem.kind == Kind::NotFound => Err(problem),
        Err(problem) => show(&view, &state, &typed, &Errors::mend(problem)?).await,
    }
}

async fn start(state: &State, caller: &Caller<Fresh<Admin>>, typed: &Typed) -> Result<Target, Problem> {
    let target = if typed.tenant_id.is_empty() {
        Target::Person(impersonations::person_named(state, &typed.person).await?)
    } else {
        let wrong = |_| Problem::field("/tenant_id", "choice_unknown");
        Target::Tenant(typed.tenant_id.trim().parse().map_err(wrong)?)
    };
    impersonations::begin(state, caller.user()?, session(caller)?, &target, &typed.reason).await?;
    Ok(target)
}

/// Ends what the caller's session looks at.
pub async fn end(
    caller: Option<Caller<Looking<User>>>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    if let Some(caller) = caller
        && caller.operator().is_some()
    {
        impersonations::end_of(&state, session(&caller)?).await?;
    }
    Ok(redirect(PATH))
}
