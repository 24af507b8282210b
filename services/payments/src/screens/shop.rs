//! `/dashboard/payments`: the money of a merchant's orders, and giving it back.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{Money, OrderId};
use souk_kit::{
    Caller, Kind, Path, Problem, Query, View,
    caller::{Fresh, Manager},
    page::{self, see_other},
    paging::{Page, PageRequest},
};
use souk_ui::{
    Area, Banner, Button, Card, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Pager, Render,
    Row, ShellTexts, Table, Tone, description_list, html, split, stack, status, toast,
};
use uuid::Uuid;

use super::{ago, badge, money, screen};
use crate::{
    app::{
        read::{self, Paid},
        refund::{self, Gift},
    },
    state::State,
    store::{
        intents::{Intent, Share},
        refunds::Refund,
    },
};

const PATH: &str = "/dashboard/payments";

fn row(view: &View, (share, intent): &(Share, Intent)) -> Row {
    let how = if intent.kind == "cash" { "how-cash" } else { "how-online" };
    Row::new(vec![
        html! { bdi { (share.number) } },
        badge(view, share.standing(intent)),
        html! { (view.t(how)) },
        html! { (money(view, share.money(share.amount))) },
        html! { (money(view, share.money(share.refunded))) },
        ago(view, share.created_at),
    ])
    .href(format!("{PATH}/{}", share.order_id))
}

/// The list.
pub(super) async fn list(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    wanted: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    let limit = wanted.limit()?;
    let rows = read::list(&state, caller.tenant()?, wanted.after()?, limit + 1).await?;
    let page = Page::cut(rows, limit, |(share, _)| share.order_id);
    let texts = ShellTexts::of(view.lang.code());
    let next = page.next_cursor.as_ref().map(|cursor| format!("{PATH}?after={cursor}"));
    let first = wanted.after.is_some().then(|| PATH.to_owned());
    let columns = ["col-order", "col-state", "col-how", "col-amount", "col-refunded", "col-when"];
    let table = Table::new(view.t("nav-payments"), columns.map(|key| Column::text(view.t(key))).into())
        .rows(page.items.iter().map(|one| row(&view, one)).collect())
        .empty(EmptyState::new(Icon::Wallet, view.t("payments-none"), view.t("payments-none-text")))
        .pager(Pager::new(first, next, texts));
    let body = html! { (PageHeader::new(view.t("nav-payments")).lead(view.t("payments-lead"))) (table) };
    Ok(screen(&view, Area::Dashboard, StatusCode::OK, (&view.t("nav-payments"), body), None))
}

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    amount: String,
    #[serde(default)]
    key: String,
}

/// What just happened, carried through the redirect, or what was typed before.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Done {
    done: Option<String>,
    #[serde(default)]
    amount: String,
}

/// One order's payment.
pub(super) async fn one(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    order: Path<OrderId>,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let paid = read::one(&state, caller.tenant_scope()?, *order).await?;
    let typed = Typed { key: Uuid::now_v7().to_string(), amount: done.amount.clone() };
    Ok(draw(&view, &paid, &typed, done.done.is_some(), None))
}

/// Gives money back.
pub(super) async fn give(
    caller: Result<Caller<Fresh<Manager>>, Problem>,
    state: web::Data<State>,
    view: View,
    order: Path<OrderId>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    if caller.as_ref().is_err_and(|p| p.code == "step_up_required") {
        let back = format!("{PATH}/{}?amount={}", *order, page::encoded(&typed.amount));
        return Ok(page::confirm_first(&back));
    }
    let caller = caller?;
    let scope = caller.tenant_scope()?;
    let paid = read::one(&state, scope, *order).await?;
    let amount = Money::parse_decimal(&typed.amount, paid.share.money(0).currency).map(|m| m.amount).ok();
    let given = match amount.filter(|n| *n > 0 && !typed.key.is_empty()) {
        None => Err(Problem::field("/amount", "amount_wrong")),
        Some(amount) => {
            let gift = Gift {
                order: *order,
                amount: Some(amount),
                person: caller.subject()?.to_string(),
                key: typed.key.clone(),
            };
            refund::give_once(&state, scope, &gift, async |_, _| Ok(())).await
        }
    };
    match given {
        Ok(()) => Ok(see_other(&format!("{PATH}/{}?done=refund", *order))),
        // The same button pressed twice: the first press did it.
        Err(problem) if problem.code == "request_in_flight" => {
            Ok(see_other(&format!("{PATH}/{}?done=refund", *order)))
        }
        Err(problem) if matches!(problem.kind, Kind::Conflict | Kind::Unprocessable) => {
            Ok(draw(&view, &paid, &typed, false, Some(&problem)))
        }
        Err(problem) => Err(problem),
    }
}

