//! Onboarding: one form from a new account to an open shop.
use actix_web::{HttpResponse, web};
use souk_kit::{Caller, Problem, View, caller::User};
use souk_ui::{Area, Button, Card, Form, Icon, PageHeader, html};

use super::{
    form::Errors,
    page::{self, Answer, known, redirect},
    store_form::{self, Typed},
};
use crate::{State, app::tenants, http::auth::session};

fn show(view: &View, typed: &Typed, errors: &Errors) -> HttpResponse {
    let form = Form::post("/dashboard/onboarding")
        .errors(&Errors::title(view), &errors.list())
        .body(store_form::fields(view, typed, errors))
        .actions(Button::primary(view.t("onboarding-submit")).end_icon(Icon::ArrowRight));
    let body = html! {
        (PageHeader::new(view.t("onboarding-title")).lead(view.t("onboarding-lead")))
        (Card::bare().body(form))
        p { a href="/" { (view.t("onboarding-shop")) } }
    };
    page::page(view, Area::Auth, errors.status(), &view.t("onboarding-title"), body)
}

/// The form.
pub async fn page(view: View, caller: Result<Caller<User>, Problem>) -> Answer {
    match known(caller, &view) {
        Ok(_) => Ok(show(&view, &Typed::suggested(view.lang), &Errors::default())),
        Err(answer) => answer,
    }
}

/// Opens the shop; the session works for it from now on.
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
    match tenants::open(&state, caller.user()?, session(&caller).ok(), &typed.draft(), view.lang).await {
        Ok(_) => Ok(redirect("/dashboard")),
        Err(problem) => Ok(show(&view, &typed, &Errors::mend(problem)?)),
    }
}
