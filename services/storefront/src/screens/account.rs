//! The account hub: what is mine, gathered from the modules that keep it.
use actix_web::HttpResponse;
use souk_kit::{Caller, View, caller::Anyone};
use souk_ui::{Area, Button, Card, Icon, Markup, PageHeader, account_nav, button_row, html, icon, slot};

use super::{login, page, send};

/// `GET /account`, for guests, too.
pub async fn show(view: View, caller: Option<Caller<Anyone>>) -> HttpResponse {
    let signed_in = caller.is_some_and(|c| c.user().is_ok());
    let body = html! {
        (PageHeader::new(view.t("account-title")).lead(view.t(if signed_in { "account-lead" } else { "account-guest-lead" })))
        (account_nav())
        div class="stack" {
            @if !signed_in { (invitation(&view)) }
            (slot("account.sections", ""))
            @if signed_in { (shop(&view)) }
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

fn shop(view: &View) -> Markup {
    html! {
        ul class="doors" {
            li {
                a href="/dashboard" {
                    span class="how-icon" { (icon(Icon::Store)) }
                    span { strong { (view.t("account-shop")) } span class="muted small" { (view.t("account-shop.text")) } }
                    (icon(Icon::ChevronRight))
                }
            }
        }
    }
}
