//! `/dashboard/promotions` and `/ops/promotions`: a merchant's or the platform's promotions, what they give and how often they were used.
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use souk_events::Money;
use souk_kit::{
    Problem, Query, View, format,
    paging::{Page, PageRequest},
};
use souk_ui::{
    Button, Column, EmptyState, Icon, Markup, PageHeader, Pager, Row, ShellTexts, Table, Tone, html,
    status_with,
};

use super::{
    frame::Screen,
    promotion_desk::Desk,
    promotion_fields::{Place, percent},
};
use crate::{
    app::promotions::{self, Offer},
    domain::promotion::Running,
    state::State,
};

pub(super) async fn show(
    desk: Desk,
    state: web::Data<State>,
    view: View,
    wish: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    let limit = wish.limit()?;
    let place = Place::of(&desk.stores(&state).await?);
    let rows = promotions::list(&state, desk.owner, wish.after()?, limit + 1).await?;
    let page = Page::cut(rows, limit, |offer| offer.row.id);
    let texts = ShellTexts::of(view.lang.code());
    let first = wish.after.as_ref().map(|_| desk.path().to_owned());
    let next = page.next_cursor.map(|c| format!("{}?after={c}", desk.path()));
    let now = state.clock.now();
    let add = || Button::primary(view.t("promo-add")).href(format!("{}/new", desk.path())).icon(Icon::Plus);
    let columns = vec![
        Column::text(view.t("promo-column-title")),
        Column::text(view.t("state")),
        Column::text(view.t("promo-column-effect")),
        Column::text(view.t("promo-column-codes")),
        Column::number(view.t("promo-column-used")),
        Column::text(view.t("promo-column-until")),
    ];
    let empty =
        EmptyState::new(Icon::TicketPercent, view.t("promo-empty"), view.t(&desk.key("promo-empty-more")))
            .action(add());
    let table = Table::new(view.t("nav-promotions"), columns)
        .rows(page.items.iter().map(|offer| row(&view, desk, &place, offer, now)).collect())
        .empty(empty)
        .pager(Pager::new(first, next, texts));
    let mut header = PageHeader::new(view.t("nav-promotions")).lead(view.t(&desk.key("promo-lead")));
    if !page.items.is_empty() {
        header = header.primary(add());
    }
    let body = html! { (header) (table) };
    Ok(Screen::new(&view, desk.area(), view.t("nav-promotions"), body).ok())
}

/// Whether it runs, as word, colour and icon.
pub(super) fn badge(view: &View, offer: &Offer, now: DateTime<Utc>) -> Markup {
    let row = &offer.row;
    let over = row.ends_at.is_some_and(|at| at <= now);
    let (tone, icon, word) = match row.running() {
        Running::Ended => (Tone::Neutral, Icon::CircleX, "promo-state-ended"),
        _ if over => (Tone::Neutral, Icon::CircleX, "promo-state-ended"),
        Running::Paused => (Tone::Warning, Icon::Pause, "promo-state-paused"),
        Running::Active if now < row.starts_at => (Tone::Info, Icon::Clock, "promo-state-scheduled"),
        Running::Active => (Tone::Success, Icon::CircleCheck, "promo-state-active"),
    };
    status_with(tone, icon, &view.t(word))
}

/// What it gives, in words.
fn effect(view: &View, offer: &Offer) -> String {
    let row = &offer.row;
    let money = |minor: i64| {
        row.currency
            .parse()
            .map_or_else(|_| minor.to_string(), |c| format::money(view.lang, Money::new(minor, c)))
    };
    let number = |n: Option<i32>| n.unwrap_or_default().to_string();
    match row.effect.as_str() {
        "percent" => view
            .with("promo-gives-percent", &[("n", &percent(view.lang, row.percent_bp.unwrap_or_default()))]),
        "amount" => view.with("promo-gives-amount", &[("amount", &money(row.amount.unwrap_or_default()))]),
        "buy_get" => {
            view.with("promo-gives-buy-get", &[("buy", &number(row.buy)), ("get", &number(row.free))])
        }
        "gift" => view.with("promo-gives-gift", &[("n", &number(row.free))]),
        _ => view.t("promo-gives-free-delivery"),
    }
}

fn row(view: &View, desk: Desk, place: &Place, offer: &Offer, now: DateTime<Utc>) -> Row {
    let codes = if offer.codes.is_empty() {
        html! { span class="muted" { (view.t("promo-automatic")) } }
    } else {
        html! { bdi { (offer.codes.join(", ")) } }
    };
    let used = match offer.row.total_limit {
        Some(most) => format!("{} / {most}", offer.used),
        None => offer.used.to_string(),
    };
    let until = offer.row.ends_at.map(|at| format::date_time(view.lang, place.zone, at));
    Row::new(vec![
        html! { (offer.row.title) },
        badge(view, offer, now),
        html! { (effect(view, offer)) },
        codes,
        html! { (used) },
        html! { (until.unwrap_or_default()) },
    ])
    .href(desk.of(offer.row.id))
}
