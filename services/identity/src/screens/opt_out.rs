//! Taking back what was agreed to at a checkout, from the link in an order's mail. The link opens a page with a button:
//! programs that open links in mails to look at them take nothing back.
use actix_web::{http::StatusCode, web};
use serde::Deserialize;
use souk_events::OrderId;
use souk_kit::{Path, Query, View};
use souk_ui::{Button, Form, Icon, html};

use super::page::{Answer, narrow, redirect};
use crate::{State, app::opt_ins};

/// What the page is called with.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    done: Option<String>,
}

/// What is agreed to, and the button.
pub async fn page(
    view: View,
    state: web::Data<State>,
    path: Path<(OrderId, String)>,
    call: Query<Call>,
) -> Answer {
    let (order, word) = &*path;
    let offer = opt_ins::look(&state, *order, word).await?;
    let title = view.with("opt-out-title", &[("store", &offer.store)]);
    if offer.purposes.is_empty() {
        let lead = view.t(if call.done.is_some() { "opt-out-done" } else { "opt-out-none" });
        let body = html! { (Button::secondary(view.t("opt-out-home")).href("/").icon(Icon::Store).wide()) };
        return Ok(narrow(&view, StatusCode::OK, &title, &lead, &body));
    }
    let body = html! {
        ul {
            @for purpose in &offer.purposes {
                li { (view.t(&format!("consent-{}", purpose.as_str().replace('_', "-")))) }
            }
        }
        (Form::post(format!("/opt-out/{order}/{word}"))
            .actions(Button::primary(view.t("opt-out-submit")).wide()))
    };
    Ok(narrow(&view, StatusCode::OK, &title, &view.t("opt-out-lead"), &body))
}

/// Takes it back.
pub async fn submit(state: web::Data<State>, path: Path<(OrderId, String)>) -> Answer {
    let (order, word) = &*path;
    opt_ins::take_back(&state, *order, word).await?;
    Ok(redirect(&format!("/opt-out/{order}/{word}?done=1")))
}
