//! `/dashboard/live/items/{id}/record`: who wanted an article, in the order of arrival, and all that happened to it.
use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use souk_events::LiveItemId;
use souk_kit::{Caller, Path, Problem, View, caller::Seller, format};
use souk_ui::{
    Card, Column, EmptyState, Icon, PageHeader, Row, Table, TimelineItem, Tone, html, stack, status,
    time_exact, timeline,
};

use super::{dashboard, live_cards, ops_live};
use crate::{app::reports, state::State};

/// The page.
pub async fn page(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<LiveItemId>,
) -> Result<HttpResponse, Problem> {
    let seen = reports::fairness(&state, caller.tenant()?, *id).await?;
    let at = |at: DateTime<Utc>| time_exact(&at.to_rfc3339(), &format::date_time(view.lang, seen.zone, at));
    let title = view.with("fair-title", &[("code", &seen.item.shown_code)]);
    let columns = ["fair-place", "fair-who", "live-arrived", "live-quantity", "live-state"];
    let rows = seen.wishes.iter().map(|(row, who)| {
        let size = if row.size.is_empty() { String::new() } else { format!(" {}", row.size) };
        Row::new(vec![
            html! { (row.seq) },
            html! { bdi dir="ltr" { (who) } },
            at(row.created_at),
            html! { (row.quantity) bdi { (size) } },
            status(tone(&row.state), &view.t(&format!("state-{}", row.state.replace('_', "-")))),
        ])
    });
    let table = Table::new(view.t("fair-order"), columns.map(|key| Column::text(view.t(key))).into())
        .rows(rows.collect())
        .empty(EmptyState::new(Icon::Users, view.t("fair-none"), view.t("fair-none-text")));
    let told: Vec<TimelineItem> = seen
        .record
        .iter()
        .map(|row| {
            let item = TimelineItem::new(
                html! { (live_cards::action(&view, &row.action)) },
                html! { "#" (row.seq) " · " (at(row.at)) },
            );
            match reports::reason(row) {
                Some(why) => item.tone(Tone::Warning).body(html! { bdi { (why) } }),
                None => item,
            }
        })
        .collect();
    let body = html! {
        (PageHeader::new(&title).lead(view.t("fair-lead"))
            .breadcrumbs(ops_live::shell(&view), &[(ops_live::HERE, &view.t("nav-live"))]))
        (stack(html! {
            (Card::new(view.t("fair-order")).body(table).flush())
            (Card::new(view.t("fair-record")).body(timeline(&told)))
        }))
    };
    Ok(dashboard(&view, StatusCode::OK, &title, body))
}

fn tone(state: &str) -> Tone {
    match state {
        "confirmed" => Tone::Success,
        "held" => Tone::Live,
        "waiting" => Tone::Info,
        _ => Tone::Neutral,
    }
}
