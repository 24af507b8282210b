//! Name, language and password of the signed-in person.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_kit::{Caller, Lang, Problem, Query, View, caller::User};
use souk_ui::{Area, Banner, Button, Card, Field, Form, PageHeader, Select, Tone, account_nav, html, stack};

use super::{
    form::Errors,
    page::{self, Answer, known, redirect},
    password,
};
use crate::{State, app::profile};

/// What the page is called with.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    pub(super) done: Option<String>,
}

/// What a person typed.
#[derive(Debug, Deserialize)]
pub struct Typed {
    display_name: String,
    language: String,
}

/// The page; `person` are the errors of the first form, `secret` those of the second.
pub(super) async fn show(
    view: &View,
    state: &State,
    caller: &Caller<User>,
    typed: Option<&Typed>,
    person: &Errors,
    secret: &Errors,
    done: Option<&str>,
) -> Result<HttpResponse, Problem> {
    let found = profile::find(state, caller.user()?).await?;
    let name = typed.map_or(found.display_name.as_str(), |t| t.display_name.as_str());
    let language = typed.map_or(found.language.as_str(), |t| t.language.as_str());
    let form = Form::post("/account/profile")
        .errors(&Errors::title(view), &person.list())
        .body(html! {
            (Field::email("email", view.t("email")).value(&found.email).disabled(true))
            (Field::text("display_name", view.t("display-name")).value(name).required().autocomplete("name")
                .maxlength(80).maybe_error(person.at("display_name")))
            (Select::new("language", view.t("language")).options(Lang::ALL.map(|l| (l.code(), l.name())))
                .selected(language).maybe_error(person.at("language")))
        })
        .actions(Button::primary(view.t("save")));
    let status = if person.list().is_empty() { secret.status() } else { person.status() };
    let body = html! {
        (PageHeader::new(view.t("nav-profile")))
        (account_nav())
        (stack(html! {
            @if done == Some("saved") { (Banner::new(Tone::Success, view.t("saved"))) }
            @if done == Some("password") { (Banner::new(Tone::Success, view.t("password-changed"))) }
            (Card::new(view.t("profile-person")).body(form))
            (Card::new(view.t("profile-password")).body(password::form(view, secret)))
        }))
    };
    Ok(page::page(view, Area::Public, status, &view.t("nav-profile"), body))
}

/// The page.
pub async fn page(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    query: Query<Call>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    show(&view, &state, &caller, None, &Errors::default(), &Errors::default(), query.done.as_deref()).await
}

/// Saves name and language.
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
    let saved = match Lang::from_tag(&typed.language) {
        None => Err(Problem::field("/language", "choice_unknown")),
        Some(lang) => profile::change(&state, caller.user()?, Some(&typed.display_name), Some(lang)).await,
    };
    match saved {
        Ok(_) => Ok(redirect("/account/profile?done=saved")),
        Err(problem) => {
            let errors = Errors::mend(problem)?;
            show(&view, &state, &caller, Some(&typed), &errors, &Errors::default(), None).await
        }
    }
}
