//! `/ops/payments`: the ledger and what the provider told, to look at.
use actix_web::{HttpResponse, http::StatusCode, web};
use souk_kit::{Caller, Problem, View, caller::Admin};
use souk_ui::{
    Area, Banner, Column, EmptyState, Icon, PageHeader, Row, Table, Tone, code_short, html, stack, status,
};

use super::{ago, money, screen};
use crate::{app::read, state::State, store::intents};

/// The page.
pub(super) async fn page(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let books = read::books(&state).await?;
    let column = |key: &str| Column::text(view.t(key));
    let account = |name: &str| view.t(&format!("account-{}", name.replace('_', "-")));
    let balances = books.balances.iter().map(|(name, currency, sum)| {
        Row::new(vec![html! { (account(name)) }, html! { (money(&view, intents::money(*sum, currency))) }])
    });
    let entries = books.entries.iter().map(|one| {
        Row::new(vec![
            html! { (view.t(&format!("entry-{}", one.kind.replace('_', "-")))) },
            html! { (money(&view, intents::money(one.amount, &one.currency))) },
            code_short(&one.order_id.to_string()),
            ago(&view, one.at),
        ])
    });
    let told = books.told.iter().map(|one| {
        let tone = match one.state.as_str() {
            "dead" => Tone::Danger,
            "waiting" => Tone::Warning,
            _ => Tone::Neutral,
        };
        Row::new(vec![
            html! { bdi { (one.kind) } },
            html! { (status(tone, &view.t(&format!("told-{}", one.state)))) " " span class="muted small" { (one.error) } },
            code_short(&one.event_id),
            ago(&view, one.received_at),
        ])
    });
    let dead = books.told.iter().filter(|one| one.state == "dead").count();
    let body = html! {
        (PageHeader::new(view.t("nav-books")).lead(view.t("books-lead")))
        (stack(html! {
            @if dead > 0 { (Banner::new(Tone::Danger, view.with("told-dead-title", &[("n", &dead.to_string())]))) }
            (Table::new(view.t("balances-title"), vec![column("col-account"), column("col-amount")])
                .rows(balances.collect())
                .empty(EmptyState::new(Icon::Wallet, view.t("books-none"), view.t("books-none-text"))))
            (Table::new(view.t("entries-title"), ["col-entry", "col-amount", "col-order", "col-when"].map(column).into())
                .rows(entries.collect())
                .empty(EmptyState::new(Icon::Wallet, view.t("books-none"), view.t("books-none-text"))))
            (Table::new(view.t("told-title"), ["col-entry", "col-state", "col-event", "col-when"].map(column).into())
                .rows(told.collect())
                .empty(EmptyState::new(Icon::Inbox, view.t("told-none"), view.t("told-none-text"))))
        }))
    };
    Ok(screen(&view, Area::Ops, StatusCode::OK, (&view.t("nav-books"), body), None))
}
