//! Fragments on other pages: a shop that may not sell at the moment, and why.
use actix_web::{HttpResponse, http::header, web};
use souk_kit::{Caller, Problem, View, caller::User};
use souk_ui::{Banner, Tone, html};

use super::page::Answer;
use crate::{State, app::tenants, store::tenants::Tenant};

/// Says that a shop may not sell at the moment, and why.
pub(super) fn banner(view: &View, tenant: &Tenant) -> Banner {
    let args = [("shop", tenant.name.as_str()), ("reason", tenant.reason.as_str())];
    if tenant.status == "pending" {
        return Banner::new(Tone::Info, view.with("shop-pending", &args)).text(view.t("shop-pending-text"));
    }
    Banner::new(Tone::Warning, view.with("shop-suspended", &args))
        .text(view.with("shop-suspended-text", &args))
}

/// A banner for each shop of the person that may not sell; nothing for everybody else.
pub async fn slot(view: View, caller: Result<Caller<User>, Problem>, state: web::Data<State>) -> Answer {
    let found = match caller {
        Ok(caller) => tenants::held_back(&state, caller.user()?).await?,
        Err(_) => Vec::new(),
    };
    let body = html! { @for tenant in &found { (banner(&view, tenant)) } };
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body.into_string()))
}
