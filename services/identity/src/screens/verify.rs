//! Confirming an address. The link in the mail opens a page with a button: programs that open links in mails to
//! look at them confirm nothing.
use actix_web::{http::StatusCode, web};
use serde::Deserialize;
use souk_kit::{Query, View};
use souk_ui::{Button, Form, Icon, html};

use super::{
    form::Errors,
    login,
    page::{Answer, narrow, redirect, safe},
    signup,
};
use crate::{State, app::verify};

/// What the link says.
#[derive(Debug, Default, Deserialize)]
pub struct Link {
    #[serde(default)]
    token: String,
    #[serde(default)]
    next: String,
}

/// The button.
pub async fn page(view: View, query: Query<Link>) -> Answer {
    let form = Form::post("/verify")
        .hidden("token", &query.token)
        .hidden("next", safe(Some(&query.next), signup::NEXT))
        .actions(Button::primary(view.t("verify-submit")).wide());
    Ok(narrow(&view, StatusCode::OK, &view.t("verify-title"), &view.t("verify-lead"), &html! { (form) }))
}

/// Confirms. The browser that signed up goes on signed in; another one signs in first.
pub async fn submit(view: View, state: web::Data<State>, link: web::Form<Link>) -> Answer {
    match verify::verify(&state, &link.token).await {
        Ok(_) => Ok(redirect(safe(Some(&link.next), signup::NEXT))),
        Err(problem) => {
            let errors = Errors::mend(problem)?;
            let body = html! {
                p { (Button::primary(view.t("login-title")).href("/login").icon(Icon::LogIn).wide()) }
                p { (view.t("verify-spent")) }
                (login::again(&view, ""))
            };
            let lead = errors.at("").unwrap_or_default().to_owned();
            Ok(narrow(&view, errors.status(), &view.t("verify-title"), &lead, &body))
        }
    }
}

/// Whom to send the link to again.
#[derive(Debug, Deserialize)]
pub struct Again {
    email: String,
}

/// Sends the link again.
pub async fn again(view: View, state: web::Data<State>, typed: web::Form<Again>) -> Answer {
    match verify::send_again(&state, &typed.email).await {
        Ok(()) => Ok(redirect("/signup/sent")),
        Err(problem) => {
            let errors = Errors::mend(problem)?;
            let lead = errors.at("email").or(errors.at("")).unwrap_or_default().to_owned();
            let body = login::again(&view, &typed.email);
            Ok(narrow(&view, errors.status(), &view.t("verify-title"), &lead, &body))
        }
    }
}
