//! An invitation, opened from its mail.
use actix_web::{HttpResponse, http::StatusCode, web};
use souk_kit::{Caller, Path, Problem, View, caller::User};
use souk_ui::{Banner, Button, Form, Icon, Markup, Tone, html};

use super::{
    form::Errors,
    page::{Answer, encoded, narrow, redirect},
};
use crate::{
    State,
    app::{
        invitations::{self, Offer},
        profile, sessions,
    },
    http::auth::session,
};

fn refused(view: &View, problem: Problem) -> Answer {
    let errors = Errors::mend(problem)?;
    let lead = errors.at("").unwrap_or_default().to_owned();
    let body = html! { p { (Button::primary(view.t("go-home")).href("/").icon(Icon::House).wide()) } };
    Ok(narrow(view, errors.status(), &view.t("invitation-title"), &lead, &body))
}

/// What is offered, with the one next step: sign up, sign in, or accept.
pub async fn page(
    view: View,
    caller: Option<Caller<User>>,
    state: web::Data<State>,
    token: Path<String>,
) -> Answer {
    let offer = match invitations::look(&state, &token).await {
        Ok(offer) => offer,
        Err(problem) => return refused(&view, problem),
    };
    let here = format!("/invitations/{}", encoded(&token));
    let step = match caller {
        Some(caller) => {
            accept_step(&view, &offer, &here, &profile::find(&state, caller.user()?).await?.email)
        }
        None => enter_step(&view, &offer, &here, &token),
    };
    Ok(answer(&view, &offer, &step))
}

fn answer(view: &View, offer: &Offer, step: &Markup) -> HttpResponse {
    let role = view.t(&format!("role-{}", offer.role.as_str()));
    let lead = view.with("invitation-lead", &[("shop", &offer.shop), ("role", &role)]);
    narrow(view, StatusCode::OK, &view.t("invitation-title"), &lead, step)
}

fn accept_step(view: &View, offer: &Offer, here: &str, email: &str) -> Markup {
    if email == offer.email {
        return html! { (Form::post(here).actions(Button::primary(view.t("invitation-accept")).wide())) };
    }
    let text = view.with("invitation-other", &[("email", &offer.email)]);
    html! {
        (Banner::new(Tone::Warning, view.t("invitation-other-title")).text(text))
        (Form::post("/logout").actions(Button::primary(view.t("sign-out")).wide()))
    }
}

fn enter_step(view: &View, offer: &Offer, here: &str, token: &str) -> Markup {
    let email = encoded(&offer.email);
    if offer.has_account {
        let to = format!("/login?email={email}&next={}", encoded(here));
        return html! { p { (Button::primary(view.t("login-title")).href(to).icon(Icon::LogIn).wide()) } };
    }
    let to = format!("/signup?email={email}&invitation={}&next=%2Fdashboard", encoded(token));
    html! { p { (Button::primary(view.t("signup-title")).href(to).icon(Icon::UserPlus).wide()) } }
}

/// Accepts, and works for that tenant from now on.
pub async fn accept(
    view: View,
    caller: Option<Caller<User>>,
    state: web::Data<State>,
    token: Path<String>,
) -> Answer {
    let Some(caller) = caller else {
        return Ok(redirect(&format!("/login?next={}", encoded(&view.here))));
    };
    match invitations::accept(&state, caller.user()?, &token).await {
        Ok((tenant, _)) => {
            if let Ok(id) = session(&caller) {
                sessions::switch(&state, caller.user()?, id, tenant).await?;
            }
            Ok(redirect("/dashboard"))
        }
        Err(problem) => refused(&view, problem),
    }
}
