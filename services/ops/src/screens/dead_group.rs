//! One group of dead letters: what they are, one of them in full, and how to give them back or put them aside.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use serde::Deserialize;
use souk_kit::{Caller, Problem, Query, View, caller::Admin};
use souk_ui::{
    Banner, Button, Card, Column, EmptyState, Field, Form, Icon, PageHeader, Row, ShellTexts, Table, Tone,
    code, code_block, description_list, field_row, split, stack,
};

use super::{
    dead_letters::{GROUP, PATH},
    page, replay, see_other, words,
};
use crate::{
    State,
    app::{
        dead_letters::{self, DeadLetter, Group, Key},
        record::OPERATOR,
        replays,
    },
    http::ReplayRequest,
    store::replays::{self as store, Replay},
};

/// What the form of a replay sends.
#[derive(Clone, Debug, Deserialize)]
pub struct Typed {
    module: String,
    consumer: String,
    kind: String,
    cause: String,
    #[serde(default)]
    per_minute: String,
    #[serde(default)]
    canary: String,
    #[serde(default)]
    stop_percent: String,
    #[serde(default)]
    reason: String,
}

impl Typed {
    fn fresh(key: &Key) -> Self {
        let Key { module, consumer, kind, cause } = key.clone();
        let (per_minute, canary, stop_percent) = ("60".into(), "5".into(), "50".into());
        Self { module, consumer, kind, cause, per_minute, canary, stop_percent, reason: String::new() }
    }

    fn key(&self) -> Key {
        let Self { module, consumer, kind, cause, .. } = self.clone();
        Key { module, consumer, kind, cause }
    }

    /// What is no number is out of every range, and said so at its field.
    fn request(&self) -> ReplayRequest {
        let Self { module, consumer, kind, cause, reason, .. } = self.clone();
        let number = |text: &str| text.trim().parse::<i32>().unwrap_or(-1);
        let (per_minute, canary) = (number(&self.per_minute), number(&self.canary));
        let stop_percent = number(&self.stop_percent);
        ReplayRequest { module, consumer, kind, cause, per_minute, canary, stop_percent, reason }
    }
}

/// `GET /ops/dead-letters/group`
pub async fn show(
    _: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    key: Query<Key>,
) -> Result<HttpResponse, Problem> {
    render(&view, &state, StatusCode::OK, &Typed::fresh(&key), &[], None).await
}

/// `POST /ops/dead-letters/group`: begins a replay of it.
pub async fn begin(
    caller: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let begun = match typed.request().wish() {
        Ok(wish) => replays::begin(&state, caller.user()?, &wish).await,
        Err(problem) => Err(problem),
    };
    match begun {
        Ok(begun) => Ok(see_other(&replay::address(begun.id))),
        Err(problem) if !problem.errors.is_empty() => {
            let said = problem.body().errors;
            let wrong: Vec<_> =
                said.iter().map(|e| (e.pointer.trim_start_matches('/'), e.detail.as_str())).collect();
            render(&view, &state, StatusCode::UNPROCESSABLE_ENTITY, &typed, &wrong, None).await
        }
        Err(problem) if problem.code == "replay_open" || problem.code == "replay_empty" => {
            let title = problem.body().title;
            render(&view, &state, StatusCode::CONFLICT, &typed, &[], Some(&title)).await
        }
        Err(problem) => Err(problem),
    }
}

async fn render(
    view: &View,
    state: &State,
    status: StatusCode,
    typed: &Typed,
    wrong: &[(&str, &str)],
    refused: Option<&str>,
) -> Result<HttpResponse, Problem> {
    let key = typed.key();
    let (group, more) = dead_letters::group(state, &key).await?;
    let open = state
        .db
        .read(OPERATOR, async |conn| {
            let Key { module, consumer, kind, cause } = &key;
            Ok::<_, Problem>(store::open(conn, module, consumer, kind, cause).await?)
        })
        .await?;
    let body = html! {
        @if let Some(refused) = refused { (Banner::new(Tone::Warning, refused)) }
        (PageHeader::new(&group.cause)
            .breadcrumbs(ShellTexts::of(view.lang.code()), &[(PATH, &view.t("dead-title"))]))
        (stack(html! {
            @if more { (Banner::new(Tone::Info, view.t("dead-cut"))) }
            (split(
                facts(view, &group),
                html! {
                    @if let Some(open) = &open { (under_way(view, open)) }
                    @else if !group.letters.is_empty() { (form(view, &group, typed, wrong)) }
                },
            ))
            (letters(view, &group))
        }))
    };
    Ok(page(view, status, &view.t("dead-title"), body))
}

