//! One replay: how far it is, what became of the letters, and the operator's word.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use serde::Deserialize;
use souk_kit::{Caller, Path, Problem, View, caller::Admin};
use souk_ui::{
    Attrs, Banner, Button, Card, Form, Icon, PageHeader, ShellTexts, Tone, button_row, code,
    description_list, element,
};

use super::{
    dead_letters::{PATH, group_link},
    fragment, page, see_other, words,
};
use crate::{
    State,
    app::replays::{self, Outcome, Seen, Word},
    domain::replay::{State as Stand, TOO_MANY_FAILED},
};

/// Where a replay is looked at.
pub fn address(id: i64) -> String {
    format!("/ops/dead-letters/replays/{id}")
}

/// `GET /ops/dead-letters/replays/{id}`
pub async fn show(
    _: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    id: Path<i64>,
) -> Result<HttpResponse, Problem> {
    let seen = replays::look(&state, id.0).await?;
    let replay = &seen.replay;
    let body = html! {
        (PageHeader::new(view.with("replay-of", &[("id", &replay.id.to_string())]))
            .breadcrumbs(ShellTexts::of(view.lang.code()), &[
                (PATH, &view.t("dead-title")),
                (&group_link(&replay.module, &replay.consumer, &replay.kind, &replay.cause), &replay.cause),
            ]))
        (progress(&view, &seen))
    };
    Ok(page(&view, StatusCode::OK, &view.t("replay"), body))
}

/// `GET /ops/dead-letters/replays/{id}/progress`: the part that changes.
pub async fn part(
    _: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    id: Path<i64>,
) -> Result<HttpResponse, Problem> {
    Ok(fragment(progress(&view, &replays::look(&state, id.0).await?)))
}

/// What the buttons send.
#[derive(Debug, Deserialize)]
pub struct Typed {
    #[serde(rename = "do", default)]
    word: String,
}

/// `POST /ops/dead-letters/replays/{id}`: go on, or stop.
pub async fn tell(
    caller: Caller<Admin>,
    state: web::Data<State>,
    id: Path<i64>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let word = match typed.word.as_str() {
        "go_on" => Word::GoOn,
        "stop" => Word::Stop,
        _ => return Err(Problem::field("/do", "choice_unknown")),
    };
    match replays::tell(&state, caller.user()?, id.0, word).await {
        // Somebody was faster, or it ended meanwhile: the page says how it stands.
        Err(problem) if problem.code != "replay_state" => Err(problem),
        _ => Ok(see_other(&address(id.0))),
    }
}

/// Looked at anew every two seconds while it may change.
fn progress(view: &View, seen: &Seen) -> Markup {
    let stand = seen.replay.state();
    let settled = seen.outcome.is_some_and(|o| o.waiting == 0 && o.failing == 0);
    let mut live = Attrs::new().set("id", "replay").set("class", "stack narrow");
    if stand.open() || !settled {
        live = live
            .set("hx-get", format!("{}/progress", address(seen.replay.id)))
            .set("hx-trigger", "every 2s")
            .set("hx-swap", "outerHTML");
    }
    element("div", &live, &html! { (card(view, seen)) (became(view, seen.outcome.as_ref())) })
}

fn card(view: &View, seen: &Seen) -> Markup {
    let replay = &seen.replay;
    let stand = replay.state();
    let gone = replay.sent.saturating_sub(replay.given);
    let (sent, total) = (replay.sent.to_string(), replay.total.to_string());
    let said = view.with("replay-progress", &[("sent", &sent), ("total", &total)]);
    let pace = view.with("replay-pace", &[("rate", &replay.per_minute.to_string())]);
    let list = [
        (
            view.t("column-module"),
            html! { (words::module_name(view, &replay.module)) " " (code(&replay.consumer)) },
        ),
        (view.t("replay-rate"), html! { (pace) }),
        (view.t("reason"), html! { span dir="auto" { (replay.reason) } }),
        (view.t("column-when"), words::when(view, replay.started_at)),
        (view.t("column-who"), code(&replay.started_by)),
    ];
    let list: Vec<_> = list.iter().map(|(word, value)| (word.as_str(), value.clone())).collect();
    html! {
        @if stand == Stand::Waiting {
            (Banner::new(Tone::Warning, view.with("replay-waits", &[("count", &sent)])).text(view.t("replay-waits-text")))
        }
        @if !replay.failure.is_empty() && stand == Stand::Running {
            (Banner::new(Tone::Warning, view.t("replay-silent")).text(replay.failure.clone()))
        }
        @if replay.failure == TOO_MANY_FAILED {
            (Banner::new(Tone::Danger, view.t("replay-gave-up")).text(view.t("replay-gave-up-text")))
        }
        (Card::new(said.clone()).actions(words::replay_state(view, stand)).body(html! {
            progress max=(total) value=(sent) aria-label=(said) { (sent) "/" (total) }
            @if gone > 0 { p class="muted small" { (view.with("replay-gone", &[("count", &gone.to_string())])) } }
            (description_list(&list))
        }))
        @if stand.open() {
            (Form::post(address(replay.id)).inline().actions(button_row(&html! {
                @if stand == Stand::Waiting {
                    (Button::primary(view.t("replay-go-on")).icon(Icon::Play).name_value("do", "go_on"))
                }
                (Button::danger(view.t("replay-stop")).icon(Icon::CircleX).name_value("do", "stop"))
            })))
        }
    }
}

/// What became of those given back.
fn became(view: &View, outcome: Option<&Outcome>) -> Markup {
    let Some(outcome) = outcome else {
        return html! { (Banner::new(Tone::Warning, view.t("replay-unknown"))) };
    };
    let list = [
        (view.t("replay-handled"), outcome.handled),
        (view.t("replay-untried"), outcome.waiting),
        (view.t("replay-failing"), outcome.failing),
        (view.t("replay-dead"), outcome.dead),
    ];
    let list: Vec<_> = list.iter().map(|(word, n)| (word.as_str(), html! { bdi { (n) } })).collect();
    html! { (Card::new(view.t("replay-became")).body(description_list(&list))) }
}
