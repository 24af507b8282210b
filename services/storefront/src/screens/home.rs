//! The public home: what one can do here, and what others have to show.
use actix_web::{HttpResponse, web};
use souk_kit::View;
use souk_ui::{Area, Button, Icon, Markup, hero, html, icon, search_form, slot};

use super::{page, send};
use crate::State;

/// `GET /`
pub async fn show(view: View, state: web::Data<State>) -> HttpResponse {
    let body = html! {
        (hero(
            &view.t("home-title"),
            &view.t("home-lead"),
            search_form("/search", "q", "", &view.t("search-placeholder")),
        ))
        (facts(&view))
        div class="stack home-main" { (slot("home.main", "")) }
        (how(&view))
        (open_shop(&view))
    };
    let page = page(&view, Area::Public, &view.t("home-title"), body)
        .description(view.t("home-lead"))
        .canonical(format!("{}/", state.public_url));
    send(page)
}

/// What makes this worth a try, in three words each.
fn facts(view: &View) -> Markup {
    let facts =
        [(Icon::Store, "fact-local"), (Icon::PackageCheck, "fact-pickup"), (Icon::Wallet, "fact-pay")];
    html! {
        ul class="facts-line" {
            @for (name, key) in facts { li { (icon(name)) span { (view.t(key)) } } }
        }
    }
}

fn how(view: &View) -> Markup {
    let steps = [
        (Icon::Search, "how-find"),
        (Icon::ShoppingBasket, "how-order"),
        (Icon::PackageCheck, "how-collect"),
    ];
    html! {
        section class="how" aria-labelledby="how" {
            h2 id="how" { (view.t("how-title")) }
            ol class="how-steps" {
                @for (name, key) in steps {
                    li {
                        span class="how-icon" { (icon(name)) }
                        h3 { (view.t(key)) }
                        p { (view.t(&format!("{key}.text"))) }
                    }
                }
            }
        }
    }
}

fn open_shop(view: &View) -> Markup {
    html! {
        section class="call" {
            div {
                h2 { (view.t("call-title")) }
                p { (view.t("call-text")) }
            }
            (Button::primary(view.t("call-go")).href("/landing").end_icon(Icon::ArrowRight))
        }
    }
}
