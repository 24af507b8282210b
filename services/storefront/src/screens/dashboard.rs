//! The merchant's home: what the modules have to say today, and the first steps of a new shop.
use actix_web::HttpResponse;
use souk_kit::{Caller, View, caller::User, token::Role};
use souk_ui::{Area, Button, Card, EmptyState, Icon, Markup, PageHeader, html, icon, slot};

use super::{page, send, sign_in};

/// `GET /dashboard`
pub async fn show(view: View, caller: Option<Caller<User>>) -> HttpResponse {
    let Some(caller) = caller else { return sign_in("/dashboard") };
    let title = view.t("dashboard-title");
    let body = if caller.tenant().is_ok() {
        html! {
            (PageHeader::new(&title))
            div class="stack" { (slot("dashboard.home", "")) (first_steps(&view, caller.claims().role)) }
        }
    } else {
        html! {
            (slot("dashboard.home", ""))
            (EmptyState::new(Icon::Store, view.t("no-shop"), view.t("no-shop-text"))
                .action(Button::primary(view.t("open-shop")).href("/dashboard/onboarding").icon(Icon::Plus))
                .action(Button::secondary(view.t("see-landing")).href("/landing")))
        }
    };
    send(page(&view, Area::Dashboard, &title, body).wide())
}

/// The first steps that this role may take; nothing for those who may take none.
fn first_steps(view: &View, role: Option<Role>) -> Markup {
    let all = [
        ("/dashboard/products/new", Icon::Package, "step-product", Role::Seller),
        ("/dashboard/import", Icon::FileUp, "step-import", Role::Manager),
        ("/dashboard/store", Icon::Store, "step-store", Role::Manager),
        ("/dashboard/team", Icon::UserPlus, "step-team", Role::Manager),
    ];
    let steps: Vec<_> = all.into_iter().filter(|(.., needed)| role.is_some_and(|r| r >= *needed)).collect();
    html! {
        @if !steps.is_empty() {
        (Card::new(view.t("steps-title")).note(view.t("steps-note")).body(html! {
            ul class="doors doors-plain" {
                @for (href, name, key, _) in steps {
                    li {
                        a href=(href) {
                            span class="how-icon" { (icon(name)) }
                            span { strong { (view.t(key)) } span class="muted small" { (view.t(&format!("{key}.text"))) } }
                            (icon(Icon::ChevronRight))
                        }
                    }
                }
            }
        }))
        }
    }
}
