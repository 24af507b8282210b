//! One story from its first fact to its last, by whatever names a part of it.
use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use serde::Deserialize;
use souk_kit::{Caller, Problem, View, caller::Admin, format, trace::Step};
use souk_ui::{
    Banner, Button, Card, EmptyState, Field, Form, Icon, PageHeader, TimelineItem, Tone, code, code_block,
    tag, time_exact, timeline as timeline_list,
};

use super::{page, words};
use crate::{
    State,
    app::timeline::{Timeline, timeline},
    domain::{input, key::Key},
    store::events::EventEntry,
};

/// What is searched.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// `GET /ops/timeline`
pub async fn show(
    caller: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    typed: web::Query<Typed>,
) -> Result<HttpResponse, Problem> {
    let (found, wrong) = match input::filter("/q", Some(&typed.q)) {
        Ok(Some(q)) => (Some(timeline(&state, caller.user()?, q).await?), None),
        Ok(None) => (None, None),
        Err(error) => (None, Some(view.t(&format!("field-{}", error.code.replace('_', "-"))))),
    };
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let typed: String = typed.q.chars().take(input::FILTER_MAX).collect();
    // A phone is typed, not shown.
    let shown = if Key::of(&typed) == Key::Phone { String::new() } else { typed };
    let body = html! {
        (PageHeader::new(view.t("timeline-title")).lead(view.t("timeline-lead")))
        div class="stack narrow" {
            (Form::get("/ops/timeline").inline()
                .body(Field::search("q", view.t("timeline-field")).value(shown).hint(view.t("timeline-hint"))
                    .required().maxlength(100).maybe_error(wrong.as_deref()))
                .actions(Button::primary(view.t("timeline-search")).icon(Icon::Search)))
            @if let Some(found) = &found { (story(&view, found)) }
        }
    };
    Ok(page(&view, status, &view.t("timeline-title"), body))
}

fn story(view: &View, found: &Timeline) -> Markup {
    if !found.choices.is_empty() {
        return choices(view, found);
    }
    let times = found.entries.iter().map(|entry| entry.time).chain(found.steps.iter().map(|step| step.at));
    let Some(first) = times.min() else {
        return html! {
            (silent(view, found))
            (EmptyState::new(Icon::SearchX, view.t("timeline-none"), view.t("timeline-none-text")))
        };
    };
    let told = found.entries.iter().map(|entry| (entry.time, item(view, entry, first)));
    let mut items: Vec<_> =
        told.chain(found.steps.iter().map(|one| (one.at, step(view, one, first)))).collect();
    items.sort_by_key(|(at, _)| *at);
    let items: Vec<_> = items.into_iter().map(|(_, item)| item).collect();
    let number = found.entries.iter().find_map(|e| e.number.as_deref());
    let title = match number {
        Some(number) => view.with("timeline-of-order", &[("number", number)]),
        None => view.t("timeline-of"),
    };
    let count = items.len().to_string();
    html! {
        (silent(view, found))
        @if found.cut { (Banner::new(Tone::Info, view.t("timeline-cut"))) }
        (Card::new(title).note(view.with("timeline-count", &[("count", &count)])).body(timeline_list(&items)))
    }
}

/// Who did not say what it knows.
fn silent(view: &View, found: &Timeline) -> Markup {
    html! {
        @for module in &found.silent {
            (Banner::new(Tone::Warning, view.with("timeline-silent", &[("module", &words::module_name(view, module))])))
        }
    }
}

fn choices(view: &View, found: &Timeline) -> Markup {
    html! {
        (Card::new(view.t("timeline-several")).body(html! {
            div class="stack" role="list" {
                @for entry in &found.choices {
                    div class="cluster" role="listitem" {
                        (words::story(&entry.subject)) (words::when(view, entry.time))
                        @if let Some(tenant) = entry.tenant_id { (code(&tenant.to_string())) }
                    }
                }
            }
        }))
    }
}

/// When, since the first and exactly.
fn at(view: &View, at: DateTime<Utc>, first: DateTime<Utc>) -> Markup {
    let shown =
        format!("{}:{} UTC", format::date_time(view.lang, chrono_tz::Tz::UTC, at), at.format("%S%.3f"));
    html! {
        bdi { strong { (words::offset(at - first)) } } " · " (time_exact(&at.to_rfc3339(), &shown))
    }
}

/// What a module knows beside the facts.
fn step(view: &View, step: &Step, first: DateTime<Utc>) -> TimelineItem {
    let title = match step.kind.as_str() {
        kind @ ("received" | "asked" | "attempt" | "status") => view.t(&format!("step-{kind}")),
        kind => kind.to_owned(),
    };
    let word = |name: &str| step.detail.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    let failed = ["dead", "failed", "suppressed", "stale"].contains(&word("state"));
    let (tone, sign) = match step.kind.as_str() {
        "received" => (Tone::Info, Icon::Inbox),
        "status" if failed => (Tone::Danger, Icon::CircleX),
        "status" => (Tone::Success, Icon::Check),
        _ => (Tone::Neutral, Icon::CircleDot),
    };
    let data = serde_json::to_string_pretty(&step.detail).unwrap_or_default();
    let brief = [word("state"), word("code"), word("outcome"), word("key")].join(" ");
    let body = html! {
        p class="cluster small" {
            (tag(&words::module_name(view, &step.source))) (words::story(&step.subject)) (brief.trim())
        }
        details class="small" { summary { (code(&step.kind)) } (code_block(&view.t("data"), &data)) }
    };
    TimelineItem::new(html! { (title) }, at(view, step.at, first)).tone(tone).icon(sign).body(body)
}

fn item(view: &View, entry: &EventEntry, first: DateTime<Utc>) -> TimelineItem {
    let data = serde_json::to_string_pretty(&entry.data).unwrap_or_default();
    let title = words::fact(view, &entry.kind);
    let time = at(view, entry.time, first);
    let body = html! {
        p class="cluster small" {
            (tag(&words::module_name(view, &entry.source))) (words::story(&entry.subject))
        }
        details class="small" {
            summary { (code(&entry.kind)) }
            p class="cluster" { (view.t("column-correlation")) " " (words::story(&entry.correlation)) }
            (code_block(&view.t("data"), &data))
        }
    };
    let (tone, sign) = look(&entry.kind);
    TimelineItem::new(title, time).tone(tone).icon(sign).body(body)
}

/// How a fact feels to those it concerns, and its sign.
fn look(kind: &str) -> (Tone, Icon) {
    let word = kind.split('.').nth(1).unwrap_or_default();
    match word.rsplit('_').next().unwrap_or_default() {
        "cancelled" | "rejected" => (Tone::Danger, Icon::CircleX),
        "expired" => (Tone::Danger, Icon::ClockAlert),
        "completed" => (Tone::Success, Icon::CircleCheck),
        "accepted" => (Tone::Success, Icon::Check),
        "ready" => (Tone::Success, Icon::PackageCheck),
        "preparing" => (Tone::Info, Icon::ChefHat),
        "placed" => (Tone::Info, Icon::ReceiptText),
        "switched" => (Tone::Warning, Icon::Power),
        "published" => (Tone::Info, Icon::Eye),
        "unpublished" => (Tone::Neutral, Icon::EyeOff),
        "changed" if kind.starts_with("catalog.") => (Tone::Neutral, Icon::Boxes),
        _ => (Tone::Neutral, Icon::CircleDot),
    }
}
