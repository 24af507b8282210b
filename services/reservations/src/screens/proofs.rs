//! `/dashboard/live/proofs`: deposits that wait, one of them open; J and K go on and back, V and R decide (FR30).
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{DepositId, MessageId};
use souk_kit::{Caller, Kind, Path, Problem, Query, View, caller::Agent, format};
use souk_ui::{
    Banner, Button, Card, EmptyState, Form, Icon, Markup, PageHeader, Render, Select, Tab, Tone, countdown,
    description_list, html, split, stack, status, tabs, time_relative, toast,
};

use super::{dashboard, see_other};
use crate::{
    app::deposits::{
        decide::Decision,
        inbox::{self, Row},
    },
    domain::deposit::Reason,
    state::State,
};

pub(super) const HERE: &str = "/dashboard/live/proofs";

/// Which one is open, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    open: Option<i64>,
    done: Option<String>,
}

/// What the form of a decision sends.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    reason: String,
}

/// The page.
pub async fn page(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    asked: Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let rows = inbox::list(&state, caller.tenant()?, false).await?;
    let notice = match asked.done.as_deref() {
        Some("approved") => toast(Tone::Success, &view.t("proofs-done-approved")),
        Some("rejected") => toast(Tone::Success, &view.t("proofs-done-rejected")),
        Some("late") => Banner::new(Tone::Warning, view.t("problem-deposit-decided")).render(),
        _ => Markup::default(),
    };
    let at = rows.iter().position(|row| Some(row.deposit.number) == asked.open).unwrap_or(0);
    let title = view.t("nav-live-proofs");
    let waiting = u64::try_from(rows.len()).unwrap_or_default();
    let body = html! {
        (notice)
        (PageHeader::new(&title).lead(view.t("proofs-lead")))
        (views(&view, HERE))
        @if let Some(row) = rows.get(at) {
            p { (view.t("proofs-waiting")) " · " strong { (waiting) } }
            (split(one(&view, &rows, at, row), list(&view, &rows, at)))
        } @else {
            (EmptyState::new(Icon::Check, view.t("proofs-none"), view.t("proofs-none-text")))
        }
    };
    Ok(dashboard(&view, StatusCode::OK, &title, body))
}

/// The ways to the deposits that wait, those that were decided, and the refunds that are owed.
pub(super) fn views(view: &View, at: &str) -> Markup {
    let all = [
        (HERE.to_owned(), "proofs-tab-waiting"),
        (format!("{HERE}/decided"), "proofs-tab-decided"),
        (format!("{HERE}/refunds"), "proofs-tab-refunds"),
    ];
    let all = all.map(|(href, key)| {
        let active = href == at;
        Tab::new(href, view.t(key), active)
    });
    tabs(&view.t("nav-live-proofs"), &all)
}

fn address(row: &Row) -> String {
    format!("{HERE}?open={}", row.deposit.number)
}

fn list(view: &View, rows: &[Row], at: usize) -> Markup {
    Card::new(view.t("proofs-oldest"))
        .body(html! {
            ul class="stack" {
                @for (place, row) in rows.iter().enumerate() {
                    li class="cluster" {
                        a href=(address(row)) aria-current=[(place == at).then_some("true")] {
                            bdi { (row.deposit.name()) } " · " bdi { (row.target()) }
                        }
                        span class="muted small" { bdi { (row.who) } " · " (format::money(view.lang, row.deposit.money())) }
                    }
                }
            }
        })
        .render()
}

