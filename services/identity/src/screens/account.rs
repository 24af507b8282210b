//! What the account's pages share, and identity's part of the account hub.
use actix_web::HttpResponse;
use souk_kit::{Caller, View, caller::User};
use souk_ui::{Button, Card, Icon, Markup, Tab, html, tabs as tab_bar};

use super::page::Answer;

/// The tabs over the account's pages.
pub(super) fn tabs(view: &View, active: &str) -> Markup {
    let pages = [("/account/profile", "nav-profile"), ("/account/sessions", "nav-sessions")];
    let tabs: Vec<Tab> = pages.iter().map(|(to, key)| Tab::new(*to, view.t(key), *to == active)).collect();
    tab_bar(&view.t("account"), &tabs)
}

/// Slot `account.sections`: the way to profile and sessions; nothing for a visitor.
pub async fn sections(view: View, caller: Option<Caller<User>>) -> Answer {
    let body = match caller {
        None => Markup::default(),
        Some(_) => html! {
            (Card::new(view.t("account-section")).note(view.t("account-section-note")).body(html! {
                div class="button-row" {
                    (Button::secondary(view.t("nav-profile")).href("/account/profile").icon(Icon::User))
                    (Button::secondary(view.t("nav-sessions")).href("/account/sessions").icon(Icon::Monitor))
                }
            }))
        },
    };
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(body.into_string()))
}
