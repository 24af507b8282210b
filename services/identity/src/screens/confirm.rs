//! Proving once more who one is, and going on where one was.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_kit::{Caller, Problem, Query, View, caller::User};
use souk_ui::{Button, Field, Form, html};

use super::{
    form::Errors,
    login,
    page::{self, Answer, known, narrow, redirect, safe},
    passkeys as screen,
};
use crate::{
    State,
    app::{confirm, passkeys, second_factor},
    http::auth::session,
};

/// Where to go on.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    next: Option<String>,
}

/// The form, with the passkey for who has one.
pub(super) async fn show(
    view: &View,
    state: &State,
    caller: &Caller<User>,
    next: &str,
    errors: &Errors,
) -> Result<HttpResponse, Problem> {
    let user = caller.user()?;
    let with_code = second_factor::status(state, user).await?.on;
    let with_passkey = passkeys::any(state, user).await?;
    let form = Form::post("/confirm")
        .errors(&Errors::title(view), &errors.list())
        .hidden("next", next)
        .body(html! {
            (Field::password("password", view.t("password"), page::texts(view)).required()
                .autocomplete("current-password").maxlength(128).maybe_error(errors.at("password")))
            @if with_code { (login::code_field(view, errors).required()) }
        })
        .actions(Button::primary(view.t("confirm-submit")).wide());
    let body = html! { (form) @if with_passkey { (screen::confirmation(view, next)) } p { a href=(next) { (view.t("cancel")) } } };
    Ok(narrow(view, errors.status(), &view.t("confirm-title"), &view.t("confirm-lead"), &body))
}

/// The form.
pub async fn page(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    call: Query<Call>,
) -> Answer {
    match known(caller, &view) {
        Ok(caller) => {
            let next = safe(call.next.as_deref(), "/account");
            show(&view, &state, &caller, next, &Errors::default()).await
        }
        Err(answer) => answer,
    }
}

/// What a person typed.
#[derive(Debug, Deserialize)]
pub struct Typed {
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

/// Confirms, and goes on.
pub async fn submit(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Typed>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let next = safe(Some(&typed.next), "/account");
    let (user, id) = (caller.user()?, session(&caller)?);
    match confirm::confirm(&state, user, id, &typed.password, Some(&typed.code)).await {
        Ok(_) => Ok(redirect(next)),
        Err(problem) if problem.code == "second_factor_required" => {
            let errors = Errors::of(&Problem::field("/code", "required"));
            show(&view, &state, &caller, next, &errors).await
        }
        Err(problem) => show(&view, &state, &caller, next, &Errors::mend(problem)?).await,
    }
}
