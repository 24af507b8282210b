//! What operators did, newest first.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::html;
use souk_kit::{Caller, Problem, Query, View, caller::Admin, paging::PageRequest};
use souk_ui::{Column, EmptyState, Icon, PageHeader, Pager, Row, ShellTexts, Table, code};

use super::{link, page, words};
use crate::{State, http, store::audit::AuditEntry};

const PATH: &str = "/ops/audit";

/// `GET /ops/audit`
pub async fn show(
    _: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    paging: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    let found = http::audit_page(&state, &paging).await?;
    let next = found.next_cursor.as_deref().map(|after| link(PATH, &[("after", after)]));
    let first = paging.after.as_deref().filter(|a| !a.is_empty()).map(|_| PATH.to_owned());
    let columns = ["column-when", "column-who", "column-did", "column-target", "reason", "column-outcome"];
    let body = html! {
        (PageHeader::new(view.t("audit-title")).lead(view.t("audit-lead")))
        (Table::new(view.t("audit-title"), columns.map(|key| Column::text(view.t(key))).into())
            .rows(found.items.iter().map(|entry| row(&view, entry)).collect())
            .empty(EmptyState::new(Icon::ShieldCheck, view.t("audit-none"), view.t("audit-none-text")))
            .pager(Pager::new(first, next, ShellTexts::of(view.lang.code()))))
    };
    Ok(page(&view, StatusCode::OK, &view.t("audit-title"), body))
}

fn row(view: &View, entry: &AuditEntry) -> Row {
    let did = view.t(&format!("did-{}", entry.action.replace('_', "-")));
    Row::new(vec![
        words::when(view, entry.at),
        code(&entry.actor),
        html! { (did) },
        code(&entry.target),
        html! { span dir="auto" { (entry.reason) } },
        html! { bdi { (entry.outcome) } },
    ])
}
