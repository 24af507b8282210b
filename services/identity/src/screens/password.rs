//! Changing one's password.
use actix_web::web;
use serde::Deserialize;
use souk_kit::{Caller, Problem, View, caller::User};
use souk_ui::{Button, Field, Form, html};

use super::{
    form::Errors,
    page::{self, Answer, known, redirect},
    profile,
};
use crate::{State, app::reset, http::auth::session};

/// What a person typed.
#[derive(Debug, Deserialize)]
pub struct Typed {
    current_password: String,
    password: String,
}

/// The form.
pub(super) fn form(view: &View, errors: &Errors) -> Form {
    Form::post("/account/profile/password")
        .errors(&Errors::title(view), &errors.list())
        .body(html! {
            (Field::password("current_password", view.t("password-current"), page::texts(view)).required()
                .autocomplete("current-password").maxlength(128).maybe_error(errors.at("current_password")))
            (Field::password("password", view.t("password-new"), page::texts(view)).required()
                .hint(view.t("password-hint")).autocomplete("new-password").maxlength(128)
                .maybe_error(errors.at("password")))
        })
        .actions(Button::secondary(view.t("password-change")))
}

/// Changes it; other sessions end.
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
    let id = session(&caller).ok();
    match reset::change(&state, caller.user()?, id, &typed.current_password, &typed.password).await {
        Ok(()) => Ok(redirect("/account/profile?done=password")),
        Err(problem) => {
            let errors = Errors::mend(problem)?;
            profile::show(&view, &state, &caller, None, &Errors::default(), &errors, None).await
        }
    }
}
