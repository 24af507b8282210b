//! The public home: what one can do here, and what others have to show.
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};
use souk_kit::View;
use souk_ui::{Area, Button, Icon, Markup, hero, html, icon, json_ld, search_form, slot};

use super::{market, page, send};
use crate::State;

/// `GET /`
pub async fn show(view: View, state: web::Data<State>) -> HttpResponse {
    let body = html! {
        (json_ld(&site_data(&view, &state)))
        (hero(
            &view.t("home-title"),
            &view.t("home-lead"),
            search_form("/search", "q", "", &view.t("search-placeholder")),
        ))
        (facts(&view, &state))
        div class="stack home-main" { (slot("home.main", "")) }
        (how(&view))
        (open_shop(&view))
    };
    let page = page(&view, Area::Public, &view.t("home-title"), body)
        .description(view.t("home-lead"))
        .canonical(view.canonical(&state.public_url, "/"));
    send(page)
}

/// Who is behind the site and how it is searched, for search engines.
fn site_data(view: &View, state: &State) -> Value {
    let url = &state.public_url;
    let operator = &state.operator;
    let mut who = json!({
        "@type": "Organization",
        "@id": format!("{url}/#organization"),
        "name": operator.name,
        "url": format!("{url}/"),
        "logo": format!("{url}/storefront/icon-512.png"),
    });
    if let (Some(who), false) = (who.as_object_mut(), operator.email.is_empty()) {
        who.insert("email".into(), json!(operator.email));
    }
    let search = json!({
        "@type": "SearchAction",
        "target": { "@type": "EntryPoint", "urlTemplate": format!("{url}/search?q={{search_term_string}}") },
        "query-input": "required name=search_term_string",
    });
    let site = json!({
        "@type": "WebSite",
        "@id": format!("{url}/#website"),
        "name": "Souk",
        "url": format!("{url}/"),
        "description": view.t("home-lead"),
        "inLanguage": view.lang.code(),
        "publisher": { "@id": format!("{url}/#organization") },
        "potentialAction": search,
    });
    json!({ "@context": "https://schema.org", "@graph": [who, site] })
}

/// What makes this worth a try, in three words each.
fn facts(view: &View, state: &State) -> Markup {
    let facts = [
        (Icon::Store, view.t("fact-local")),
        (Icon::PackageCheck, view.t("fact-pickup")),
        (Icon::Wallet, market::payment(view, state.markets.home())),
    ];
    html! {
        ul class="facts-line" {
            @for (name, said) in facts { li { (icon(name)) span { (said) } } }
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