fn one(view: &View, rows: &[Row], at: usize, row: &Row) -> Markup {
    let deposit = &row.deposit;
    let zone = row.zone;
    let sent = deposit.submitted_at.to_rfc3339();
    let reliable = view.with(
        "proofs-reliable",
        &[("confirmed", &row.reliable.0.to_string()), ("expired", &row.reliable.1.to_string())],
    );
    let facts = [
        (view.t("proofs-who"), html! { bdi { (row.who) } }),
        (view.t("proofs-target"), html! { bdi { (row.target()) } }),
        (view.t("proofs-amount"), html! { (format::money(view.lang, deposit.money())) }),
        (
            view.t("proofs-sent"),
            time_relative(&sent, &format::date_time(view.lang, zone, deposit.submitted_at)),
        ),
        (view.t("proofs-reliability"), html! { (reliable) }),
    ];
    let facts: Vec<(&str, Markup)> =
        facts.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let seen = row.proofs.iter().find_map(|one| one.proof.seen_in);
    let (before, after) = (at.checked_sub(1).and_then(|i| rows.get(i)), rows.get(at + 1));
    let title = format!("{} · {}", deposit.name(), row.target());
    stack(html! {
        (Card::new(title).body(html! {
            @if let Some(number) = seen {
                (Banner::new(Tone::Warning, view.with("proof-seen", &[("pid", &format!("P{number}"))])))
            }
            @if deposit.owed() { (status(Tone::Danger, &view.t("proofs-refund"))) }
            @if let Some(ends) = row.ends() {
                p { (view.t("proofs-held")) " " (countdown(&ends.to_rfc3339(), &format::time(zone, ends))) }
            }
            (description_list(&facts))
            (sent_proofs(view, row))
        }))
        (Card::new(view.t("proofs-decide")).body(decisions(view, row)))
        nav class="cluster" aria-label=(view.t("proofs-go")) {
            @if let Some(before) = before {
                (Button::quiet(view.t("proofs-before")).href(address(before)).attr("data-key", "k"))
            }
            @if let Some(after) = after {
                (Button::quiet(view.t("proofs-after")).href(address(after)).attr("data-key", "j"))
            }
        }
        p class="muted small" { (view.t("proofs-keys")) }
    })
}

fn sent_proofs(view: &View, row: &Row) -> Markup {
    html! {
        @for one in &row.proofs {
            @if let Some(words) = &one.words { blockquote dir="auto" { (words) } }
            @match (&one.url, one.proof.content_type.as_str()) {
                (Some(url), "application/pdf") => { p { a href=(url) { (view.t("proofs-pdf")) } } }
                (Some(url), _) => {
                    a href=(url) { img src=(url) alt=(view.t("proofs-picture")) width="480" loading="eager"; }
                }
                (None, _) if one.words.is_none() => { p class="muted" { (view.t("proofs-coming")) } }
                _ => {}
            }
        }
    }
}

fn decisions(view: &View, row: &Row) -> Markup {
    let path = format!("{HERE}/{}", row.deposit.id);
    let reasons =
        Reason::ALL.iter().map(|word| (word.as_str(), view.t(&format!("proof-reason-{}", word.as_str()))));
    html! {
        (Form::post(&path).actions(
            Button::primary(view.t("proofs-approve")).icon(Icon::Check).wide().name_value("do", "approve").attr("data-key", "v"),
        ))
        (Form::post(&path)
            .body(Select::new("reason", view.t("proofs-reason")).options(reasons).selected("unreadable"))
            .actions(Button::danger(view.t("proofs-reject")).name_value("do", "reject").attr("data-key", "r")))
    }
}

/// Decides, and shows the next one.
pub async fn decide(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<DepositId>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let (decision, word) = match form.what.as_str() {
        "approve" => (Decision::Approve, "approved"),
        "reject" => {
            let reason =
                Reason::parse(&form.reason).ok_or_else(|| Problem::field("/reason", "choice_unknown"))?;
            (Decision::Reject(reason), "rejected")
        }
        _ => return Err(Problem::field("/do", "choice_unknown")),
    };
    match inbox::decide(&state, caller.tenant()?, caller.user()?, *id, decision).await {
        Ok(_) => Ok(see_other(&format!("{HERE}?done={word}"))),
        Err(problem) if problem.kind == Kind::Conflict => Ok(see_other(&format!("{HERE}?done=late"))),
        Err(problem) => Err(problem),
    }
}

/// What the address of a file says.
#[derive(Debug, Deserialize)]
pub struct Link {
    #[serde(default)]
    until: i64,
    #[serde(default)]
    word: String,
}

/// The file of a proof, for five minutes.
pub async fn file(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<MessageId>,
    link: Query<Link>,
) -> Result<HttpResponse, Problem> {
    let (content_type, bytes) = inbox::file(&state, caller.tenant()?, *id, (link.until, &link.word)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(("content-type", content_type))
        .insert_header(("cache-control", "private, no-store"))
        .insert_header(("x-content-type-options", "nosniff"))
        .insert_header(("content-disposition", "inline"))
        .body(bytes))
}
