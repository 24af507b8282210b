//! Passkeys on the pages: a form that a script fills with the answer of the device and sends.
use actix_web::{HttpRequest, http::StatusCode, web};
use chrono_tz::UTC;
use serde::Deserialize;
use souk_kit::{
    Caller, Problem, View,
    caller::{Anyone, Fresh, User},
    format,
};
use souk_ui::{Button, Card, Field, Form, Icon, Markup, assets, html, time_relative};
use uuid::Uuid;

use super::{
    form::Errors,
    login,
    page::{self, Answer, known, redirect, safe},
    security::{self, HOME, fresh},
};
use crate::{
    State,
    app::{
        passkey_proof,
        passkeys::{self, Passkey},
    },
    http::{auth::session, client},
};

/// A form that the script shows where the browser knows passkeys. `kind` is `create` or `get`, `ask` where the question
/// comes from.
fn form(view: &View, action: &str, kind: &str, ask: &str) -> Form {
    Form::post(action)
        .attr("data-passkey", kind)
        .attr("data-ask", ask)
        .attr("hidden", "")
        .hidden("challenge_id", "")
        .hidden("credential", "")
        .body(html! {
            p class="field-error" role="alert" data-passkey-failed hidden { (view.t("passkey-failed")) }
        })
}

/// The script, on pages with such a form only.
fn script() -> Markup {
    html! { script src=(assets::url("passkeys.js")) defer {} }
}

/// Signing in with a passkey, under the form for the password.
pub(super) fn entrance(view: &View, next: &str) -> Markup {
    let form = form(view, "/login/passkey", "get", "/v1/auth/passkey/challenge")
        .hidden("next", next)
        .actions(Button::secondary(view.t("passkey-sign-in")).icon(Icon::KeyRound).wide());
    html! { (form) (script()) }
}

/// Proving it once more with a passkey, under the form for the password.
pub(super) fn confirmation(view: &View, next: &str) -> Markup {
    let form = form(view, "/confirm/passkey", "get", "/v1/auth/confirm/passkey/challenge")
        .hidden("next", next)
        .actions(Button::secondary(view.t("passkey-confirm")).icon(Icon::KeyRound).wide());
    html! { (form) (script()) }
}

fn row(view: &View, one: &Passkey) -> Markup {
    let shown = |at: chrono::DateTime<chrono::Utc>| {
        time_relative(&at.to_rfc3339(), &format::date_time(view.lang, UTC, at))
    };
    let id = format!("passkey-{}", one.id);
    let change = Form::post("/account/security/passkeys/change")
        .inline()
        .hidden("id", one.id.to_string())
        .body(Field::text("name", view.t("passkey-name")).id(&id).value(&one.name).required().maxlength(80))
        .actions(html! {
            (Button::secondary(view.t("save")).small().name_value("act", "rename"))
            (Button::danger(view.t("passkey-remove")).small().icon(Icon::Trash).name_value("act", "remove"))
        });
    html! {
        (change)
        p class="hint" {
            @match one.used_at {
                Some(at) => { (view.t("passkey-used")) " " (shown(at)) }
                None => { (view.t("passkey-unused")) }
            }
        }
    }
}

/// The card of the security page.
pub(super) fn card(view: &View, found: &[Passkey], typed: &str, errors: &Errors) -> Markup {
    let add = form(view, "/account/security/passkeys", "create", "/v1/me/passkey-challenges")
        .attr("data-fresh", format!("/confirm?next={}", page::encoded(HOME)))
        .errors(&Errors::title(view), &errors.list())
        .body(
            Field::text("name", view.t("passkey-name"))
                .hint(view.t("passkey-name-hint"))
                .value(typed)
                .required()
                .maxlength(80)
                .maybe_error(errors.at("name")),
        )
        .actions(Button::primary(view.t("passkey-add")).icon(Icon::KeyRound));
    let card = Card::new(view.t("passkeys-title")).note(view.t("passkeys-note")).body(html! {
        @for one in found { (row(view, one)) }
        (add)
        noscript { p class="hint" { (view.t("passkey-script")) } }
        (script())
    });
    html! { (card) }
}

/// The answer of a device.
#[derive(Debug, Deserialize)]
pub struct Answered {
    challenge_id: Uuid,
    credential: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    name: String,
}

impl Answered {
    fn credential(&self) -> serde_json::Value {
        serde_json::from_str(&self.credential).unwrap_or_default()
    }
}

/// Signs in.
pub async fn sign_in(
    req: HttpRequest,
    view: View,
    caller: Option<Caller<Anyone>>,
    state: web::Data<State>,
    typed: web::Form<Answered>,
) -> Answer {
    let next = safe(Some(&typed.next), "");
    let client = client::read(&req, caller.as_ref());
    match passkey_proof::browser(&state, typed.challenge_id, typed.credential(), &client).await {
        Ok(browser) => login::entered(&state, &browser, next),
        Err(problem) => {
            let unverified = problem.code == "email_unverified";
            let body = login::body(&view, "", next, &Errors::mend(problem)?, unverified);
            Ok(page::narrow(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("login-title"), "", &body))
        }
    }
}

/// Proves it once more, and goes on.
pub async fn confirm(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Answered>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let next = safe(Some(&typed.next), "/account");
    let (user, id) = (caller.user()?, session(&caller)?);
    match passkey_proof::confirm(&state, user, id, typed.challenge_id, typed.credential()).await {
        Ok(_) => Ok(redirect(next)),
        Err(problem) => super::confirm::show(&view, &state, &caller, next, &Errors::mend(problem)?).await,
    }
}

/// Keeps the passkey that a device made.
pub async fn add(
    view: View,
    caller: Result<Caller<Fresh<User>>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Answered>,
) -> Answer {
    let caller = match fresh(caller, &view, HOME) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let user = caller.user()?;
    match passkeys::add(&state, user, typed.challenge_id, &typed.name, typed.credential()).await {
        Ok(_) => Ok(redirect("/account/security?done=passkey-added")),
        Err(problem) => {
            security::with_passkey(&view, &state, user, &typed.name, &Errors::mend(problem)?).await
        }
    }
}

/// What to do with a passkey.
#[derive(Debug, Deserialize)]
pub struct Change {
    id: Uuid,
    #[serde(default)]
    name: String,
    act: String,
}

/// Calls a passkey otherwise, or takes it away. One that is gone already is gone.
pub async fn change(
    view: View,
    caller: Result<Caller<Fresh<User>>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Change>,
) -> Answer {
    let caller = match fresh(caller, &view, HOME) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let user = caller.user()?;
    let (done, to) = if typed.act == "remove" {
        (passkeys::remove(&state, user, typed.id).await, "/account/security?done=passkey-removed")
    } else {
        (passkeys::rename(&state, user, typed.id, &typed.name).await, HOME)
    };
    match done {
        Ok(()) => Ok(redirect(to)),
        Err(problem) if problem.kind == souk_kit::Kind::NotFound => Ok(redirect(HOME)),
        Err(problem) => security::with_passkey(&view, &state, user, "", &Errors::mend(problem)?).await,
    }
}
