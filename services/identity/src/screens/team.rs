//! The team: members, their roles, invitations.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use souk_events::{TenantId, UserId};
use souk_kit::{
    Caller, Problem, Query, View,
    caller::{Demand, Fresh, Manager},
    paging::{Page, PageRequest},
    token::Role,
};
use souk_ui::{
    Area, Button, Card, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Pager, Row, Select, Table,
    Tone, field_row, html, stack, status,
};
use uuid::Uuid;

use super::{
    form::Errors,
    page::{self, Answer, known, redirect, when},
    security::fresh,
};
use crate::{
    State,
    app::{
        invitations,
        members::{self, Actor, Member},
    },
    domain::roles::{self, State as Standing},
    http::actor,
    store,
};

/// Whom to invite.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Invite {
    email: String,
    role: String,
}

fn role_name(view: &View, role: Role) -> String {
    view.t(&format!("role-{}", role.as_str()))
}

fn options(view: &View, by: Actor) -> Vec<(&'static str, String)> {
    roles::may_give(by.role).into_iter().map(|r| (r.as_str(), role_name(view, r))).collect()
}

fn change_form(view: &View, by: Actor, member: &Member, role: Role) -> Markup {
    let who = member.membership.user_id;
    let button = |key: &str, act: &str| Button::quiet(view.t(key)).small().name_value("act", act);
    let leaves = who == by.user;
    if !leaves && !roles::may_manage(by.role, role) {
        return Markup::default();
    }
    let active = member.membership.state == Standing::Active.as_str();
    let select = Select::new("role", view.t("role")).id(&format!("role-{who}")).hide_label();
    let form = Form::post("/dashboard/team/change").inline().hidden("user_id", who.to_string());
    let form = if roles::may_manage(by.role, role) {
        form.body(select.options(options(view, by)).selected(role.as_str()))
    } else {
        form
    };
    html! {
        (form.actions(html! {
            @if roles::may_manage(by.role, role) { (button("save", "role")) }
            @if leaves { (button("member-leave", "remove")) } @else {
                @if active { (button("member-suspend", "suspend")) } @else { (button("member-activate", "activate")) }
                (button("member-remove", "remove"))
            }
        }))
    }
}

fn member_row(view: &View, by: Actor, member: &Member) -> Result<Row, Problem> {
    let role = store::role(&member.membership.role)?;
    let state = if member.membership.state == Standing::Active.as_str() {
        status(Tone::Success, &view.t("member-active"))
    } else {
        status(Tone::Warning, &view.t("member-suspended"))
    };
    Ok(Row::new(vec![
        html! { strong { (member.display_name) } br; span class="hint" { (member.email) } },
        html! { (role_name(view, role)) },
        state,
        change_form(view, by, member, role),
    ]))
}

const PATH: &str = "/dashboard/team";
/// Rows of a table of the page.
const ROWS: i64 = 50;

/// Which part of the team and of the invitations is shown.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    members: Option<String>,
    invitations: Option<String>,
    #[serde(default)]
    typed: String,
}

/// A page request that goes on after a cursor of the address.
fn after(cursor: Option<&String>) -> PageRequest {
    PageRequest { limit: None, after: cursor.cloned() }
}

/// The way to the rest of a table, and back to its beginning.
fn pager(view: &View, name: &str, call: Option<&String>, next: Option<&String>) -> Pager {
    let first = call.map(|_| "/dashboard/team".to_owned());
    let next = next.map(|cursor| format!("/dashboard/team?{name}={cursor}"));
    Pager::new(first, next, page::texts(view))
}

async fn invited(
    view: &View,
    state: &State,
    tenant: TenantId,
    call: Option<&String>,
) -> Result<Table, Problem> {
    let open = invitations::list(state, tenant, after(call).after()?, ROWS + 1).await?;
    let open = Page::cut(open, ROWS, |(i, _)| (i.created_at, i.id));
    let pager = pager(view, "invitations", call, open.next_cursor.as_ref());
    let mut rows = Vec::new();
    for (invitation, email) in open.items {
        let button = Button::quiet(view.t("invitation-revoke")).small().icon(Icon::X);
        rows.push(Row::new(vec![
            html! { (email) },
            html! { (role_name(view, store::role(&invitation.role)?)) },
            when(view, invitation.expires_at),
            html! { (Form::post("/dashboard/team/revoke").inline().hidden("id", invitation.id.to_string()).actions(button)) },
        ]));
    }
    let columns = ["email", "role", "invitation-until", "actions"].map(|key| Column::text(view.t(key)));
    let empty = EmptyState::new(Icon::Mail, view.t("invitations-none"), view.t("invitations-none-text"));
    Ok(Table::new(view.t("invitations"), columns.into()).rows(rows).empty(empty).pager(pager))
}

