//! The second factor of the signed-in person: set up, recovery codes, taken away.
use actix_web::{HttpResponse, http::StatusCode, web};
use qrcode::{QrCode, render::svg};
use serde::Deserialize;
use souk_events::UserId;
use souk_kit::{
    Caller, Problem, Query, View,
    caller::{Fresh, User},
};
use souk_ui::{
    Banner, Button, Card, Field, Form, Icon, Markup, PreEscaped, Tone, code_block, copyable, html, stack,
    status,
};

use super::{
    form::Errors,
    login,
    page::{self, Answer, known, redirect},
    passkeys as screen,
};
use crate::{
    State,
    app::{
        passkeys,
        second_factor::{self, Enrolment},
    },
};

/// The page.
pub(super) const HOME: &str = "/account/security";
const SETUP: &str = "/account/security/factor";

/// A caller whose proof is too old proves who they are and comes back.
pub(super) fn fresh<D>(
    caller: Result<Caller<Fresh<D>>, Problem>,
    view: &View,
    back: &str,
) -> Result<Caller<Fresh<D>>, Answer> {
    if caller.as_ref().is_err_and(|p| p.code == "step_up_required") {
        return Err(Ok(souk_kit::page::confirm_first(back)));
    }
    known(caller, view)
}

fn answer(view: &View, status: StatusCode, body: &Markup) -> HttpResponse {
    page::account(view, status, "security", &stack(body))
}

/// What the page is called with.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    done: Option<String>,
}

/// What the page says beside how things stand.
#[derive(Default)]
struct Said<'a> {
    /// What was done.
    done: Option<&'static str>,
    /// What was wrong with the password.
    factor: Errors,
    /// What was wrong with a passkey, and what it was to be called.
    passkey: (&'a str, Errors),
}

/// The page with what was wrong with a passkey.
pub(super) async fn with_passkey(
    view: &View,
    state: &State,
    user: UserId,
    typed: &str,
    errors: &Errors,
) -> Answer {
    show(view, state, user, Said { passkey: (typed, errors.clone()), ..Said::default() }).await
}

async fn show(view: &View, state: &State, user: UserId, said: Said<'_>) -> Result<HttpResponse, Problem> {
    let found = second_factor::status(state, user).await?;
    let keys = passkeys::list(state, user).await?;
    let (errors, (typed, wrong)) = (&said.factor, &said.passkey);
    let card = Card::new(view.t("factor-title")).note(view.t("factor-note"));
    let body = html! {
        @if let Some(key) = said.done { (Banner::new(Tone::Success, view.t(key))) }
        (screen::card(view, &keys, typed, wrong))
        @if found.on {
            (card.body(html! {
                p { (status(Tone::Success, &view.t("factor-on"))) }
                p { (view.with("factor-codes-left", &[("count", &found.codes_left.to_string())])) }
                (Form::post("/account/security/factor/remove")
                    .errors(&Errors::title(view), &errors.list())
                    .body(Field::password("password", view.t("password-current"), page::texts(view)).required()
                        .autocomplete("current-password").maxlength(128).maybe_error(errors.at("password")))
                    .actions(Button::danger(view.t("factor-remove"))))
            }))
        } @else {
            (card.body(html! {
                p { (status(Tone::Neutral, &view.t("factor-off"))) }
                (Form::post(SETUP).actions(Button::primary(view.t("factor-begin")).icon(Icon::ShieldCheck)))
            }))
        }
    };
    let status = if errors.list().is_empty() { wrong.status() } else { errors.status() };
    Ok(answer(view, status, &body))
}

/// The page.
pub async fn page(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    call: Query<Call>,
) -> Answer {
    match known(caller, &view) {
        Ok(caller) => {
            let done = match call.done.as_deref() {
                Some("removed") => Some("factor-removed"),
                Some("passkey-added") => Some("passkey-added"),
                Some("passkey-removed") => Some("passkey-removed"),
                _ => None,
            };
            show(&view, &state, caller.user()?, Said { done, ..Said::default() }).await
        }
        Err(answer) => answer,
    }
}

