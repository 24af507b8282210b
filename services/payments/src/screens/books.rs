//! `/ops/payments`: the ledger and what the provider told, to look at.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{Currency, Money};
use souk_kit::{
    Caller, Problem, View,
    caller::{Admin, Fresh},
    page::{self, see_other},
};
use souk_ui::{
    Area, Banner, Button, Column, EmptyState, Form, Icon, Markup, PageHeader, Row, Table, Tone, code_short,
    html, stack, status,
};
use uuid::Uuid;

use super::{ago, money, screen};
use crate::{
    app::{read, stray},
    state::State,
    store::{intents, strays::Stray},
};

const PATH: &str = "/ops/payments";

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
    let waits = books.strays.iter().filter(|one| one.state == "waiting").count();
    let body = html! {
        (PageHeader::new(view.t("nav-books")).lead(view.t("books-lead")))
        (stack(html! {
            @if dead > 0 { (Banner::new(Tone::Danger, view.with("told-dead-title", &[("n", &dead.to_string())]))) }
            @if waits > 0 {
                (Banner::new(Tone::Danger, view.with("stray-waits", &[("n", &waits.to_string())])).text(view.t("stray-waits-text")))
            }
            @if !books.strays.is_empty() { (strays(&view, &books.strays)) }
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

fn strays(view: &View, all: &[Stray]) -> Markup {
    let columns = ["col-amount", "col-why", "col-payment", "col-state", "col-when", "col-do"];
    let rows = all.iter().map(|one| {
        let tone = match one.state.as_str() {
            "waiting" => Tone::Danger,
            "pending" => Tone::Info,
            _ => Tone::Success,
        };
        // The provider may have told a currency that is none of ours.
        let amount = match one.currency.parse::<Currency>() {
            Ok(currency) => money(view, Money::new(one.amount, currency)),
            Err(_) => format!("{} {}", one.amount, one.currency),
        };
        Row::new(vec![
            html! { bdi { (amount) } },
            html! { (view.t(&format!("stray-{}", one.why.replace('_', "-")))) },
            code_short(&one.payment_ref),
            html! { (status(tone, &view.t(&format!("stray-{}", one.state)))) " " span class="muted small" { (one.failure) } },
            ago(view, one.created_at),
            html! { @if one.state == "waiting" {
                (Form::post(format!("{PATH}/strays")).inline().hidden("id", one.id.to_string())
                    .actions(Button::danger(view.t("stray-give")).icon(Icon::Undo2)))
            } },
        ])
    });
    let head = columns.map(|key| Column::text(view.t(key))).into();
    html! { (Table::new(view.t("stray-title"), head).rows(rows.collect())) }
}

/// Which money.
#[derive(Debug, Deserialize)]
pub(super) struct Given {
    id: Uuid,
}

/// Gives money back that pays for nothing.
pub(super) async fn give(
    caller: Result<Caller<Fresh<Admin>>, Problem>,
    state: web::Data<State>,
    given: web::Form<Given>,
) -> Result<HttpResponse, Problem> {
    if caller.as_ref().is_err_and(|p| p.code == "step_up_required") {
        return Ok(page::confirm_first(PATH));
    }
    stray::give(&state, given.id, &caller?.subject()?.to_string()).await?;
    Ok(see_other(PATH))
}