async fn show<D: Demand>(
    view: &View,
    state: &State,
    caller: &Caller<D>,
    call: &Call,
    typed: &Invite,
    errors: &Errors,
) -> Result<HttpResponse, Problem> {
    let (tenant, by) = (caller.tenant()?, actor(caller)?);
    let team = members::list(state, tenant, after(call.members.as_ref()).after()?, ROWS + 1).await?;
    let team = Page::cut(team, ROWS, |m| (m.membership.since, m.membership.user_id));
    let mut rows = Vec::new();
    for member in &team.items {
        rows.push(member_row(view, by, member)?);
    }
    let team = pager(view, "members", call.members.as_ref(), team.next_cursor.as_ref());
    let columns = ["member", "role", "member-state", "actions"].map(|key| Column::text(view.t(key)));
    let form = Form::post("/dashboard/team/invite")
        .errors(&Errors::title(view), &errors.list())
        .body(field_row(html! {
            (Field::email("email", view.t("email")).value(&typed.email).required().maxlength(254)
                .maybe_error(errors.at("email")))
            (Select::new("role", view.t("role")).options(options(view, by)).selected(&typed.role)
                .maybe_error(errors.at("role")))
        }))
        .actions(Button::primary(view.t("invite")).icon(Icon::Send));
    let body = html! {
        (PageHeader::new(view.t("nav-team")).lead(view.t("team-lead")))
        (stack(html! {
            (Table::new(view.t("members"), columns.into()).rows(rows).pager(team))
            (Card::new(view.t("invite-title")).note(view.t("invite-note")).body(form))
            (invited(view, state, tenant, call.invitations.as_ref()).await?)
        }))
    };
    Ok(page::page(view, Area::Dashboard, errors.status(), &view.t("nav-team"), body))
}

/// The page once more, with what is wrong.
async fn again(
    view: &View,
    state: &State,
    caller: &Caller<Fresh<Manager>>,
    typed: &Invite,
    problem: Problem,
) -> Answer {
    show(view, state, caller, &Call::default(), typed, &Errors::mend(problem)?).await
}

/// The page.
pub async fn page(
    view: View,
    caller: Result<Caller<Manager>, Problem>,
    state: web::Data<State>,
    call: Query<Call>,
) -> Answer {
    match known(caller, &view) {
        Ok(caller) => {
            let typed = page::typed(&state, &call.typed).unwrap_or_default();
            show(&view, &state, &caller, &call, &typed, &Errors::default()).await
        }
        Err(answer) => answer,
    }
}

/// Sends an invitation.
pub async fn invite(
    view: View,
    caller: Result<Caller<Fresh<Manager>>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Invite>,
) -> Answer {
    let back = format!("{PATH}?typed={}", page::kept(&state, &*typed)?);
    let caller = match fresh(caller, &view, &back) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let (tenant, by) = (caller.tenant()?, actor(&caller)?);
    let sent = match Role::parse(&typed.role) {
        None => Err(Problem::field("/role", "choice_unknown")),
        Some(role) => invitations::invite(&state, tenant, by, &typed.email, role, view.lang).await.map(drop),
    };
    match sent {
        Ok(()) => Ok(redirect("/dashboard/team")),
        Err(problem) => again(&view, &state, &caller, &typed, problem).await,
    }
}

/// Which invitation.
#[derive(Debug, Deserialize)]
pub struct Revoke {
    id: Uuid,
}

/// Takes an invitation back.
pub async fn revoke(
    view: View,
    caller: Result<Caller<Fresh<Manager>>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Revoke>,
) -> Answer {
    let caller = match fresh(caller, &view, PATH) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match invitations::revoke(&state, caller.tenant()?, actor(&caller)?, typed.id).await {
        Ok(()) => Ok(redirect("/dashboard/team")),
        Err(problem) => again(&view, &state, &caller, &Invite::default(), problem).await,
    }
}

/// What to do with whom.
#[derive(Debug, Deserialize)]
pub struct Change {
    user_id: String,
    act: String,
    #[serde(default)]
    role: String,
}

/// Changes a member.
pub async fn change(
    view: View,
    caller: Result<Caller<Fresh<Manager>>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Change>,
) -> Answer {
    let caller = match fresh(caller, &view, PATH) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let (tenant, by) = (caller.tenant()?, actor(&caller)?);
    let user: UserId = typed.user_id.parse().map_err(|_| Problem::not_found())?;
    let (role, standing) = match typed.act.as_str() {
        "role" => (Role::parse(&typed.role), None),
        "suspend" => (None, Some(Standing::Suspended)),
        "activate" => (None, Some(Standing::Active)),
        "remove" => (None, Some(Standing::Removed)),
        _ => return Err(Problem::field("/act", "choice_unknown")),
    };
    match members::change(&state, tenant, by, user, role, standing).await {
        Ok(_) if user == by.user && standing == Some(Standing::Removed) => Ok(redirect("/account")),
        Ok(_) => Ok(redirect("/dashboard/team")),
        Err(problem) => again(&view, &state, &caller, &Invite::default(), problem).await,
    }
}
