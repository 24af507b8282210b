//! `/dashboard/whatsapp/conversations`: those that somebody of the shop answers.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::ContactId;
use souk_kit::{Caller, Path, Problem, Query, View, caller::Agent};
use souk_ui::{
    Button, Card, EmptyState, Field, Form, Icon, Markup, PageHeader, ShellTexts, TimelineItem, Tone, html,
    stack, timeline,
};

use super::{Done, FormErrors, dashboard, notice, see_other, when};
use crate::{
    app::conversation::{self, Conversation, Line},
    state::State,
};

const HERE: &str = "/dashboard/whatsapp/conversations";

/// What the form of a conversation sends.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    text: String,
}

fn name(view: &View, name: Option<&str>, ending: &str) -> Markup {
    html! {
        span dir="auto" { (name.map_or_else(|| view.t("unknown-name"), str::to_owned)) }
        @if !ending.is_empty() { " " span class="muted" { bdi { "…" (ending) } } }
    }
}

/// Who waits, longest first.
pub async fn page(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let all = conversation::waiting(&state, caller.tenant()?).await?;
    let home = view.t("whatsapp-title");
    let crumbs = [("/dashboard/whatsapp", home.as_str())];
    let body = html! {
        (notice(&view, done.done.as_deref()))
        (PageHeader::new(view.t("inbox")).lead(view.t("inbox-lead"))
            .breadcrumbs(ShellTexts::of(view.lang.code()), &crumbs))
        @if all.is_empty() {
            (EmptyState::new(Icon::MessageCircle, view.t("inbox-none"), view.t("inbox-none-text")))
        } @else {
            (Card::bare().body(html! {
                div class="stack" role="list" {
                    @for one in &all {
                        div class="cluster" role="listitem" {
                            a href={ (HERE) "/" (one.id) } { (name(&view, one.name.as_deref(), &one.ending)) }
                            span class="muted small" { (when(&view, one.since)) }
                        }
                    }
                }
            }))
        }
    };
    Ok(dashboard(&view, StatusCode::OK, &view.t("inbox"), body))
}

pub(super) fn line(view: &View, line: &Line) -> TimelineItem {
    let extra = match line.kind.as_str() {
        "media" | "contact_card" => Some(view.t("with-media")),
        "location" => Some(view.t("at-place")),
        _ => None,
    };
    let text = line.text.clone().unwrap_or_else(|| view.t("erased"));
    let title = html! {
        @for part in text.lines() { span dir="auto" { (part) } br; }
        @if let Some(extra) = &extra { span class="muted" { (extra) } }
    };
    let item = TimelineItem::new(title, when(view, line.at));
    match &line.state {
        Some(state) => {
            let tone = match state.as_str() {
                "failed" | "dead" | "stale" | "suppressed" => Tone::Danger,
                "delivered" | "read" => Tone::Success,
                _ => Tone::Neutral,
            };
            let shown = view.t(&format!("state-{state}"));
            item.tone(tone).icon(Icon::Store).body(html! { span class="muted small" { (shown) } })
        }
        None => item.icon(Icon::User),
    }
}

fn sheet(view: &View, shown: &Conversation, typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let (home, inbox) = (view.t("whatsapp-title"), view.t("inbox"));
    let crumbs = [("/dashboard/whatsapp", home.as_str()), (HERE, inbox.as_str())];
    let here = format!("{HERE}/{}", shown.id);
    let title = shown.name.clone().unwrap_or_else(|| view.t("unknown-name"));
    let lines: Vec<_> = shown.lines.iter().map(|one| line(view, one)).collect();
    let mut answer = Form::post(&here).body(
        Field::textarea("text", view.t("reply"))
            .rows(3)
            .maxlength(1000)
            .attr("dir", "auto")
            .value(typed.map(|t| t.text.clone()).unwrap_or_default())
            .maybe_error(errors.get("text")),
    );
    if typed.is_some() {
        answer = answer.errors(&view.t("form-errors"), &errors.summary());
    }
    html! {
        (PageHeader::new(title).breadcrumbs(ShellTexts::of(view.lang.code()), &crumbs))
        (stack(html! {
            (Card::bare().body(timeline(&lines)))
            (Card::bare().body(answer.actions(html! {
                (Button::primary(view.t("send")).icon(Icon::Send).name_value("do", "reply"))
                @if shown.since.is_some() {
                    (Button::quiet(view.t("close")).icon(Icon::Check).name_value("do", "close"))
                }
            })))
        }))
    }
}

/// One conversation.
pub async fn one(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<ContactId>,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let shown = conversation::show(&state, caller.tenant()?, *id).await?;
    let body = html! {
        (notice(&view, done.done.as_deref()))
        (sheet(&view, &shown, None, &FormErrors::default()))
    };
    Ok(dashboard(&view, StatusCode::OK, &view.t("inbox"), body))
}

/// Answers, or gives the conversation back to the bot.
pub async fn act(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<ContactId>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    if typed.what == "close" {
        conversation::close(&state, tenant, *id).await?;
        return Ok(see_other(&format!("{HERE}?done=closed")));
    }
    match conversation::reply(&state, tenant, *id, &typed.text).await {
        Ok(_) => Ok(see_other(&format!("{HERE}/{}?done=sent", *id))),
        Err(problem) if matches!(problem.kind, souk_kit::Kind::Internal | souk_kit::Kind::NotFound) => {
            Err(problem)
        }
        Err(problem) => {
            let shown = conversation::show(&state, tenant, *id).await?;
            let body = sheet(&view, &shown, Some(&typed), &FormErrors::named(&problem));
            Ok(dashboard(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("inbox"), body))
        }
    }
}