fn draw(view: &View, paid: &Paid, typed: &Typed, done: bool, wrong: Option<&Problem>) -> HttpResponse {
    let share = &paid.share;
    let title = view.with("payment-title", &[("number", &share.number)]);
    let amount = |n: i64| money(view, share.money(n));
    let how =
        paid.attempt.as_ref().map_or_else(|| view.t("how-none"), |a| view.t(&format!("method-{}", a.method)));
    let labels = ["col-amount", "col-refunded", "col-left", "col-how"].map(|key| view.t(key));
    let values = [amount(share.amount), amount(share.refunded), amount(share.amount - share.refunded), how];
    let facts: Vec<(&str, Markup)> =
        labels.iter().zip(&values).map(|(label, value)| (label.as_str(), html! { (value) })).collect();
    let left = share.amount - share.refunded;
    let can = paid.intent.kind == "online" && paid.intent.state == "captured" && left > 0;
    let body = html! {
        (PageHeader::new(&title)
            .breadcrumbs(ShellTexts::of(view.lang.code()), &[(PATH, &view.t("nav-payments"))])
            .status(badge(view, share.standing(&paid.intent)))
            .secondary(Button::secondary(view.t("payment-order")).href(format!("/dashboard/orders/{}", share.order_id))))
        @if done { (toast(Tone::Success, &view.t("refund-done"))) }
        (split(
            stack(html! {
                (Card::new(view.t("payment-facts")).body(description_list(&facts)))
                (refunds(view, paid))
            }),
            html! { @if can { (form(view, paid, typed, wrong)) } },
        ))
    };
    let status = wrong.map_or(StatusCode::OK, |problem| problem.kind.status());
    screen(view, Area::Dashboard, status, (&title, body), None)
}

fn refunds(view: &View, paid: &Paid) -> Markup {
    if paid.refunds.is_empty() {
        return Markup::default();
    }
    let state = |row: &Refund| {
        let tone = match row.state.as_str() {
            "succeeded" => Tone::Success,
            "failed" => Tone::Danger,
            _ => Tone::Info,
        };
        status(tone, &view.t(&format!("refund-{}", row.state)))
    };
    let rows = paid.refunds.iter().map(|row| {
        Row::new(vec![
            html! { (money(view, paid.share.money(row.amount))) },
            state(row),
            html! { (view.t(&format!("why-{}", row.reason.replace('_', "-")))) },
            ago(view, row.created_at),
        ])
    });
    let failed = paid.refunds.iter().any(|row| row.state == "failed");
    let columns = ["col-amount", "col-state", "col-why", "col-when"];
    html! {
        @if failed { (Banner::new(Tone::Danger, view.t("refund-failed-title")).text(view.t("refund-failed-text"))) }
        (Table::new(view.t("refunds-title"), columns.map(|key| Column::text(view.t(key))).into()).rows(rows.collect()))
    }
}

fn form(view: &View, paid: &Paid, typed: &Typed, wrong: Option<&Problem>) -> Markup {
    let left = paid.share.money(paid.share.amount - paid.share.refunded);
    let told = wrong.map(|problem| {
        let body = problem.body();
        body.errors.first().map_or(body.title, |error| error.detail.clone())
    });
    let value = if typed.amount.is_empty() { left.to_decimal() } else { typed.amount.clone() };
    Card::new(view.t("refund-title"))
        .note(view.with("refund-note", &[("left", &money(view, left))]))
        .body(
            Form::post(format!("{PATH}/{}", paid.share.order_id))
                .hidden("key", &typed.key)
                .body(
                    Field::money("amount", view.t("refund-amount"), left.currency.code())
                        .value(value)
                        .required()
                        .maybe_error(told),
                )
                .actions(Button::danger(view.t("refund-do")).icon(Icon::Undo2)),
        )
        .render()
}
