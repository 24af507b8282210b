//! A person's orders: the list and its short form for the account page.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_kit::{
    Caller, Problem, Query, View,
    caller::Anyone,
    paging::{Page, PageRequest},
};
use souk_ui::{
    Area, Button, Column, EmptyState, Icon, Markup, PageHeader, Pager, Row, ShellTexts, Table, Tone,
    account_nav, html, toast,
};

use super::{
    again,
    frame::Screen,
    parts::{ago, badge, costs},
};
use crate::{app::read, state::State, store::rows::Order};

/// Which page, and whether something was just placed.
#[derive(Debug, Deserialize)]
pub(super) struct Listing {
    limit: Option<u16>,
    after: Option<String>,
    placed: Option<String>,
}

pub(super) async fn show(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    wish: Query<Listing>,
) -> Result<HttpResponse, Problem> {
    let page = PageRequest { limit: wish.limit, after: wish.after.clone() };
    let limit = page.limit()?;
    let rows = read::own_orders(&state, caller.subject()?, page.after()?, limit + 1).await?;
    let page = Page::cut(rows, limit, |o| o.id);
    let texts = ShellTexts::of(view.lang.code());
    let first = wish.after.as_ref().map(|_| "/account/orders".to_owned());
    let next = page.next_cursor.map(|c| format!("/account/orders?after={c}"));
    let body = html! {
        (PageHeader::new(view.t("orders-title")).lead(view.t("orders-lead")))
        (account_nav())
        @if wish.placed.is_some() { (toast(Tone::Success, &view.t("orders-placed"))) }
        (table(&view, &page.items).pager(Pager::new(first, next, texts)))
    };
    Ok(Screen::new(&view, Area::Public, view.t("orders-title"), body).ok())
}

/// Orders as a table.
pub(super) fn table(view: &View, orders: &[Order]) -> Table {
    let columns = vec![
        Column::text(view.t("order")),
        Column::text(view.t("store")),
        Column::text(view.t("state")),
        Column::text(view.t("when")),
        Column::number(view.t("total")),
        Column::text(view.t("order-again")),
    ];
    Table::new(view.t("orders-title"), columns).rows(orders.iter().map(|o| row(view, o)).collect()).empty(
        EmptyState::new(Icon::ReceiptText, view.t("orders-empty"), view.t("orders-empty-more"))
            .action(Button::primary(view.t("cart-look-around")).href("/")),
    )
}

fn row(view: &View, order: &Order) -> Row {
    let cells: Vec<Markup> = vec![
        html! { (order.number) },
        html! { (order.store_name) },
        badge(view, order.label()),
        ago(view, order.zone(), order.placed_at),
        costs(view, order),
        again::button(view, order.id),
    ];
    Row::new(cells).href(format!("/orders/{}", order.id))
}
