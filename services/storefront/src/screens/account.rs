//! The account hub: what is mine, gathered from the modules that keep it.
use actix_web::HttpResponse;
use souk_kit::{Caller, View, caller::Anyone};
use souk_ui::{Area, Button, Card, Icon, Markup, PageHeader, button_row, html, icon, slot};

use super::{login, page, send};

/// `GET /account`, for guests, too.
pub async fn show(view: View, caller: Option<Caller<Anyone>>) -> HttpResponse {
    let signed_in = caller.is_some_and(|c| c.user().is_ok());
    let body = html! {
        (PageHeader::new(view.t("account-title")).lead(view.t(if signed_in { "account-lead" } else { "account-guest-lead" })))
        div class="stack" {
            @if !signed_in { (invitation(&view)) }
            (slot("account.sections", ""))
            @if signed_in { (links(&view)) }
        }
    };
    send(page(&view, Area::Public, &view.t("account-title"), body))
}

fn invitation(view: &View) -> Markup {
    html! {
        (Card::new(view.t("invite-title")).body(html! {
            p { (view.t("invite-text")) }
            (button_row(&html! {
                (Button::primary(view.t("sign-in")).href(login("/account")).icon(Icon::LogIn))
                (Button::secondary(view.t("sign-up")).href("/signup?next=%2Faccount"))
            }))
        }))
    }
}

fn links(view: &View) -> Markup {
    let links = [
        ("/account/profile", Icon::CircleUser, "account-profile"),
        ("/account/sessions", Icon::ShieldCheck, "account-sessions"),
        ("/dashboard", Icon::Store, "account-shop"),
    ];
    html! {
        ul class="doors" {
            @for (href, name, key) in links {
                li {
                    a href=(href) {
                        span class="how-icon" { (icon(name)) }
                        span { strong { (view.t(key)) } span class="muted small" { (view.t(&format!("{key}.text"))) } }
                        (icon(Icon::ChevronRight))
                    }
                }
            }
        }
    }
}
