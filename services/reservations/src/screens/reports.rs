//! `/dashboard/live/reports`: lives by weeks; `/dashboard/live/sessions/{id}`: how one live went.
use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use souk_events::{LiveSessionId, Money};
use souk_kit::{
    Caller, Path, Problem, View,
    caller::{Fresh, Manager, Own, Seller},
    format, spreadsheet,
};
use souk_ui::{
    Button, Card, Column, EmptyState, Icon, Markup, PageHeader, Row, StatTile, Table, Tone, grid, html,
    stack, status, time_exact,
};

use super::{dashboard, ops_live};
use crate::{
    app::reports::{self, Story, Weeks, lasting, part, percent},
    state::State,
    store::{reports::Count, sessions::Session},
};

const HERE: &str = "/dashboard/live/reports";

/// The weeks.
pub async fn page(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let weeks = reports::weeks(&state, caller.tenant()?).await?;
    let title = view.t("nav-live-reports");
    let body = html! {
        (PageHeader::new(&title).lead(view.t("reports-lead"))
            .secondary(Button::secondary(view.t("record-title")).href("/dashboard/live/record").icon(Icon::FileText))
            .secondary(Button::secondary(view.t("reports-csv")).href(format!("{HERE}/weeks.csv")).icon(Icon::Download)))
        (stack(html! { (by_week(&view, &weeks)) (sessions(&view, &weeks)) }))
    };
    Ok(dashboard(&view, StatusCode::OK, &title, body))
}

fn by_week(view: &View, weeks: &Weeks) -> Markup {
    let money = |amount| format::money(view.lang, Money::new(amount, weeks.currency));
    let deposits = weeks.rows.iter().any(|row| row.deposits > 0);
    let mut columns = vec![Column::text(view.t("week"))];
    let mut keys =
        vec!["delivered", "live-orders", "live-sold", "live-confirmation", "no-show", "ghosts", "median"];
    if deposits {
        keys.push("with-deposit");
    }
    columns.extend(keys.iter().map(|key| Column::number(view.t(key))));
    let row = |row: &Count| {
        let day = format::day(view.lang, row.week);
        let mut cells = vec![
            html! { (day) },
            html! { (row.delivered) },
            html! { (row.orders) },
            html! { bdi { (money(row.sold)) } },
            html! { bdi { (percent(view.lang, part(row.confirmed, row.holds))) } },
            html! { bdi { (percent(view.lang, part(row.no_show, row.orders))) } },
            html! { bdi { (percent(view.lang, part(row.expired, row.holds))) } },
            html! { bdi { (lasting(row.median)) } },
        ];
        if deposits {
            cells.push(html! { bdi { (percent(view.lang, part(row.deposits, row.orders))) } });
        }
        Row::new(cells)
    };
    let table = Table::new(view.t("weeks"), columns)
        .rows(weeks.rows.iter().map(row).collect())
        .empty(EmptyState::new(Icon::ChartColumn, view.t("weeks-none"), view.t("weeks-none-text")));
    html! { (Card::new(view.t("weeks")).note(view.t("weeks-note")).body(table).flush()) }
}

fn sessions(view: &View, weeks: &Weeks) -> Markup {
    let row = |session: &Session| {
        let name = if session.name.is_empty() { view.t("live-unnamed") } else { session.name.clone() };
        let state = match session.closed_at {
            Some(at) => html! { (format::date_time(view.lang, weeks.zone, at)) },
            None => status(Tone::Live, &view.t("live-is-on")),
        };
        Row::new(vec![
            html! { bdi { (name) } },
            html! { (format::date_time(view.lang, weeks.zone, session.opened_at)) },
            state,
        ])
        .href(format!("/dashboard/live/sessions/{}", session.id))
    };
    let columns = ["live-one", "live-opened", "live-ended"].map(|key| Column::text(view.t(key)));
    let table = Table::new(view.t("live-many"), columns.into())
        .rows(weeks.sessions.iter().map(row).collect())
        .empty(EmptyState::new(Icon::Radio, view.t("live-none"), view.t("live-none-text")));
    html! { (Card::new(view.t("live-many")).body(table).flush()) }
}

