//! All modules with their switches.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use souk_kit::{Caller, Problem, View, caller::Admin};
use souk_ui::{Column, EmptyState, Icon, PageHeader, Row, Table, code, tag};

use super::{page, words};
use crate::{
    State,
    app::modules::{Module, overview},
};

/// `GET /ops/modules`
pub async fn show(_: Caller<Admin>, view: View, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let overview = overview(&state).await?;
    let columns = ["column-module", "column-state", "column-tenants", "column-last"];
    let table = Table::new(view.t("modules-title"), columns.map(|key| Column::text(view.t(key))).into())
        .rows(overview.modules.iter().map(|module| row(&view, module)).collect())
        .empty(EmptyState::new(Icon::Boxes, view.t("modules-none"), view.t("modules-none-text")));
    let body = html! {
        (PageHeader::new(view.t("modules-title")).lead(view.t("modules-lead")))
        (table)
    };
    Ok(page(&view, StatusCode::OK, &view.t("modules-title"), body))
}

fn row(view: &View, module: &Module) -> Row {
    let name = html! {
        div {
            strong { (words::module_name(view, &module.name)) } " "
            @if module.optional == Some(false) { (tag(&view.t("required"))) }
        }
        div class="muted small" {
            (code(&module.name)) " "
            @match &module.version { Some(version) => bdi { (version) }, None => span { (view.t("silent")) } }
        }
    };
    let last = module.platform.iter().chain(&module.tenants).max_by_key(|s| s.revision);
    Row::new(vec![name, words::on_off(view, module.on()), exceptions(view, module), match last {
        Some(switch) => html! {
            div dir="auto" { (switch.reason) }
            div class="muted small" { (words::when(view, switch.changed_at)) " · " (code(&switch.changed_by)) }
        },
        None => html! { span class="muted" { (view.t("never-switched")) } },
    }])
    .href(format!("/ops/modules/{}", module.name))
}

fn exceptions(view: &View, module: &Module) -> Markup {
    let off = module.tenants.iter().filter(|s| !s.on).count().to_string();
    html! {
        @if off == "0" { span class="muted" { "—" } } @else { (view.with("tenants-off", &[("count", &off)])) }
    }
}
