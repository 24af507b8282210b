//! For merchants: what Souk does for a shop, and how to begin.
use actix_web::{HttpResponse, web};
use souk_kit::View;
use souk_ui::{Area, Button, Icon, Markup, hero, html, icon, slot};

use super::{page, send};
use crate::State;

/// `GET /landing`
pub async fn show(view: View, state: web::Data<State>) -> HttpResponse {
    let body = html! {
        (hero(&view.t("landing-title"), &view.t("landing-lead"), html! {
            (Button::primary(view.t("landing-start")).href("/signup?next=%2Fdashboard%2Fonboarding").icon(Icon::Store))
            (Button::secondary(view.t("sign-in")).href("/login?next=%2Fdashboard"))
        }))
        (gains(&view))
        (slot("landing.main", ""))
        (start(&view))
    };
    let page = page(&view, Area::Public, &view.t("landing-title"), body)
        .description(view.t("landing-lead"))
        .canonical(view.canonical(&state.public_url, "/landing"));
    send(page)
}

fn gains(view: &View) -> Markup {
    let gains = [
        (Icon::FileUp, "gain-import"),
        (Icon::ClipboardList, "gain-orders"),
        (Icon::Boxes, "gain-stock"),
        (Icon::Users, "gain-team"),
        (Icon::Languages, "gain-languages"),
        (Icon::ShieldCheck, "gain-yours"),
    ];
    html! {
        section class="how" aria-labelledby="gains" {
            h2 id="gains" { (view.t("gains-title")) }
            ul class="gains" {
                @for (name, key) in gains {
                    li {
                        span class="how-icon" { (icon(name)) }
                        div { h3 { (view.t(key)) } p { (view.t(&format!("{key}.text"))) } }
                    }
                }
            }
        }
    }
}

fn start(view: &View) -> Markup {
    html! {
        section class="how" aria-labelledby="start" {
            h2 id="start" { (view.t("start-title")) }
            ol class="how-steps how-numbered" {
                @for key in ["start-account", "start-import", "start-publish"] {
                    li { h3 { (view.t(key)) } p { (view.t(&format!("{key}.text"))) } }
                }
            }
        }
        section class="call" {
            div { h2 { (view.t("landing-end")) } p { (view.t("landing-end-text")) } }
            (Button::primary(view.t("landing-start")).href("/signup?next=%2Fdashboard%2Fonboarding").end_icon(Icon::ArrowRight))
        }
    }
}
