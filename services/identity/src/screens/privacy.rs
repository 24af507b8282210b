//! Asking to be erased, and changing one's mind; for operators, which module has answered.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_kit::{
    Caller, Problem, Query, View,
    caller::{Admin, Demand, Fresh, User},
};
use souk_ui::{
    Area, Banner, Button, Card, Column, EmptyState, Form, Icon, PageHeader, Row, Table, Tone, code, html,
    stack, status,
};

use super::{
    form::Errors,
    page::{self, Answer, known, redirect, when},
    security::fresh,
};
use crate::{
    State,
    app::erasure,
    store::erasures::{Erasure, Task},
};

const PATH: &str = "/account/privacy";

/// What the page is called with.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    done: Option<String>,
}

async fn show<D: Demand>(
    view: &View,
    state: &State,
    caller: &Caller<D>,
    errors: &Errors,
    undone: bool,
) -> Result<HttpResponse, Problem> {
    let open = erasure::open(state, caller.user()?).await?;
    let days = state.config.privacy.grace_days.to_string();
    let card = Card::new(view.t("erase-title"));
    let card = match &open {
        Some(open) => card.note(view.t("erase-waits-note")).body(html! {
            p { (view.t("erase-waits")) " " (when(view, open.due_at)) }
            (Form::post("/account/privacy/undo").actions(Button::primary(view.t("erase-undo")).icon(Icon::Undo2)))
        }),
        None => card.note(view.with("erase-note", &[("days", &days)])).body(html! {
            ul { @for key in ["erase-gone", "erase-stays"] { li { (view.t(key)) } } }
            (Form::post("/account/privacy/erase").errors(&Errors::title(view), &errors.list())
                .actions(Button::danger(view.t("erase-ask")).icon(Icon::Trash)))
        }),
    };
    let body = stack(html! {
        @if undone { (Banner::new(Tone::Success, view.t("erase-undone"))) }
        (Card::new(view.t("data-title")).note(view.t("data-note"))
            .body(Button::secondary(view.t("data-take")).href("/v1/me/data").icon(Icon::Download)))
        (card)
    });
    Ok(page::account(view, errors.status(), "privacy", &body))
}

/// The page.
pub async fn page(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    call: Query<Call>,
) -> Answer {
    match known(caller, &view) {
        Ok(caller) => show(&view, &state, &caller, &Errors::default(), call.done.is_some()).await,
        Err(answer) => answer,
    }
}

/// Asks to be erased.
pub async fn erase(
    view: View,
    caller: Result<Caller<Fresh<User>>, Problem>,
    state: web::Data<State>,
) -> Answer {
    let caller = match fresh(caller, &view, PATH) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match erasure::request(&state, caller.user()?).await {
        Ok(_) => Ok(redirect(PATH)),
        Err(problem) if problem.code == "erasure_open" => Ok(redirect(PATH)),
        Err(problem) => show(&view, &state, &caller, &Errors::mend(problem)?, false).await,
    }
}

/// Changes one's mind.
pub async fn undo(view: View, caller: Result<Caller<User>, Problem>, state: web::Data<State>) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match erasure::undo(&state, caller.user()?).await {
        Err(problem) if problem.kind != souk_kit::Kind::NotFound => Err(problem),
        _ => Ok(redirect("/account/privacy?done=undone")),
    }
}

fn row(view: &View, one: &Erasure, answers: &[Task]) -> Row {
    let tone = match one.state.as_str() {
        "done" => Tone::Success,
        "running" => Tone::Warning,
        _ => Tone::Neutral,
    };
    let answer = |task: &Task| {
        let rows = task.rows.unwrap_or(0).to_string();
        match task.done_at {
            Some(_) => status(Tone::Success, &format!("{} ({rows})", task.module)),
            None => status(Tone::Warning, &task.module),
        }
    };
    Row::new(vec![
        code(&one.user_id.to_string()),
        when(view, one.requested_at),
        status(tone, &view.t(&format!("erasure-{}", one.state))),
        html! { @for task in answers { (answer(task)) " " } },
        when(view, one.closed_at.unwrap_or(one.due_at)),
    ])
}

/// Which module has answered which erasure.
pub async fn matrix(view: View, caller: Result<Caller<Admin>, Problem>, state: web::Data<State>) -> Answer {
    if let Err(answer) = known(caller, &view) {
        return answer;
    }
    let found = erasure::list(&state).await?;
    let columns = ["erasure-who", "erasure-asked", "merchant-state", "erasure-answers", "erasure-when"];
    let empty = EmptyState::new(Icon::ShieldCheck, view.t("erasures-none"), view.t("erasures-none-text"));
    let table = Table::new(view.t("nav-erasures"), columns.map(|key| Column::text(view.t(key))).into())
        .rows(found.iter().map(|(one, answers)| row(&view, one, answers)).collect())
        .empty(empty);
    let body = html! { (PageHeader::new(view.t("nav-erasures")).lead(view.t("erasures-lead"))) (table) };
    Ok(page::page(&view, Area::Ops, Errors::default().status(), &view.t("nav-erasures"), body))
}