/// Makes the secret and goes on to its picture.
pub async fn begin(
    view: View,
    caller: Result<Caller<Fresh<User>>, Problem>,
    state: web::Data<State>,
) -> Answer {
    let caller = match fresh(caller, &view, HOME) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match second_factor::begin(&state, caller.user()?).await {
        Ok(_) => Ok(redirect(SETUP)),
        Err(problem) if problem.code == "second_factor_on" => Ok(redirect(HOME)),
        Err(problem) => Err(problem),
    }
}

/// The secret as a picture that a phone reads. White around it, in the dark as well.
fn picture(view: &View, uri: &str) -> Result<Markup, Problem> {
    let drawn = QrCode::new(uri).map_err(Problem::internal)?;
    let drawn = drawn.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    let svg = drawn.find("<svg").and_then(|at| drawn.get(at..)).unwrap_or_default().to_owned();
    Ok(html! { p role="img" aria-label=(view.t("factor-picture")) { (PreEscaped(svg)) } })
}

fn setup_page(view: &View, made: &Enrolment, errors: &Errors) -> Result<HttpResponse, Problem> {
    let card = Card::new(view.t("factor-setup")).note(view.t("factor-setup-note")).body(html! {
        (picture(view, &made.uri)?)
        p { (view.t("factor-key")) " " (copyable(&made.key, page::texts(view))) }
        (Form::post("/account/security/factor/confirm")
            .errors(&Errors::title(view), &errors.list())
            .body(login::code_field(view, errors).hint(view.t("factor-first")).required())
            .actions(html! {
                (Button::primary(view.t("factor-finish")))
                (Button::quiet(view.t("cancel")).href(HOME))
            }))
    });
    Ok(answer(view, errors.status(), &html! { (card) }))
}

/// The secret that waits, with the form for its first code.
pub async fn setup(
    view: View,
    caller: Result<Caller<Fresh<User>>, Problem>,
    state: web::Data<State>,
) -> Answer {
    let caller = match fresh(caller, &view, SETUP) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match second_factor::waiting(&state, caller.user()?).await {
        Ok(made) => setup_page(&view, &made, &Errors::default()),
        Err(problem) if problem.kind == souk_kit::Kind::NotFound => Ok(redirect(HOME)),
        Err(problem) => Err(problem),
    }
}

/// What a person typed.
#[derive(Debug, Deserialize)]
pub struct TypedCode {
    code: String,
}

/// Takes it into use and shows the recovery codes, this once.
pub async fn confirm(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    typed: web::Form<TypedCode>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let user = caller.user()?;
    match second_factor::confirm(&state, user, &typed.code).await {
        Ok(codes) => {
            let card = Card::new(view.t("factor-codes")).note(view.t("factor-codes-note")).body(html! {
                (code_block(&view.t("factor-codes"), &codes.join("\n")))
                p { (Button::primary(view.t("factor-codes-kept")).href(HOME)) }
            });
            let done = Banner::new(Tone::Success, view.t("factor-on"));
            Ok(answer(&view, StatusCode::OK, &html! { (done) (card) }))
        }
        Err(problem) if problem.kind == souk_kit::Kind::Unprocessable => {
            let made = second_factor::waiting(&state, user).await?;
            setup_page(&view, &made, &Errors::mend(problem)?)
        }
        // It is on already, or was never begun.
        Err(problem) if problem.kind != souk_kit::Kind::Internal => Ok(redirect(HOME)),
        Err(problem) => Err(problem),
    }
}

/// The password of who takes it away.
#[derive(Debug, Deserialize)]
pub struct Removal {
    password: String,
}

/// Takes it away.
pub async fn remove(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Removal>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match second_factor::remove(&state, caller.user()?, &typed.password).await {
        Ok(()) => Ok(redirect("/account/security?done=removed")),
        Err(problem) if problem.kind == souk_kit::Kind::NotFound => Ok(redirect(HOME)),
        Err(problem) => {
            let said = Said { factor: Errors::mend(problem)?, ..Said::default() };
            show(&view, &state, caller.user()?, said).await
        }
    }
}