fn facts(view: &View, group: &Group) -> Markup {
    let Some(sample) = group.letters.first() else {
        return html! { (EmptyState::new(Icon::Inbox, view.t("dead-empty"), view.t("dead-empty-text"))) };
    };
    let when = |at| html! { @if let Some(at) = at { (words::when(view, at)) } };
    let data = serde_json::to_string_pretty(&sample.data).unwrap_or_default();
    let list = [
        (view.t("count-dead"), html! { bdi { (group.letters.len()) } }),
        (view.t("column-module"), html! { (words::module_name(view, &group.module)) }),
        (view.t("column-consumer"), code(&group.consumer)),
        (view.t("column-type"), html! { (words::fact(view, &group.kind)) " " (code(&group.kind)) }),
        (view.t("column-first"), when(group.first_at)),
        (view.t("column-gave-up"), when(group.last_at)),
    ];
    let list: Vec<_> = list.iter().map(|(word, value)| (word.as_str(), value.clone())).collect();
    html! {
        (Card::bare().body(description_list(&list)))
        (Card::new(view.t("dead-sample")).note(view.t("dead-sample-note")).body(html! {
            p { bdi { (sample.last_error.as_deref().unwrap_or("—")) } }
            p class="small" { (words::story(&sample.subject)) }
            (code_block(&view.t("data"), &data))
        }))
    }
}

fn under_way(view: &View, open: &Replay) -> Markup {
    html! {
        (Card::new(view.t("replay")).actions(words::replay_state(view, open.state())).body(html! {
            p { (view.t("replay-under-way")) }
            (Button::primary(view.t("replay-look")).href(replay::address(open.id)))
        }))
    }
}

/// How to give all of them back.
fn form(view: &View, group: &Group, typed: &Typed, wrong: &[(&str, &str)]) -> Markup {
    let error = |field: &str| wrong.iter().find(|(name, _)| *name == field).map(|(_, text)| *text);
    let count = group.letters.len().to_string();
    html! {
        (Card::new(view.t("replay-title")).note(view.t("replay-note")).body(
            Form::post(GROUP)
                .errors(&view.t("form-wrong"), wrong)
                .hidden("module", &typed.module).hidden("consumer", &typed.consumer)
                .hidden("kind", &typed.kind).hidden("cause", &typed.cause)
                .body(html! {
                    (field_row(html! {
                        (Field::number("per_minute", view.t("replay-rate")).value(&typed.per_minute).min(1).max(6000)
                            .required().maybe_error(error("per_minute")))
                        (Field::number("canary", view.t("replay-canary")).value(&typed.canary).min(0)
                            .hint(view.t("replay-canary-hint")).required().maybe_error(error("canary")))
                        (Field::number("stop_percent", view.t("replay-stop-at")).value(&typed.stop_percent).min(1).max(100)
                            .hint(view.t("replay-stop-at-hint")).required().maybe_error(error("stop_percent")))
                    }))
                    (Field::text("reason", view.t("reason")).value(&typed.reason).hint(view.t("reason-hint"))
                        .required().maxlength(500).maybe_error(error("reason")))
                })
                .actions(Button::primary(view.with("dead-replay-all", &[("count", &count)])).icon(Icon::RotateCcw)),
        ))
        (Form::post(PATH).inline().hidden("module", &group.module).hidden("all", all(group))
            .actions(Button::quiet(view.t("dead-archive-all")).icon(Icon::Archive).name_value("do", "archive")))
    }
}

fn all(group: &Group) -> String {
    let all: Vec<_> = group.letters.iter().map(|l| l.seq.to_string()).collect();
    all.join(",")
}

/// All of them, to choose some.
fn letters(view: &View, group: &Group) -> Markup {
    let columns = ["column-about", "column-attempts", "column-error", "column-gave-up"];
    let table = Table::new(view.t("dead-title"), columns.map(|key| Column::text(view.t(key))).into())
        .rows(group.letters.iter().map(|letter| row(view, letter)).collect())
        .bulk(html! {
            (Button::secondary(view.t("dead-replay")).icon(Icon::RotateCcw).name_value("do", "replay"))
            (Button::quiet(view.t("dead-archive")).icon(Icon::Archive).name_value("do", "archive"))
        });
    html! {
        @if !group.letters.is_empty() {
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
