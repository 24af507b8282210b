//! Signing up.
use actix_web::{HttpRequest, http::StatusCode, web};
use serde::Deserialize;
use souk_kit::{Caller, Query, View, caller::Anyone};
use souk_ui::{Button, Field, Form, Icon, Markup, html};

use super::{
    form::Errors,
    login,
    page::{self, Answer, encoded, narrow, redirect, safe},
};
use crate::{
    State,
    app::sign_up::{self, SignUp},
    http::client,
};

/// What the page is called with.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    next: Option<String>,
    email: Option<String>,
    invitation: Option<String>,
}

/// What a person typed.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    email: String,
    password: String,
    display_name: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    invitation: String,
}

/// Where a new person goes on when nothing was said: most who come by themselves want to sell.
pub(super) const NEXT: &str = "/dashboard/onboarding";

fn body(view: &View, typed: &Typed, errors: &Errors) -> Markup {
    let email = Field::email("email", view.t("email"))
        .value(&typed.email)
        .required()
        .autocomplete("username")
        .maxlength(254)
        .maybe_error(errors.at("email"));
    // An invitation is for one address.
    let email = if typed.invitation.is_empty() { email } else { email.readonly() };
    let form = Form::post("/signup")
        .errors(&Errors::title(view), &errors.list())
        .hidden("next", &typed.next)
        .hidden("invitation", &typed.invitation)
        .body(html! {
            (Field::text("display_name", view.t("display-name")).value(&typed.display_name).required()
                .autocomplete("name").maxlength(80).maybe_error(errors.at("display_name")))
            (email)
            (Field::password("password", view.t("password"), page::texts(view)).required()
                .hint(view.t("password-hint")).autocomplete("new-password").maxlength(128)
                .maybe_error(errors.at("password")))
        })
        .actions(Button::primary(view.t("signup-submit")).wide());
    html! {
        (form)
        p { (view.t("signup-known")) " " a href={ "/login?next=" (encoded(&typed.next)) } { (view.t("login-title")) } }
    }
}

fn show(view: &View, typed: &Typed, errors: &Errors) -> actix_web::HttpResponse {
    let (title, lead) = (view.t("signup-title"), view.t("signup-lead"));
    narrow(view, errors.status(), &title, &lead, &body(view, typed, errors))
}

/// The form.
pub async fn page(view: View, query: Query<Call>) -> Answer {
    let typed = Typed {
        email: query.email.clone().unwrap_or_default(),
        next: safe(query.next.as_deref(), NEXT).to_owned(),
        invitation: query.invitation.clone().unwrap_or_default(),
        ..Typed::default()
    };
    Ok(show(&view, &typed, &Errors::default()))
}

/// Signs up. The browser's session is there at once and works when the address is confirmed.
pub async fn submit(
    req: HttpRequest,
    view: View,
    caller: Option<Caller<Anyone>>,
    state: web::Data<State>,
    typed: web::Form<Typed>,
) -> Answer {
    let next = safe(Some(&typed.next), NEXT);
    let form = SignUp {
        email: typed.email.clone(),
        password: typed.password.clone(),
        display_name: typed.display_name.clone(),
        language: view.lang,
        invitation: Some(typed.invitation.clone()).filter(|i| !i.is_empty()),
        next: Some(next.to_owned()),
    };
    match sign_up::sign_up(&state, &form, Some(&client::read(&req, caller.as_ref()))).await {
        Ok(done) => {
            let to = if done.must_verify { "/signup/sent" } else { next };
            page::signed_in(&state, done.cookie.as_str(), redirect(to))
        }
        Err(problem) => Ok(show(&view, &typed, &Errors::mend(problem)?)),
    }
}

/// After signing up: the mail is on its way.
pub async fn sent(view: View, state: web::Data<State>) -> Answer {
    let body = html! {
        @if state.mailer.folder().is_some() {
            p { (Button::primary(view.t("mailbox-open")).href("/mailbox").icon(Icon::Mail).wide()) }
            p class="hint" { (view.t("mailbox-note")) }
        }
        p { (view.t("signup-sent-none")) }
        (login::again(&view, ""))
    };
    Ok(narrow(&view, StatusCode::OK, &view.t("signup-sent-title"), &view.t("signup-sent-lead"), &body))
}
