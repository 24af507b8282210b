//! Dead letters of all modules: grouped by cause, to replay or put aside by one, several or all.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use serde::Deserialize;
use souk_kit::{Caller, Problem, View, caller::Admin};
use souk_ui::{
    Banner, Button, Column, EmptyState, Form, Icon, PageHeader, Row, Table, Tone, code, code_block, stack,
    tag, toast,
};
use url::form_urlencoded;

use super::{link, page, see_other, words};
use crate::{
    State,
    app::dead_letters::{self, DeadLetter, Deed, Group},
    http,
};

const PATH: &str = "/ops/dead-letters";

/// What is shown after the form was done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
    count: Option<u64>,
    failed: Option<String>,
}

/// `GET /ops/dead-letters`
pub async fn show(
    _: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    done: web::Query<Done>,
) -> HttpResponse {
    let overview = dead_letters::overview(&state).await;
    let names = |list: &[String]| {
        let names: Vec<_> = list.iter().map(|m| words::module_name(&view, m)).collect();
        names.join(", ")
    };
    let body = html! {
        @if let Some(note) = done_note(&view, &done) { (note) }
        (PageHeader::new(view.t("dead-title")).lead(view.t("dead-lead")))
        (stack(html! {
            @if let Some(module) = &done.failed {
                (Banner::new(Tone::Danger, view.with("dead-failed", &[("module", &words::module_name(&view, module))])))
            }
            @if !overview.silent.is_empty() {
                (Banner::new(Tone::Warning, view.t("dead-silent")).text(names(&overview.silent)))
            }
            @if !overview.cut.is_empty() {
                (Banner::new(Tone::Info, view.t("dead-cut")).text(names(&overview.cut)))
            }
            @if overview.groups.is_empty() {
                (EmptyState::new(Icon::Inbox, view.t("dead-empty"), view.t("dead-empty-text")))
            }
            @for group in &overview.groups { (group_table(&view, group)) }
        }))
    };
    page(&view, StatusCode::OK, &view.t("dead-title"), body)
}

fn done_note(view: &View, done: &Done) -> Option<Markup> {
    let key = match done.done.as_deref()? {
        "replay" => "dead-replayed",
        _ => "dead-archived",
    };
    let count = done.count.unwrap_or_default().to_string();
    Some(toast(Tone::Success, &view.with(key, &[("count", &count)])))
}

fn group_table(view: &View, group: &Group) -> Markup {
    let count = group.letters.len().to_string();
    let all: Vec<_> = group.letters.iter().map(|l| l.seq.to_string()).collect();
    let whole = Form::post(PATH)
        .inline()
        .hidden("module", &group.module)
        .hidden("all", all.join(","))
        .actions(html! {
            (Button::primary(view.with("dead-replay-all", &[("count", &count)]))
                .small().icon(Icon::RotateCcw).name_value("do", "replay"))
            (Button::quiet(view.t("dead-archive-all")).small().icon(Icon::Archive).name_value("do", "archive"))
        });
    let columns = ["column-about", "column-attempts", "column-error", "column-gave-up"];
    let table = Table::new(view.t("dead-title"), columns.map(|key| Column::text(view.t(key))).into())
        .rows(group.letters.iter().map(|letter| row(view, letter)).collect())
        .bulk(html! {
            (Button::secondary(view.t("dead-replay")).icon(Icon::RotateCcw).name_value("do", "replay"))
            (Button::quiet(view.t("dead-archive")).icon(Icon::Archive).name_value("do", "archive"))
        });
    html! {
        section class="section" id=(group.module) {
            header class="section-head" {
                div {
                    h2 { bdi { (group.cause) } }
                    p class="cluster small" {
                        (tag(&words::module_name(view, &group.module))) (code(&group.consumer)) (code(&group.kind))
                    }
                }
                (whole)
            }
            form method="post" action=(PATH) {
                input type="hidden" name="module" value=(group.module);
                (table)
            }
        }
    }
}

fn row(view: &View, letter: &DeadLetter) -> Row {
    let data = serde_json::to_string_pretty(&letter.data).unwrap_or_default();
    let about = html! {
        div { (words::story(&letter.subject)) }
        div class="muted small" { (words::story(&letter.correlation)) }
    };
    let error = html! {
        details {
            summary { bdi { (letter.last_error.as_deref().unwrap_or("—")) } }
            (code_block(&view.t("data"), &data))
        }
    };
    let gave_up = html! { (words::when(view, letter.dead_at.unwrap_or(letter.received_at))) };
    let attempts = html! { bdi { (letter.attempt) } };
    let choose = view.with("choose", &[("what", &letter.subject)]);
    Row::new(vec![about, attempts, error, gave_up]).select("ids", letter.seq.to_string(), choose)
}

/// What the forms send: one module, a deed, and rows by checkbox (`ids`) or as a list (`all`).
#[derive(Debug, Default, PartialEq, Eq)]
struct Typed {
    module: String,
    deed: Option<String>,
    ids: Vec<i64>,
}

fn read(body: &[u8]) -> Typed {
    let mut typed = Typed::default();
    for (name, value) in form_urlencoded::parse(body) {
        match name.as_ref() {
            "module" => typed.module = value.into_owned(),
            "do" => typed.deed = Some(value.into_owned()),
            "ids" | "all" => {
                typed.ids.extend(value.split(',').filter_map(|id| id.trim().parse::<i64>().ok()))
            }
            _ => {}
        }
    }
    typed
}

/// `POST /ops/dead-letters`
pub async fn act(
    caller: Caller<Admin>,
    state: web::Data<State>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let typed = read(&body);
    let (deed, word) = match typed.deed.as_deref() {
        Some("replay") => (Deed::Replay, "replay"),
        Some("archive") => (Deed::Archive, "archive"),
        _ => return Err(Problem::field("/do", "choice_unknown")),
    };
    if typed.ids.is_empty() {
        return Ok(see_other(PATH));
    }
    http::letter_ids(&typed.ids).map_err(|e| Problem::fields(vec![e]))?;
    let done =
        dead_letters::act(&state, caller.user()?, deed, &typed.module, &typed.ids, String::new()).await;
    match done {
        Ok(count) => Ok(see_other(&link(PATH, &[("done", word), ("count", &count.to_string())]))),
        Err(problem) if problem.code == "module_silent" => {
            Ok(see_other(&link(PATH, &[("failed", &typed.module)])))
        }
        Err(problem) => Err(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_by_checkbox_or_as_a_list() {
        let typed = read(b"module=orders&do=replay&ids=4&ids=7&all=9%2C11%2Cx");
        assert_eq!(
            typed,
            Typed { module: "orders".into(), deed: Some("replay".into()), ids: vec![4, 7, 9, 11] }
        );
    }
}
