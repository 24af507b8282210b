//! Dead letters of all modules by cause, the replays that were begun, and what the forms do.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use serde::Deserialize;
use souk_kit::{Caller, Problem, View, caller::Admin, paging::PageRequest};
use souk_ui::{Banner, Column, EmptyState, Icon, PageHeader, Row, Table, Tone, code, stack, toast};
use url::form_urlencoded;

use super::{link, page, see_other, words};
use crate::{
    State,
    app::dead_letters::{self, Deed, Group},
    http,
    store::replays::Replay,
};

/// Its address.
pub const PATH: &str = "/ops/dead-letters";
/// That of one group.
pub const GROUP: &str = "/ops/dead-letters/group";
/// Replays shown below.
const REPLAYS: u16 = 10;

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
) -> Result<HttpResponse, Problem> {
    let paging = PageRequest { limit: Some(REPLAYS), after: None };
    let replays = http::replay_page(&state, &paging).await?.items;
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
            (groups_table(&view, &overview.groups))
            @if !replays.is_empty() { (replays_table(&view, &replays)) }
        }))
    };
    Ok(page(&view, StatusCode::OK, &view.t("dead-title"), body))
}

fn done_note(view: &View, done: &Done) -> Option<Markup> {
    let key = match done.done.as_deref()? {
        "replay" => "dead-replayed",
        _ => "dead-archived",
    };
    let count = done.count.unwrap_or_default().to_string();
    Some(toast(Tone::Success, &view.with(key, &[("count", &count)])))
}

/// The address of a group's page.
pub fn group_link(module: &str, consumer: &str, kind: &str, cause: &str) -> String {
    link(GROUP, &[("module", module), ("consumer", consumer), ("kind", kind), ("cause", cause)])
}

fn groups_table(view: &View, groups: &[Group]) -> Markup {
    let columns = [
        Column::text(view.t("column-cause")),
        Column::number(view.t("count-dead")),
        Column::text(view.t("column-module")),
        Column::text(view.t("column-first")),
        Column::text(view.t("column-gave-up")),
    ];
    html! {
        (Table::new(view.t("dead-title"), columns.into())
            .rows(groups.iter().enumerate().map(|(n, group)| {
                let row = group_row(view, group);
                // The health board leads to a module's first group.
                let first = groups.iter().take(n).all(|other| other.module != group.module);
                if first { row.id(group.module.clone()) } else { row }
            }).collect())
            .empty(EmptyState::new(Icon::Inbox, view.t("dead-empty"), view.t("dead-empty-text"))))
    }
}

fn group_row(view: &View, group: &Group) -> Row {
    let Group { module, consumer, kind, cause, .. } = group;
    let who = html! {
        div { (words::module_name(view, module)) }
        div class="muted small" { (code(consumer)) " ← " (code(kind)) }
    };
    let when = |at| html! { @if let Some(at) = at { (words::when(view, at)) } };
    Row::new(vec![
        html! { bdi { (cause) } },
        html! { (group.letters.len()) },
        who,
        when(group.first_at),
        when(group.last_at),
    ])
    .href(group_link(module, consumer, kind, cause))
}

fn replays_table(view: &View, replays: &[Replay]) -> Markup {
    let columns = ["replay", "column-state", "column-progress", "column-when"];
    let row = |replay: &Replay| {
        let what = html! {
            div { bdi { (replay.cause) } }
            div class="muted small" { (words::module_name(view, &replay.module)) " · " (code(&replay.consumer)) }
        };
        Row::new(vec![
            what,
            words::replay_state(view, replay.state()),
            html! { bdi { (replay.sent) "/" (replay.total) } },
            words::when(view, replay.started_at),
        ])
        .href(super::replay::address(replay.id))
    };
    html! {
        section class="section" {
            header class="section-head" { h2 { (view.t("replays")) } }
            (Table::new(view.t("replays"), columns.map(|key| Column::text(view.t(key))).into())
                .rows(replays.iter().map(row).collect()))
        }
    }
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
