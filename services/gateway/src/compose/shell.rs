//! What the gateway itself puts into the shell where no module does: signing in and out, and the tenant a person
//! works for.
use souk_kit::format;
use souk_ui::{Button, Form, Icon, Markup, countdown, html, icon};

use crate::{
    domain::routes::Table,
    session::{Exchanged, Who, exchange::Looking},
    visit::Visit,
};

/// Where an operator ends looking at somebody's view.
pub const END: &str = "/impersonation/end";

/// All shops of a person at a glance.
const SHOPS: &str = "/dashboard/shops";

/// The gateway's own fragment for a slot.
#[must_use]
pub fn fragment(visit: &Visit<'_>, table: &Table, slot: &str, query: &str) -> Option<Markup> {
    let texts = souk_ui::ShellTexts::of(visit.lang().code());
    match (slot, &visit.who) {
        ("shell.menu", Who::Session(session)) => Some(html! {
            @if session.role.is_some() && query != "dashboard" {
                a class="menu-item" href="/dashboard" { (icon(Icon::LayoutDashboard)) (visit.view.t("menu-dashboard")) }
            }
            @if session.admin && query != "ops" {
                a class="menu-item" href="/ops" { (icon(Icon::Settings)) (visit.view.t("menu-ops")) }
            }
            @if query != "public" {
                a class="menu-item" href="/" { (icon(Icon::Store)) (visit.view.t("menu-shop")) }
            }
            form method="post" action="/logout" {
                button class="menu-item" type="submit" { (icon(Icon::LogOut)) (texts.sign_out) " · " (session.display_name) }
            }
        }),
        ("shell.menu", _) if table.owner("/login").is_some() => Some(html! {
            a class="menu-item" href=(login(&visit.view.here)) { (icon(Icon::LogIn)) (texts.sign_in) }
            @if table.owner("/signup").is_some() {
                a class="menu-item" href="/signup" { (icon(Icon::UserPlus)) (visit.view.t("menu-signup")) }
            }
        }),
        ("shell.tenant", Who::Session(session)) => tenant(visit, session),
        ("shell.banner", Who::Session(session)) => session.looking.as_ref().map(|l| looking(visit, l)),
        _ => None,
    }
}

/// Says on every page that an operator looks at somebody's view: whose, who, why, until when, and how to end it.
fn looking(visit: &Visit<'_>, what: &Looking) -> Markup {
    let view = visit.view;
    let until = format::time(chrono_tz::UTC, what.ends_at);
    let title = view.with("looking-title", &[("whose", &what.whose), ("operator", &what.operator)]);
    let reason = view.with("looking-reason", &[("reason", &what.reason)]);
    html! {
        div class="banner tone-warning" role="status" data-looking {
            (icon(Icon::Eye))
            div class="banner-text" {
                p class="banner-title" { (title) }
                p {
                    bdi { (reason) } " " (view.with("looking-until", &[("time", &format!("{until} UTC"))])) " "
                    (countdown(&what.ends_at.to_rfc3339(), &until))
                }
            }
            (Form::post(END).inline().actions(Button::secondary(view.t("looking-end"))))
        }
    }
}

/// The tenant's name, or a choice when the person belongs to several. It works without scripts.
fn tenant(visit: &Visit<'_>, session: &Exchanged) -> Option<Markup> {
    let current = session.tenant_name.as_deref()?;
    if session.tenants.len() < 2 {
        return Some(html! { span class="tenant-name" { (icon(Icon::Store)) (current) } });
    }
    Some(html! {
        details class="menu" data-menu {
            summary class="topbar-link" {
                (icon(Icon::Store)) span { (current) } (icon(Icon::ChevronsUpDown))
            }
            form class="menu-panel" method="post" action="/switch-tenant" {
                p class="menu-title" { (visit.view.t("menu-tenants")) }
                input type="hidden" name="next" value=(visit.view.here);
                a class="menu-item" href=(SHOPS) { (icon(Icon::Grid2x2)) (visit.view.t("menu-shops")) }
                @for membership in &session.tenants {
                    button class="menu-item" type="submit" name="tenant_id" value=(membership.id)
                        aria-current=[(session.tenant_id.as_deref() == Some(&membership.id)).then_some("true")] {
                        (membership.name)
                    }
                }
            }
        }
    })
}

/// The sign-in page, which leads back here; from the home page people go on to where they work or buy.
fn login(here: &str) -> String {
    if matches!(here, "/" | "/landing") {
        "/login".to_owned()
    } else {
        format!("/login?next={}", encoded(here))
    }
}

/// A path with query as the value of a query parameter.
#[must_use]
pub fn encoded(here: &str) -> String {
    url::form_urlencoded::byte_serialize(here.as_bytes()).collect()
}
