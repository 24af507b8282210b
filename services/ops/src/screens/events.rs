//! The event log, to filter and page through.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use souk_kit::{Caller, Problem, Query, View, caller::Admin};
use souk_ui::{
    Banner, Button, Column, EmptyState, Field, Form, Icon, PageHeader, Pager, Row, Select, ShellTexts, Table,
    Tone, code, code_block, code_short,
};

use super::{link, page, words};
use crate::{
    State,
    http::{self, EventQuery},
    store::events::EventEntry,
};

const PATH: &str = "/ops/events";

/// `GET /ops/events`
pub async fn show(
    _: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    query: Query<EventQuery>,
) -> Result<HttpResponse, Problem> {
    let (found, next, wrong) = match http::event_page(&state, &query).await {
        Ok(page) => (page.items, page.next_cursor, None),
        Err(problem) if !problem.errors.is_empty() => {
            let said = problem.body().errors.into_iter().map(|e| e.detail).collect::<Vec<_>>().join(" ");
            (Vec::new(), None, Some(said))
        }
        Err(problem) => return Err(problem),
    };
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let body = html! {
        (PageHeader::new(view.t("events-title")).lead(view.t("events-lead")))
        div class="stack" {
            @if let Some(wrong) = wrong { (Banner::new(Tone::Danger, wrong)) }
            (filters(&view, &state, &query))
            (table(&view, &query, &found, next.as_deref()))
        }
    };
    Ok(page(&view, status, &view.t("events-title"), body))
}

fn filters(view: &View, state: &State, query: &EventQuery) -> Markup {
    let any = || (String::new(), view.t("any"));
    let kinds = souk_events::ALL.iter().map(|k| ((*k).to_owned(), (*k).to_owned()));
    let sources = state.modules.names().map(|m| (m.to_owned(), words::module_name(view, m)));
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    html! {
        (Form::get(PATH).inline().body(html! {
            (Select::new("type", view.t("column-type")).options(std::iter::once(any()).chain(kinds)).selected(text(&query.kind)))
            (Select::new("source", view.t("column-module")).options(std::iter::once(any()).chain(sources)).selected(text(&query.source)))
            (Field::text("tenant", view.t("tenant")).value(text(&query.tenant)).placeholder("ten_…").maxlength(100))
            (Field::text("subject", view.t("column-about")).value(text(&query.subject)).placeholder("ord_…").maxlength(100))
        }).actions(Button::secondary(view.t("filter")).icon(Icon::ListFilter)))
    }
}

fn table(view: &View, query: &EventQuery, found: &[EventEntry], next: Option<&str>) -> Markup {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let filters = [
        ("type", text(&query.kind)),
        ("source", text(&query.source)),
        ("tenant", text(&query.tenant)),
        ("subject", text(&query.subject)),
        ("correlation", text(&query.correlation)),
    ];
    let to = |after: &str| {
        let mut pairs: Vec<(&str, &str)> = filters.iter().map(|(n, v)| (*n, v.as_str())).collect();
        pairs.push(("after", after));
        link(PATH, &pairs)
    };
    let first = query.after.as_deref().filter(|a| !a.is_empty()).map(|_| to(""));
    let columns = ["column-when", "column-type", "column-about", "column-correlation", "tenant"];
    html! {
        (Table::new(view.t("events-title"), columns.map(|key| Column::text(view.t(key))).into())
            .rows(found.iter().map(|entry| row(view, entry)).collect())
            .empty(EmptyState::new(Icon::List, view.t("events-none"), view.t("events-none-text")))
            .pager(Pager::new(first, next.map(to), ShellTexts::of(view.lang.code()))))
    }
}

fn row(view: &View, entry: &EventEntry) -> Row {
    let data = serde_json::to_string_pretty(&entry.data).unwrap_or_default();
    let kind = html! {
        details { summary { (words::fact(view, &entry.kind)) } p { (code(&entry.kind)) } (code_block(&view.t("data"), &data)) }
    };
    let about = html! {
        @if let Some(number) = &entry.number { strong { bdi { (number) } } " " }
        (words::story_short(&entry.subject))
    };
    let tenant = entry.tenant_id.map(|t| t.to_string()).unwrap_or_default();
    let tenant = html! {
        @if tenant.is_empty() { span class="muted" { "—" } }
        @else { a href=(link(PATH, &[("tenant", &tenant)])) { (code_short(&tenant)) } }
    };
    Row::new(vec![words::when(view, entry.time), kind, about, words::story_short(&entry.correlation), tenant])
}
