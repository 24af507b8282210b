//! What operators did, to search and page through, newest first.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use souk_kit::{Caller, Problem, Query, View, caller::Admin};
use souk_ui::{
    Banner, Button, Column, EmptyState, Field, Form, Icon, PageHeader, Pager, Row, Select, ShellTexts, Table,
    Tone, code, code_short,
};

use super::{link, page, words};
use crate::{
    State,
    http::{self, AuditQuery},
    store::audit::{ACTIONS, AuditEntry},
};

const PATH: &str = "/ops/audit";

/// `GET /ops/audit`
pub async fn show(
    _: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    query: Query<AuditQuery>,
) -> Result<HttpResponse, Problem> {
    let (found, next, wrong) = match http::audit_page(&state, &query).await {
        Ok(page) => (page.items, page.next_cursor, None),
        Err(problem) if !problem.errors.is_empty() => {
            let said = problem.body().errors.into_iter().map(|e| e.detail).collect::<Vec<_>>().join(" ");
            (Vec::new(), None, Some(said))
        }
        Err(problem) => return Err(problem),
    };
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let body = html! {
        (PageHeader::new(view.t("audit-title")).lead(view.t("audit-lead")))
        div class="stack" {
            @if let Some(wrong) = wrong { (Banner::new(Tone::Danger, wrong)) }
            (filters(&view, &query))
            (table(&view, &query, &found, next.as_deref()))
        }
    };
    Ok(page(&view, status, &view.t("audit-title"), body))
}

fn text(field: &Option<String>) -> String {
    field.clone().unwrap_or_default()
}

fn did(view: &View, action: &str) -> String {
    view.t(&format!("did-{}", action.replace('_', "-")))
}

fn filters(view: &View, query: &AuditQuery) -> Markup {
    let any = std::iter::once((String::new(), view.t("any")));
    let actions = ACTIONS.iter().map(|action| ((*action).to_owned(), did(view, action)));
    html! {
        (Form::get(PATH).inline().body(html! {
            (Field::search("q", view.t("audit-words")).value(text(&query.q)).maxlength(100))
            (Select::new("action", view.t("column-did")).options(any.chain(actions)).selected(text(&query.action)))
            (Field::text("actor", view.t("column-who")).value(text(&query.actor)).placeholder("usr_…").maxlength(100))
            (Field::text("tenant", view.t("tenant")).value(text(&query.tenant)).placeholder("ten_…").maxlength(100))
            (Field::date("since", view.t("audit-since")).value(text(&query.since)))
            (Field::date("until", view.t("audit-until")).value(text(&query.until)))
        }).actions(Button::secondary(view.t("filter")).icon(Icon::ListFilter)))
    }
}

fn table(view: &View, query: &AuditQuery, found: &[AuditEntry], next: Option<&str>) -> Markup {
    let filters = [
        ("q", text(&query.q)),
        ("action", text(&query.action)),
        ("actor", text(&query.actor)),
        ("tenant", text(&query.tenant)),
        ("since", text(&query.since)),
        ("until", text(&query.until)),
    ];
    let to = |after: &str| {
        let mut pairs: Vec<(&str, &str)> = filters.iter().map(|(n, v)| (*n, v.as_str())).collect();
        pairs.push(("after", after));
        link(PATH, &pairs)
    };
    let none = if filters.iter().all(|(_, value)| value.is_empty()) {
        "audit-none-text"
    } else {
        "events-none-text"
    };
    let first = query.after.as_deref().filter(|a| !a.is_empty()).map(|_| to(""));
    let columns = ["column-when", "column-who", "column-did", "column-target", "reason", "column-outcome"];
    html! {
        (Table::new(view.t("audit-title"), columns.map(|key| Column::text(view.t(key))).into())
            .rows(found.iter().map(|entry| row(view, entry)).collect())
            .empty(EmptyState::new(Icon::ShieldCheck, view.t("audit-none"), view.t(none)))
            .pager(Pager::new(first, next.map(to), ShellTexts::of(view.lang.code()))))
    }
}

fn row(view: &View, entry: &AuditEntry) -> Row {
    Row::new(vec![
        words::when(view, entry.at),
        html! { a href=(link(PATH, &[("actor", &entry.actor)])) { (code_short(&entry.actor)) } },
        html! { (did(view, &entry.action)) },
        code(&entry.target),
        html! { span dir="auto" { (entry.reason) } },
        html! { bdi { (entry.outcome) } },
    ])
}
