//! A forgotten password: asking for the link, and setting a new one.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_kit::{Query, View};
use souk_ui::{Button, Field, Form, Icon, html};

use super::{
    form::Errors,
    page::{self, Answer, narrow, redirect},
};
use crate::{State, app::reset};

/// Whose password was forgotten.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    email: String,
}

fn ask_page(view: &View, email: &str, errors: &Errors) -> HttpResponse {
    let form = Form::post("/forgot")
        .errors(&Errors::title(view), &errors.list())
        .body(html! {
            (Field::email("email", view.t("email")).value(email).required().autocomplete("username").maxlength(254)
                .maybe_error(errors.at("email")))
        })
        .actions(Button::primary(view.t("forgot-submit")).wide());
    let body = html! { (form) p { a href="/login" { (view.t("login-title")) } } };
    narrow(view, errors.status(), &view.t("forgot-title"), &view.t("forgot-lead"), &body)
}

/// The form for the address.
pub async fn ask(view: View) -> Answer {
    Ok(ask_page(&view, "", &Errors::default()))
}

/// Sends the link, if there is an account.
pub async fn send(view: View, state: web::Data<State>, typed: web::Form<Asked>) -> Answer {
    if let Err(problem) = reset::forgot(&state, &typed.email).await {
        return Ok(ask_page(&view, &typed.email, &Errors::mend(problem)?));
    }
    let body = html! {
        @if state.mailer.folder().is_some() {
            p { (Button::primary(view.t("mailbox-open")).href("/mailbox").icon(Icon::Mail).wide()) }
        }
        p { a href="/login" { (view.t("login-title")) } }
    };
    Ok(narrow(&view, StatusCode::OK, &view.t("forgot-sent-title"), &view.t("forgot-sent-lead"), &body))
}

/// The link and a new password.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    token: String,
    #[serde(default)]
    password: String,
}

fn form_page(view: &View, token: &str, errors: &Errors) -> HttpResponse {
    let form = Form::post("/reset")
        .errors(&Errors::title(view), &errors.list())
        .hidden("token", token)
        .body(html! {
            (Field::password("password", view.t("password-new"), page::texts(view)).required()
                .hint(view.t("password-hint")).autocomplete("new-password").maxlength(128)
                .maybe_error(errors.at("password")))
        })
        .actions(Button::primary(view.t("reset-submit")).wide());
    let body = html! { (form) p { a href="/forgot" { (view.t("reset-again")) } } };
    narrow(view, errors.status(), &view.t("reset-title"), &view.t("reset-lead"), &body)
}

/// The form for the password.
pub async fn page(view: View, query: Query<Typed>) -> Answer {
    Ok(form_page(&view, &query.token, &Errors::default()))
}

/// Sets it.
pub async fn submit(view: View, state: web::Data<State>, typed: web::Form<Typed>) -> Answer {
    match reset::reset(&state, &typed.token, &typed.password).await {
        Ok(()) => page::signed_out(&state, redirect("/login?done=reset")),
        Err(problem) => Ok(form_page(&view, &typed.token, &Errors::mend(problem)?)),
    }
}
