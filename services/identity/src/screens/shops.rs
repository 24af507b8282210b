//! All shops of a person on one page: what the modules have to say about each, and what holds one back.
use actix_web::{http::StatusCode, web};
use serde::Deserialize;
use souk_kit::{
    Caller, Problem, Query, View,
    caller::{Own, User},
};
use souk_ui::{
    Area, Button, Card, EmptyState, Form, Icon, Markup, PageHeader, Render, grid, html, slot, stack,
};

use super::{
    page::{self, Answer, known},
    standing,
};
use crate::{
    State,
    app::shops::{self, Shop},
    http::auth::session,
};

/// Shops on one page: each is a fragment of the page, and a page holds a limited number of them.
const SHOWN: usize = 20;

/// From where on.
#[derive(Debug, Default, Deserialize)]
pub struct Call {
    #[serde(default)]
    from: usize,
}

fn card(view: &View, shop: &Shop) -> Markup {
    let rights = &shop.rights;
    let query = format!("tenant={}&as={}", rights.tenant, shop.token);
    let go = Form::post("/switch-tenant")
        .inline()
        .hidden("next", "/dashboard")
        .hidden("tenant_id", rights.tenant.to_string())
        .actions(Button::secondary(view.t("shops-open")).icon(Icon::LayoutDashboard));
    Card::new(&rights.name)
        .note(view.t(&format!("role-{}", rights.role.as_str())))
        .body(slot("shop.brief", &query))
        .footer(go)
        .render()
}

/// The page. An operator who looks at somebody's view has no shops of their own there.
pub async fn page(
    view: View,
    caller: Result<Caller<Own<User>>, Problem>,
    state: web::Data<State>,
    call: Query<Call>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let found = shops::list(&state, caller.user()?, session(&caller)?, call.from, SHOWN).await?;
    let title = view.t("shops-title");
    let next = format!("/dashboard/shops?from={}", call.from.saturating_add(SHOWN));
    let body = html! {
        (PageHeader::new(&title).lead(view.t("shops-lead")))
        (stack(html! {
            @for tenant in &found.held_back { (standing::banner(&view, tenant)) }
            @if found.open.is_empty() {
                (EmptyState::new(Icon::Store, view.t("shops-none"), view.t("shops-none-text")))
            } @else {
                (grid(html! { @for shop in &found.open { (card(&view, shop)) } }))
            }
            @if found.more { p { (Button::secondary(view.t("shops-more")).href(next)) } }
        }))
    };
    Ok(page::page(&view, Area::Dashboard, StatusCode::OK, &title, body))
}
