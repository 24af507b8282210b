//! What happened on the platform: who sold, how many orders, for how much.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use souk_kit::{Caller, Problem, View, caller::Admin, format};
use souk_ui::{
    Bar, Card, Column, EmptyState, Icon, PageHeader, Row, ShellTexts, StatTile, Table, Tone, bar_chart, grid,
    stack,
};

use super::page;
use crate::{
    State,
    app::activity::{Activity, Day, Sum, activity},
};

/// Days in the chart.
const BARS: usize = 14;

/// `GET /ops/activity`
pub async fn show(_: Caller<Admin>, view: View, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let seen = activity(&state).await?;
    let body = html! {
        (PageHeader::new(view.t("activity-title")).lead(view.t("activity-lead")))
        (stack(html! { (tiles(&view, &seen)) (days(&view, &seen.days)) (sums(&view, &seen.sums)) }))
    };
    Ok(page(&view, StatusCode::OK, &view.t("activity-title"), body))
}

fn tiles(view: &View, seen: &Activity) -> Markup {
    let total = |count: fn(&Day) -> i64| seen.days.iter().map(count).sum::<i64>();
    let (placed, ended) = (total(|day| day.placed), total(|day| day.ended));
    let tile = |key: &str, count: i64, icon| StatTile::new(view.t(key), count.to_string()).icon(icon);
    let said = view.with("activity-ended-of", &[("count", &ended.to_string())]);
    grid(html! {
        (tile("activity-placed", placed, Icon::ReceiptText).change(Tone::Neutral, said))
        (tile("activity-merchants", seen.merchants, Icon::Building))
        (tile("activity-stores", seen.stores, Icon::Store))
        (tile("activity-opened", seen.opened, Icon::Building))
    })
}

fn days(view: &View, days: &[Day]) -> Markup {
    // As many as a phone has room for; the sums are about all of them.
    let bars: Vec<_> = days
        .iter()
        .skip(days.len().saturating_sub(BARS))
        .map(|day| Bar {
            label: day.day.format("%d").to_string(),
            value: u64::try_from(day.placed).unwrap_or_default(),
            shown: view.with(
                "activity-day",
                &[
                    ("day", &format::day(view.lang, day.day)),
                    ("placed", &day.placed.to_string()),
                    ("ended", &day.ended.to_string()),
                ],
            ),
        })
        .collect();
    let chart = bar_chart(&view.t("activity-per-day"), &bars, ShellTexts::of(view.lang.code()));
    html! { (Card::bare().body(chart)) }
}

fn sums(view: &View, sums: &[Sum]) -> Markup {
    let columns = [
        Column::text(view.t("activity-currency")),
        Column::number(view.t("activity-placed")),
        Column::number(view.t("activity-sum")),
        Column::number(view.t("activity-ended")),
        Column::number(view.t("activity-reduced")),
        Column::number(view.t("activity-refunded")),
    ];
    let row = |sum: &Sum| {
        let money = |value| html! { bdi { (format::money(view.lang, value)) } };
        let code = sum.placed.currency;
        Row::new(vec![
            html! { bdi { (code.code()) } },
            html! { bdi { (sum.orders) } },
            money(sum.placed),
            money(sum.ended),
            money(sum.reduced),
            money(sum.refunded),
        ])
    };
    html! {
        (Table::new(view.t("activity-sums"), columns.into())
            .rows(sums.iter().map(row).collect())
            .empty(EmptyState::new(Icon::ReceiptText, view.t("activity-none"), view.t("activity-none-text"))))
    }
}
