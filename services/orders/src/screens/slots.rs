//! Fragments for pages of others: the cart's count, recent orders, the merchant's day.
use actix_web::{HttpResponse, web};
use souk_events::{Currency, Money};
use souk_kit::{
    Caller, Problem, View,
    caller::{Agent, Anyone},
    format,
};
use souk_ui::{
    Column, Icon, Markup, Row, StatTile, Table, Tone, count_badge, description_list, grid, html, section,
    status,
};

use super::{
    account,
    frame::fragment,
    parts::{ago, badge, costs},
};
use crate::{
    app::{cart, read},
    state::State,
    store::rows::Order,
};

pub(super) async fn cart(
    caller: Option<Caller<Anyone>>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let pieces = match caller {
        Some(caller) => cart::count(&state, caller.subject()?).await?,
        None => 0,
    };
    Ok(fragment(count_badge(pieces, &view.t("cart-pieces"))))
}

const RECENT: i64 = 5;
/// Open orders on the merchant's home page.
const OPEN: usize = 6;

pub(super) async fn account(
    caller: Option<Caller<Anyone>>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let Some(caller) = caller else { return Ok(fragment(html! {})) };
    let orders = read::own_orders(&state, caller.subject()?, None, RECENT).await?;
    let all = view.t("see-all");
    Ok(fragment(section(
        &view.t("orders-title"),
        Some(("/account/orders", &all)),
        account::table(&view, &orders),
    )))
}

pub(super) async fn dashboard(
    caller: Option<Caller<Agent>>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let Some(caller) = caller else { return Ok(fragment(html! {})) };
    let today = read::today(&state, caller.tenant()?).await?;
    let sums = if today.taken.is_empty() {
        vec![(today.currency.clone().unwrap_or_else(|| Currency::EUR.code().to_owned()), 0)]
    } else {
        today.taken.clone()
    };
    let waiting_now = today.waiting();
    let waiting = StatTile::new(view.t("tile-waiting"), waiting_now.to_string())
        .href("/dashboard/orders")
        .icon(Icon::Bell);
    let waiting =
        if waiting_now > 0 { waiting.change(Tone::Warning, view.t("tile-waiting-now")) } else { waiting };
    let sum = |currency: &str, amount: i64| {
        format::money(view.lang, Money::new(amount, currency.parse().unwrap_or(Currency::EUR)))
    };
    let (open, working) = (&today.open, today.open.len() - waiting_now);
    let tiles = grid(html! {
        (waiting)
        (StatTile::new(view.t("tile-working"), working.to_string()).href("/dashboard/orders").icon(Icon::ChefHat))
        @for (currency, amount) in &sums {
            @let before = today.last_week.iter().find(|(c, _)| c == currency).map_or(0, |(_, n)| *n);
            (StatTile::new(view.t("tile-today"), sum(currency, *amount))
                .change(
                    if *amount > before { Tone::Success } else { Tone::Neutral },
                    view.with("tile-last-week", &[("amount", &sum(currency, before))]),
                )
                .href("/dashboard/orders")
                .icon(Icon::Banknote))
        }
    });
    Ok(fragment(html! { (tiles) @if !open.is_empty() { (waiting_orders(&view, open)) } }))
}

/// `shop.brief`: one shop among several, in a few figures.
pub(super) async fn brief(
    caller: Option<Caller<Agent>>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let Some(caller) = caller else { return Ok(fragment(html! {})) };
    let today = read::today(&state, caller.tenant()?).await?;
    let waiting = today.waiting();
    let working = today.open.len() - waiting;
    let money = |(currency, amount): &(String, i64)| {
        let money = Money::new(*amount, currency.parse().unwrap_or(Currency::EUR));
        (view.t("tile-today"), html! { (format::money(view.lang, money)) })
    };
    let count = |key: &str, n: &dyn std::fmt::Display| (view.t(key), html! { (n.to_string()) });
    let mut lines = vec![count("tile-placed", &today.placed)];
    lines.extend(today.taken.iter().map(money));
    lines.push(count("tile-working", &working));
    let lines: Vec<_> = lines.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let waits = view.with("brief-waiting", &[("n", &waiting.to_string())]);
    Ok(fragment(html! {
        @if waiting > 0 { p { (status(Tone::Warning, &waits)) } }
        (description_list(&lines))
    }))
}

/// The open orders, the oldest first: what the shop has to do next.
fn waiting_orders(view: &View, open: &[Order]) -> Markup {
    let columns = vec![
        Column::text(view.t("order")),
        Column::text(view.t("state")),
        Column::text(view.t("when")),
        Column::number(view.t("total")),
    ];
    let row = |order: &Order| {
        Row::new(vec![
            html! { (order.number) },
            badge(view, order.label()),
            ago(view, order.zone(), order.placed_at),
            costs(view, order),
        ])
        .href(format!("/dashboard/orders/{}", order.id))
    };
    let all = view.t("see-all");
    let rows = open.iter().take(OPEN).map(row).collect();
    section(
        &view.t("board-title"),
        Some(("/dashboard/orders", &all)),
        Table::new(view.t("board-title"), columns).rows(rows),
    )
}
