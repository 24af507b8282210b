//! `/ops/live`: what the nightly look found at each merchant, for operators; what is wrong stands first and red.
use actix_web::{HttpResponse, http::StatusCode, web};
use chrono_tz::Tz;
use souk_kit::{Caller, Problem, View, caller::Admin, format, page};
use souk_ui::{
    Area, Banner, Column, EmptyState, Icon, Locale, Page, PageHeader, Row, Table, Tone, html, layout, stack,
    status, time_relative,
};

use super::record::found;
use crate::{app::reports, state::State};

/// The page.
pub async fn page(_: Caller<Admin>, state: web::Data<State>, view: View) -> Result<HttpResponse, Problem> {
    let looks = reports::looks(&state).await?;
    let wrong = looks.iter().filter(|look| !look.clean()).count();
    let rows = looks.iter().map(|look| {
        let tone = if look.clean() { Tone::Success } else { Tone::Danger };
        let shown = format!("{} UTC", format::date_time(view.lang, Tz::UTC, look.at));
        let codes: Vec<&str> = look
            .found
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default()
            .iter()
            .filter_map(|one| one.get("about").and_then(serde_json::Value::as_str))
            .take(5)
            .collect();
        Row::new(vec![
            html! { code dir="ltr" { (look.tenant_id) } },
            status(tone, &found(&view, look)),
            html! { bdi { (codes.join(", ")) } @if let Some(seq) = look.broken_at { " #" (seq) } },
            time_relative(&look.at.to_rfc3339(), &shown),
        ])
        .href(format!("/ops/merchants/{}", look.tenant_id))
    });
    let columns = ["check-merchant", "check-verdict", "check-about", "record-at"];
    let table = Table::new(view.t("nav-live-checks"), columns.map(|key| Column::text(view.t(key))).into())
        .rows(rows.collect())
        .empty(EmptyState::new(Icon::ShieldCheck, view.t("check-none"), view.t("check-none-text")));
    let body = html! {
        (PageHeader::new(view.t("nav-live-checks")).lead(view.t("check-lead")))
        (stack(html! {
            @if wrong > 0 { (Banner::new(Tone::Danger, view.with("check-wrong", &[("n", &wrong.to_string())])).icon(Icon::ShieldAlert)) }
            (table)
        }))
    };
    let page = Page::new(Locale::new(view.lang.code()), Area::Ops, view.t("nav-live-checks"), body);
    Ok(page::own(StatusCode::OK, layout(page).into_string()))
}
