//! Signing in and out.
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_kit::{
    Caller, Query, View,
    caller::{Anyone, Looking, User},
};
use souk_ui::{Banner, Button, Field, Form, Markup, Tone, html};

use super::{
    form::Errors,
    page::{self, Answer, encoded, narrow, redirect, safe},
    passkeys,
};
use crate::{
    State,
    app::{
        access::Standing,
        impersonations,
        log_in::{self, Browser, Entry},
        sessions,
    },
    http::{auth::session, client},
    store::sessions::Reason,
};

/// What the page is called with.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    next: Option<String>,
    email: Option<String>,
    done: Option<String>,
}

/// What a person typed.
#[derive(Debug, Deserialize)]
pub struct Typed {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// Where people go on who did not come from anywhere: operators to the platform, staff to their shop, customers to
/// their account.
fn home(standing: &Standing) -> &'static str {
    match (standing.admin, standing.role()) {
        (true, _) => "/ops",
        (false, Some(_)) => "/dashboard",
        (false, None) => "/account",
    }
}

/// The form with everything under it.
pub(super) fn body(view: &View, email: &str, next: &str, errors: &Errors, unverified: bool) -> Markup {
    let form = Form::post("/login")
        .errors(&Errors::title(view), &errors.list())
        .hidden("next", next)
        .body(html! {
            (Field::email("email", view.t("email")).value(email).required().autocomplete("username")
                .maxlength(254).maybe_error(errors.at("email")))
            (Field::password("password", view.t("password"), page::texts(view)).required()
                .autocomplete("current-password").maxlength(128).maybe_error(errors.at("password")))
        })
        .actions(Button::primary(view.t("login-submit")).wide());
    html! {
        @if unverified { (again(view, email)) }
        (form)
        (passkeys::entrance(view, next))
        p { a href="/forgot" { (view.t("login-forgot")) } }
        p { (view.t("login-new")) " " a href=(signup(next)) { (view.t("signup-title")) } }
    }
}

/// The sign-up page, keeping where to go on.
fn signup(next: &str) -> String {
    if next.is_empty() { "/signup".to_owned() } else { format!("/signup?next={}", encoded(next)) }
}

/// The offer to send the confirmation mail again.
pub(super) fn again(view: &View, email: &str) -> Markup {
    let form = Form::post("/verify/again")
        .body(html! {
            (Field::email("email", view.t("email")).id("f-again").value(email).required().autocomplete("email").maxlength(254))
        })
        .actions(Button::secondary(view.t("verify-again")));
    html! { (form) }
}

/// The form.
pub async fn page(view: View, query: Query<Call>) -> Answer {
    let next = safe(query.next.as_deref(), "");
    let email = query.email.as_deref().unwrap_or_default();
    let done = match query.done.as_deref() {
        Some("verified") => Some("login-verified"),
        Some("reset") => Some("login-reset"),
        _ => None,
    };
    let body = html! {
        @if let Some(key) = done { (Banner::new(Tone::Success, view.t(key))) }
        (body(&view, email, next, &Errors::default(), false))
    };
    Ok(narrow(&view, StatusCode::OK, &view.t("login-title"), "", &body))
}

/// Signs in.
pub async fn submit(
    req: HttpRequest,
    view: View,
    caller: Option<Caller<Anyone>>,
    state: web::Data<State>,
    typed: web::Form<Typed>,
) -> Answer {
    let next = safe(Some(&typed.next), "");
    let client = client::read(&req, caller.as_ref());
    match log_in::browser(&state, &typed.email, &typed.password, &client).await {
        Ok(Entry::In(browser)) => entered(&state, &browser, next),
        Ok(Entry::Code(ticket)) => Ok(code_page(&view, &ticket, next, &Errors::default())),
        Err(problem) => {
            let unverified = problem.code == "email_unverified";
            let wait = problem.retry_after;
            let errors = Errors::mend(problem)?;
            let body = body(&view, &typed.email, next, &errors, unverified);
            // A browser shows the page of a 401 as well, but a password manager would take it for a challenge.
            let status = if errors.status() == StatusCode::UNAUTHORIZED {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                errors.status()
            };
            let mut page = narrow(&view, status, &view.t("login-title"), "", &body);
            if let Some(seconds) = wait {
                page.headers_mut().insert(actix_web::http::header::RETRY_AFTER, seconds.into());
            }
            Ok(page)
        }
    }
}

/// Gives the browser its session and goes on.
pub(super) fn entered(state: &State, browser: &Browser, next: &str) -> Answer {
    let next = if next.is_empty() { home(&browser.standing) } else { next };
    page::signed_in(state, browser.cookie.as_str(), redirect(next))
}

/// The field for a code of the second factor.
pub(super) fn code_field(view: &View, errors: &Errors) -> Field {
    Field::text("code", view.t("factor-code"))
        .hint(view.t("factor-code-hint"))
        .autocomplete("one-time-code")
        .maxlength(40)
        .maybe_error(errors.at("code"))
}

fn code_page(view: &View, ticket: &str, next: &str, errors: &Errors) -> HttpResponse {
    let form = Form::post("/login/code")
        .errors(&Errors::title(view), &errors.list())
        .hidden("ticket", ticket)
        .hidden("next", next)
        .body(code_field(view, errors).required())
        .actions(Button::primary(view.t("login-submit")).wide());
    let body =
        html! { (form) (passkeys::entrance(view, next)) p { a href="/login" { (view.t("login-again")) } } };
    narrow(view, errors.status(), &view.t("factor-title"), &view.t("factor-lead"), &body)
}

/// The code a person typed.
#[derive(Debug, Deserialize)]
pub struct TypedCode {
    ticket: String,
    code: String,
    #[serde(default)]
    next: String,
}

/// Signs in with the code that was asked for.
pub async fn submit_code(
    req: HttpRequest,
    view: View,
    caller: Option<Caller<Anyone>>,
    state: web::Data<State>,
    typed: web::Form<TypedCode>,
) -> Answer {
    let next = safe(Some(&typed.next), "");
    let client = client::read(&req, caller.as_ref());
    match log_in::browser_with_code(&state, &typed.ticket, &typed.code, &client).await {
        Ok(browser) => entered(&state, &browser, next),
        Err(problem) if problem.code == "ticket_over" => {
            let body = body(&view, "", next, &Errors::mend(problem)?, false);
            Ok(narrow(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("login-title"), "", &body))
        }
        Err(problem) => Ok(code_page(&view, &typed.ticket, next, &Errors::mend(problem)?)),
    }
}

/// Signs out. Without a session there is nothing to end, and the cookie goes all the same.
pub async fn leave(caller: Option<Caller<Looking<User>>>, state: web::Data<State>) -> Answer {
    if let Some(caller) = &caller
        && caller.operator().is_some()
        && let Ok(id) = session(caller)
    {
        impersonations::end_of(&state, id).await?;
    }
    if let Some(caller) = caller
        && let (Ok(user), Ok(id)) = (caller.operator().map_or_else(|| caller.user(), Ok), session(&caller))
        && let Err(problem) = sessions::end(&state, user, id, Reason::Logout).await
        && problem.kind != souk_kit::Kind::NotFound
    {
        return Err(problem);
    }
    page::signed_out(&state, redirect("/"))
}
