//! `/dashboard/whatsapp/usage`: what was sent this month, and about what it costs.
use actix_web::{HttpResponse, http::StatusCode, web};
use souk_kit::{Caller, Problem, View, caller::Manager, format};
use souk_ui::{Column, EmptyState, Icon, Markup, PageHeader, Row, StatTile, Table, Tone, grid, html, stack};

use super::dashboard;
use crate::{
    app::usage::{self, Usage},
    state::State,
};

/// The page.
pub async fn page(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let month = usage::this_month(&state, caller.tenant()?).await?;
    Ok(dashboard(&view, StatusCode::OK, &view.t("usage-title"), body(&view, &state, &month)))
}

fn body(view: &View, state: &State, month: &Usage) -> Markup {
    let money = |millionths| format::money(view.lang, usage::money(state, millionths));
    let bill = &month.bill;
    let per_order = bill.per_order().map_or_else(|| "–".to_owned(), money);
    let note = view.t("usage-estimate");
    let columns = vec![
        Column::text(view.t("usage-class")),
        Column::number(view.t("usage-free")),
        Column::number(view.t("usage-templates")),
        Column::number(view.t("usage-cost")),
    ];
    let rows = bill.lines.iter().map(|line| {
        Row::new(vec![
            html! { (view.t(&format!("usage-class-{}", line.class))) },
            html! { (line.free) },
            html! { (line.templates) },
            html! { (money(line.cost)) },
        ])
    });
    html! {
        (PageHeader::new(view.t("usage-title")).lead(view.t("usage-lead")))
        (stack(html! {
            (grid(html! {
                (StatTile::new(view.t("usage-messages"), bill.messages.to_string()))
                (StatTile::new(view.t("usage-cost"), money(bill.cost)).change(Tone::Neutral, note.clone()))
                (StatTile::new(view.t("usage-orders"), bill.orders.to_string()))
                (StatTile::new(view.t("usage-per-order"), per_order).change(Tone::Neutral, note.clone()))
            }))
            (Table::new(view.t("usage-title"), columns).rows(rows.collect())
                .empty(EmptyState::new(Icon::MessageCircle, view.t("usage-none"), view.t("usage-lead"))))
        }))
    }
}
