//! What the gateway itself puts into the shell where no module does: signing in and out, and the tenant a person
//! works for.
use souk_ui::{Icon, Markup, html, icon};

use crate::{
    domain::routes::Table,
    session::{Exchanged, Who},
    visit::Visit,
};

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
        _ => None,
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
