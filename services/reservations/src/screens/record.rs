//! `/dashboard/live/record`: who did what in the lives, and whether all is sound (FR45).
use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use souk_kit::{Caller, Problem, Query, View, caller::Manager, format};
use souk_ui::{
    Banner, Chip, Column, EmptyState, Icon, Markup, PageHeader, Pager, Row, Table, Tone, chips, html, stack,
    time_exact,
};

use super::{dashboard, live_cards, ops_live};
use crate::{
    app::{board, reports},
    state::State,
    store::{check_runs::CheckRun, checks::Violation},
};

const HERE: &str = "/dashboard/live/record";
/// Rows of a page.
const PAGE: i64 = 50;
/// The beginnings of actions one can look for.
const KINDS: [(&str, &str); 5] = [
    ("", "all"),
    ("override.", "override"),
    ("item_", "item"),
    ("session", "session"),
    ("settings.", "settings"),
];

/// Which part.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    before: Option<i64>,
    #[serde(default)]
    kind: String,
}

/// The page.
pub async fn page(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    asked: Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let kind = KINDS.iter().find(|(begins, _)| *begins == asked.kind).map_or("", |(begins, _)| begins);
    let mut record = reports::record(&state, tenant, asked.before, kind, PAGE + 1).await?;
    let (violations, broken) = board::checked(&state, tenant).await?;
    let more = usize::try_from(PAGE).is_ok_and(|page| record.rows.len() > page);
    record.rows.truncate(usize::try_from(PAGE).unwrap_or_default());
    let first = format!("{HERE}?kind={kind}");
    let next = record.rows.last().filter(|_| more).map(|row| format!("{first}&before={}", row.seq));
    let at = |at: DateTime<Utc>| time_exact(&at.to_rfc3339(), &format::date_time(view.lang, record.zone, at));
    let rows = record.rows.iter().map(|row| {
        Row::new(vec![
            html! { (row.seq) },
            at(row.at),
            html! { (live_cards::action(&view, &row.action)) @if let Some(why) = reports::reason(row) { " · " bdi { (why) } } },
            html! { code class="code-short" dir="ltr" title=(row.actor) { (row.actor) } },
            html! { code class="code-short" dir="ltr" title=(row.target) { (row.target) } },
        ])
    });
    let columns = ["record-place", "record-at", "record-what", "record-who", "record-about"];
    let filter = KINDS.map(|(begins, word)| {
        Chip::new(format!("{HERE}?kind={begins}"), view.t(&format!("record-kind-{word}")), begins == kind)
    });
    let table = Table::new(view.t("record-title"), columns.map(|key| Column::text(view.t(key))).into())
        .tools(chips(&view.t("record-kinds"), &filter))
        .rows(rows.collect())
        .empty(EmptyState::new(Icon::FileText, view.t("record-none"), view.t("record-none-text")))
        .pager(Pager::new(asked.before.map(|_| first), next, ops_live::shell(&view)));
    let title = view.t("record-title");
    let body = html! {
        (PageHeader::new(&title).lead(view.t("record-lead"))
            .breadcrumbs(ops_live::shell(&view), &[("/dashboard/live/reports", &view.t("nav-live-reports"))]))
        (stack(html! {
            (verdict(&view, &violations, broken))
            @if let Some(look) = record.looks.first() {
                p class="hint" { (view.t("check-last")) " " (at(look.at)) " · " (found(&view, look)) }
            }
            (table)
        }))
    };
    Ok(dashboard(&view, StatusCode::OK, &title, body))
}

/// What a look found, in words.
pub(super) fn found(view: &View, look: &CheckRun) -> String {
    if look.clean() {
        return view.t("check-clean");
    }
    view.with("check-found", &[("n", &look.violations.to_string())])
}

fn verdict(view: &View, violations: &[Violation], broken: Option<i64>) -> Markup {
    if violations.is_empty() && broken.is_none() {
        return html! { (Banner::new(Tone::Success, view.t("check-clean")).text(view.t("check-clean-text")).icon(Icon::ShieldCheck)) };
    }
    html! {
        (Banner::new(Tone::Danger, view.with("check-found", &[("n", &violations.len().to_string())])).icon(Icon::ShieldAlert))
        ul {
            @for one in violations { li { (view.t(&format!("rule-{}", one.rule.replace('_', "-")))) " · " bdi { (one.about) } } }
            @if let Some(seq) = broken { li { (view.with("check-broken", &[("seq", &seq.to_string())])) } }
        }
    }
}
