//! Fragments for pages of others: the cart's count, recent orders, the merchant's day.
use actix_web::{HttpResponse, web};
use souk_events::{Currency, Money};
use souk_kit::{
    Caller, Problem, View,
    caller::{Agent, Anyone},
    format,
};
use souk_ui::{Icon, StatTile, Tone, count_badge, grid, html, section};

use super::{account, frame::fragment};
use crate::{
    app::{cart, read},
    state::State,
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
    let waiting = StatTile::new(view.t("tile-waiting"), today.waiting.to_string())
        .href("/dashboard/orders")
        .icon(Icon::Bell);
    let waiting =
        if today.waiting > 0 { waiting.change(Tone::Warning, view.t("tile-waiting-now")) } else { waiting };
    let money = |currency: &str, amount: i64| {
        format::money(view.lang, Money::new(amount, currency.parse().unwrap_or(Currency::EUR)))
    };
    Ok(fragment(grid(html! {
        (waiting)
        (StatTile::new(view.t("tile-working"), today.working.to_string()).href("/dashboard/orders").icon(Icon::ChefHat))
        @for (currency, amount) in &sums {
            @let before = today.last_week.iter().find(|(c, _)| c == currency).map_or(0, |(_, n)| *n);
            (StatTile::new(view.t("tile-today"), money(currency, *amount))
                .change(
                    if *amount >= before { Tone::Success } else { Tone::Neutral },
                    view.with("tile-last-week", &[("amount", &money(currency, before))]),
                )
                .href("/dashboard/orders")
                .icon(Icon::Banknote))
        }
    })))
}
