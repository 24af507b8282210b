//! The page to pay on, the test page, and the page that says how it went. None of them says more than is known.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{AttemptId, OrderId, PaymentId};
use souk_kit::{Caller, Kind, Path, Problem, View, caller::Anyone, page::see_other};
use souk_ui::{
    Area, Banner, Button, Card, Form, Icon, Markup, PageHeader, Render, Tone, button_row, html, stack,
    summary,
};

use super::{money, screen};
use crate::{
    app::{
        pay::{self as app, Owed, Pressed},
        read,
    },
    state::State,
    store::intents,
};

/// How often a waiting page asks again.
const REFRESH_SECONDS: u8 = 5;

fn total(view: &View, owed: &Owed) -> String {
    money(view, intents::money(owed.intent.amount, &owed.intent.currency))
}

fn receipt(view: &View, owed: &Owed) -> Markup {
    let rows: Vec<(String, String)> =
        owed.shares.iter().map(|s| (s.store_name.clone(), money(view, s.money(s.amount)))).collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(name, sum)| (name.as_str(), sum.as_str())).collect();
    summary(&rows, (&view.t("pay-total"), &total(view, owed)))
}

fn is_test(owed: &Owed) -> bool {
    owed.attempt.as_ref().is_some_and(|attempt| attempt.method == "test")
}

/// What is owed, and the way to the page of the provider.
pub(super) async fn page(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    id: Path<PaymentId>,
) -> Result<HttpResponse, Problem> {
    let scope = caller.own_scope()?;
    let (owed, away) = match app::prepare(&state, scope, *id).await {
        Ok(owed) => (owed, false),
        Err(problem) if matches!(problem.kind, Kind::Unavailable) => {
            (app::see(&state, scope, *id).await?, true)
        }
        Err(problem) if problem.code == "payment_over" => (app::see(&state, scope, *id).await?, false),
        Err(problem) => return Err(problem),
    };
    let url = owed.attempt.as_ref().filter(|a| a.state == "open").and_then(|a| a.url.clone());
    if owed.intent.state != "open" || (url.is_none() && !away) {
        return Ok(see_other(&format!("/pay/{}/back", *id)));
    }
    let title = view.t("pay-title");
    let body = html! {
        (PageHeader::new(&title).lead(view.t("pay-lead")))
        (Card::bare().body(stack(html! {
            (receipt(&view, &owed))
            @if is_test(&owed) { (Banner::new(Tone::Warning, view.t("test-title")).text(view.t("test-text"))) }
            @match &url {
                Some(url) if !away => {
                    (Button::primary(view.with("pay-go", &[("total", &total(&view, &owed))]))
                        .href(url).icon(Icon::Wallet).wide())
                    p class="hint" { (view.t("pay-safe")) }
                }
                _ => {
                    (Banner::new(Tone::Warning, view.t("pay-away")).text(view.t("pay-away-text")))
                    (Button::secondary(view.t("pay-again")).href(format!("/pay/{}", *id)))
                }
            }
        })))
    };
    Ok(screen(&view, Area::Public, StatusCode::OK, (&title, body), None))
}

/// The page to pay on of an order.
pub(super) async fn of_order(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    order: Path<OrderId>,
) -> Result<HttpResponse, Problem> {
    let paid = read::one(&state, caller.own_scope()?, *order).await?;
    Ok(see_other(&format!("/pay/{}", paid.intent.id)))
}

/// How it went: the provider is asked before anything is said.
pub(super) async fn back(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    id: Path<PaymentId>,
) -> Result<HttpResponse, Problem> {
    let owed = app::look(&state, caller.own_scope()?, *id).await?;
    let orders = |label: &str| {
        let href = match owed.shares.as_slice() {
            [one] => format!("/orders/{}", one.order_id),
            _ => "/account/orders".to_owned(),
        };
        Button::primary(view.t(label)).href(href).icon(Icon::ReceiptText)
    };
    let again = || Button::primary(view.t("pay-go-on")).href(format!("/pay/{}", *id)).icon(Icon::Wallet);
    let left = owed.intent.pay_by.is_some_and(|by| state.clock.now() < by);
    let (word, tone, refresh, button) = match owed.intent.state.as_str() {
        // It came when the order was over, or the order ended since.
        "captured" if owed.shares.iter().all(|s| s.called_off) => {
            ("refunded", Tone::Info, None, orders("pay-see-order"))
        }
        "captured" => ("paid", Tone::Success, None, orders("pay-see-order")),
        // Said before the page is offered again: it is not to be paid twice.
        _ if owed.strange => ("strange", Tone::Danger, None, orders("pay-see-order")),
        "expired" => (
            "expired",
            Tone::Neutral,
            None,
            Button::primary(view.t("pay-cart")).href("/cart").icon(Icon::ShoppingCart),
        ),
        _ if left => ("open", Tone::Warning, None, again()),
        _ => ("closing", Tone::Info, Some(REFRESH_SECONDS), orders("pay-see-order").wide()),
    };
    let title = view.t(&format!("back-{word}"));
    let body = html! {
        (PageHeader::new(&title))
        (Card::bare().body(stack(html! {
            (Banner::new(tone, view.t(&format!("back-{word}-text"))))
            (receipt(&view, &owed))
            (button_row(&button.render()))
        })))
    };
    Ok(screen(&view, Area::Public, StatusCode::OK, (&title, body), refresh))
}

/// Where nothing real is paid.
pub(super) async fn test_page(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    id: Path<AttemptId>,
) -> Result<HttpResponse, Problem> {
    let owed = app::test_page(&state, caller.own_scope()?, *id).await?;
    let Some(attempt) = owed.attempt.as_ref().filter(|a| a.state == "open" && owed.intent.state == "open")
    else {
        return Ok(see_other(&format!("/pay/{}/back", owed.intent.id)));
    };
    let title = view.t("test-page");
    let path = format!("/pay/test/{}", attempt.id);
    let body = html! {
        (PageHeader::new(&title))
        (Card::bare().body(stack(html! {
            (Banner::new(Tone::Warning, view.t("test-title")).text(view.t("test-text")))
            @if !attempt.refusal.is_empty() {
                (Banner::new(Tone::Danger, view.t("test-refused")).text(view.t("test-refused-text")))
            }
            (receipt(&view, &owed))
            (Form::post(&path).actions(html! {
                (Button::primary(view.with("pay-go", &[("total", &total(&view, &owed))]))
                    .name_value("do", "pay").icon(Icon::Check))
                (Button::secondary(view.t("test-refuse")).name_value("do", "refuse"))
                (Button::quiet(view.t("test-leave")).href(format!("/pay/{}/back", owed.intent.id)))
            }))
        })))
    };
    Ok(screen(&view, Area::Public, StatusCode::OK, (&title, body), None))
}

/// What was pressed there.
#[derive(Debug, Deserialize)]
pub(super) struct Press {
    #[serde(default)]
    r#do: String,
}

/// A button of the test page.
pub(super) async fn press(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    id: Path<AttemptId>,
    pressed: web::Form<Press>,
) -> Result<HttpResponse, Problem> {
    let what = if pressed.r#do == "refuse" { Pressed::Refuse } else { Pressed::Pay };
    let owed = app::press(&state, caller.own_scope()?, *id, what).await?;
    Ok(see_other(&match what {
        Pressed::Refuse => format!("/pay/test/{}", *id),
        Pressed::Pay => format!("/pay/{}/back", owed.intent.id),
    }))
}