/// The weeks as a table to take along.
pub async fn weeks_csv(
    caller: Caller<Fresh<Own<Manager>>>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let weeks = reports::weeks(&state, caller.tenant()?).await?;
    Ok(spreadsheet::file("live-weeks.csv").body(reports::weeks_table(&weeks)))
}

/// One live.
pub async fn session(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<LiveSessionId>,
) -> Result<HttpResponse, Problem> {
    let story = reports::session(&state, caller.tenant()?, *id).await?;
    let name =
        if story.session.name.is_empty() { view.t("live-unnamed") } else { story.session.name.clone() };
    let at = |at: DateTime<Utc>| time_exact(&at.to_rfc3339(), &format::date_time(view.lang, story.zone, at));
    let mut head =
        PageHeader::new(&name).breadcrumbs(ops_live::shell(&view), &[(ops_live::HERE, &view.t("nav-live"))]);
    if caller.claims().role >= Some(souk_kit::token::Role::Manager) {
        let file = format!("/dashboard/live/sessions/{}/reservations.csv", story.session.id);
        head = head.secondary(Button::secondary(view.t("reports-csv")).href(file).icon(Icon::Download));
    }
    let body = html! {
        (head)
        (stack(html! {
            p class="hint" {
                (at(story.session.opened_at)) " – "
                @match story.session.closed_at { Some(over) => (at(over)), None => (status(Tone::Live, &view.t("live-is-on"))) }
            }
            (figures(&view, &story))
            (unsold(&view, &story))
        }))
    };
    Ok(dashboard(&view, StatusCode::OK, &name, body))
}

fn figures(view: &View, story: &Story) -> Markup {
    let Some(row) = &story.count else {
        return html! { (EmptyState::new(Icon::Users, view.t("fair-none"), view.t("fair-none-text"))) };
    };
    let sold = format::money(view.lang, Money::new(row.sold, story.currency));
    let tile = |key: &str, value: String, icon| StatTile::new(view.t(key), value).icon(icon);
    grid(html! {
        (tile("live-sold", sold, Icon::Banknote))
        (tile("live-orders", row.orders.to_string(), Icon::ReceiptText))
        (tile("delivered", row.delivered.to_string(), Icon::PackageCheck))
        (tile("live-confirmation", percent(view.lang, part(row.confirmed, row.holds)), Icon::CircleCheck))
        (tile("ghosts", percent(view.lang, part(row.expired, row.holds)), Icon::ClockAlert))
        (tile("no-show", percent(view.lang, part(row.no_show, row.orders)), Icon::CircleX))
        (tile("median", lasting(row.median), Icon::Timer))
        @if row.deposits > 0 { (tile("with-deposit", percent(view.lang, part(row.deposits, row.orders)), Icon::Wallet)) }
    })
}

fn unsold(view: &View, story: &Story) -> Markup {
    let columns = vec![
        Column::text(view.t("code")),
        Column::text(view.t("label")),
        Column::number(view.t("price")),
        Column::number(view.t("stock")),
    ];
    let rows = story.unsold.iter().map(|item| {
        Row::new(vec![
            html! { bdi { (item.shown_code) } },
            html! { bdi { (item.label) } },
            html! { bdi { (format::money(view.lang, item.price())) } },
            html! { (item.on_hand) },
        ])
        .href(format!("/dashboard/live/items/{}/record", item.id))
    });
    let table = Table::new(view.t("unsold"), columns).rows(rows.collect()).empty(EmptyState::new(
        Icon::PackageCheck,
        view.t("unsold-none"),
        view.t("unsold-none-text"),
    ));
    html! { (Card::new(view.t("unsold")).body(table).flush()) }
}

/// The reservations of a live as a table to take along.
pub async fn session_csv(
    caller: Caller<Fresh<Own<Manager>>>,
    state: web::Data<State>,
    id: Path<LiveSessionId>,
) -> Result<HttpResponse, Problem> {
    let table = reports::session_table(&state, caller.tenant()?, *id).await?;
    Ok(spreadsheet::file("live-reservations.csv").body(table))
}
