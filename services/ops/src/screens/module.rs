//! One module: switch it on or off, for everybody or for one tenant, and see who decided what and why.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use serde::Deserialize;
use souk_events::TenantId;
use souk_kit::{Caller, Path, Problem, View, caller::Admin};
use souk_ui::{
    Banner, Button, Card, Column, EmptyState, Field, Form, Icon, PageHeader, Row, ShellTexts, Table, Tone,
    code, field_id, split, toast,
};

use super::{page, see_other, words};
use crate::{
    State,
    app::{
        modules::{Module, Overview, overview},
        switch::{Wish, switch},
    },
    domain::input,
    error::Refusal,
    http,
    store::switches::Switch,
};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    on: String,
    #[serde(default)]
    tenant_id: Option<String>,
    #[serde(default)]
    reason: String,
}

/// What is shown after the form was done.
#[derive(Debug, Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// Errors of a form by field, in the reader's language.
type Wrong = Vec<(&'static str, String)>;

/// `GET /ops/modules/{module}`
pub async fn show(
    _: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    module: Path<String>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Problem> {
    let note = done.done.as_deref().map(|_| toast(Tone::Success, &view.t("switched")));
    let overview = overview(&state).await?;
    let body = render(&view, &overview, &module, &Typed::default(), &Vec::new(), note)?;
    Ok(page(&view, StatusCode::OK, &words::module_name(&view, &module), body))
}

/// `POST /ops/modules/{module}`
pub async fn decide(
    caller: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    module: Path<String>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let wrong = match read(&view, &module, &typed) {
        Ok(wish) => match switch(&state, caller.user()?, wish).await {
            Ok(_) => return Ok(see_other(&format!("/ops/modules/{}?done=1", module.0))),
            Err(problem) if problem.code == "module_required" || problem.code == "module_silent" => {
                vec![("", problem.body().title)]
            }
            Err(problem) => return Err(problem),
        },
        Err(wrong) => wrong,
    };
    let overview = overview(&state).await?;
    let body = render(&view, &overview, &module, &typed, &wrong, None)?;
    Ok(page(&view, StatusCode::UNPROCESSABLE_ENTITY, &words::module_name(&view, &module), body))
}

fn read(view: &View, module: &str, typed: &Typed) -> Result<Wish, Wrong> {
    let say = |error: souk_kit::FieldError| view.t(&format!("field-{}", error.code.replace('_', "-")));
    let mut wrong = Vec::new();
    let reason = input::reason(&typed.reason).map_err(|e| wrong.push(("reason", say(e)))).ok();
    let tenant = match &typed.tenant_id {
        None => Ok(None),
        Some(text) => http::tenant("/tenant_id", Some(text))
            .map_err(say)
            .and_then(|id| id.map(Some).ok_or_else(|| view.t("field-required"))),
    };
    let tenant: Option<Option<TenantId>> = tenant.map_err(|text| wrong.push(("tenant_id", text))).ok();
    let on = match typed.on.as_str() {
        "on" => Some(true),
        "off" => Some(false),
        _ => {
            wrong.push(("", view.t("field-choice-unknown")));
            None
        }
    };
    match (reason, tenant, on) {
        (Some(reason), Some(tenant), Some(on)) => Ok(Wish { module: module.to_owned(), tenant, on, reason }),
        _ => Err(wrong),
    }
}

fn render(
    view: &View,
    overview: &Overview,
    name: &str,
    typed: &Typed,
    wrong: &Wrong,
    note: Option<Markup>,
) -> Result<Markup, Problem> {
    let module = overview.modules.iter().find(|m| m.name == name).ok_or(Refusal::UnknownModule)?;
    let texts = ShellTexts::of(view.lang.code());
    let for_tenant = typed.tenant_id.is_some();
    // Whether a module may be switched off is known from the module alone.
    let switchable = module.optional == Some(true) || !module.tenants.is_empty();
    let none = Vec::new();
    let blank = Typed::default();
    let (platform, tenant) =
        if for_tenant { ((&blank, &none), (typed, wrong)) } else { ((typed, wrong), (&blank, &none)) };
    Ok(html! {
        @if let Some(note) = note { (note) }
        @for (_, text) in wrong.iter().filter(|(field, _)| field.is_empty()) { (Banner::new(Tone::Danger, text)) }
        (PageHeader::new(words::module_name(view, name))
            .breadcrumbs(texts, &[("/ops/modules", &view.t("modules-title"))])
            .status(words::on_off(view, module.on()))
            .lead(view.t("module-lead")))
        (split(
            html! {
                (platform_card(view, module, platform.0, platform.1))
                @if switchable { (tenants_card(view, overview, module)) }
            },
            html! { @if switchable { (tenant_form(view, name, tenant.0, tenant.1)) } },
        ))
    })
}

/// The switch for everybody.
fn platform_card(view: &View, module: &Module, typed: &Typed, wrong: &Wrong) -> Markup {
    let on = module.on();
    let action = format!("/ops/modules/{}", module.name);
    html! {
        (Card::new(view.t("switch-platform")).body(html! {
            @if let Some(last) = &module.platform { (decision(view, last)) }
            @if module.optional == Some(false) {
                (Banner::new(Tone::Info, view.with("required-text", &[("module", &words::module_name(view, &module.name))])))
            } @else if on && module.optional.is_none() {
                (Banner::new(Tone::Warning, view.t("silent")).text(view.t("silent-text")))
            } @else {
                p class="muted" { (view.t(if on { "switch-off-means" } else { "switch-on-means" })) }
                (form(&action, view, wrong, "")
                    .hidden("on", if on { "off" } else { "on" })
                    .body(reason_field(view, typed, wrong, ""))
                    .actions(if on {
                        Button::danger(view.t("switch-off-all")).icon(Icon::PowerOff)
                    } else {
                        Button::primary(view.t("switch-on-all")).icon(Icon::Power)
                    }))
            }
        }))
    }
}

/// `prefix` tells the fields of the page's two forms apart.
fn form(action: &str, view: &View, wrong: &Wrong, prefix: &str) -> Form {
    let named = |field: &str| if field == "reason" { format!("{prefix}reason") } else { field.to_owned() };
    let wrong: Vec<(String, &str)> =
        wrong.iter().map(|(field, text)| (named(field), text.as_str())).collect();
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(field, text)| (field.as_str(), *text)).collect();
    let form = Form::post(action);
    if wrong.is_empty() { form } else { form.errors(&view.t("form-wrong"), &wrong) }
}

fn reason_field(view: &View, typed: &Typed, wrong: &Wrong, prefix: &str) -> Markup {
    let error = wrong.iter().find(|(field, _)| *field == "reason").map(|(_, text)| text.as_str());
    html! {
        (Field::text("reason", view.t("reason")).id(&field_id(&format!("{prefix}reason"))).value(&typed.reason).hint(view.t("reason-hint"))
            .required().maxlength(500).maybe_error(error))
    }
}

/// A switch for one tenant.
fn tenant_form(view: &View, module: &str, typed: &Typed, wrong: &Wrong) -> Markup {
    let error = wrong.iter().find(|(field, _)| *field == "tenant_id").map(|(_, text)| text.as_str());
    let action = format!("/ops/modules/{module}");
    html! {
        (Card::new(view.t("switch-tenant")).note(view.t("switch-tenant-note")).body(
            form(&action, view, wrong, "tenant-")
                .body(html! {
                    (Field::text("tenant_id", view.t("tenant")).value(typed.tenant_id.as_deref().unwrap_or_default())
                        .placeholder("ten_…").required().maxlength(30).maybe_error(error))
                    (reason_field(view, typed, wrong, "tenant-"))
                })
                .actions(html! {
                    (Button::danger(view.t("switch-off")).name_value("on", "off"))
                    (Button::secondary(view.t("switch-on")).name_value("on", "on"))
                }),
        ))
    }
}

fn tenants_card(view: &View, overview: &Overview, module: &Module) -> Markup {
    let name = |id: &str| overview.tenants.iter().find(|(t, _)| t == id).map(|(_, name)| name.clone());
    let rows = module.tenants.iter().map(|switch| {
        let id = switch.tenant_id.map(|t| t.to_string()).unwrap_or_default();
        Row::new(vec![
            html! { @if let Some(name) = name(&id) { div { bdi { (name) } } } (code(&id)) },
            words::on_off(view, switch.on),
            decision(view, switch),
        ])
    });
    let columns = ["tenant", "column-state", "column-last"];
    html! {
        (Table::new(view.t("switch-tenants"), columns.map(|key| Column::text(view.t(key))).into())
            .rows(rows.collect())
            .empty(EmptyState::new(Icon::Users, view.t("tenants-none"), view.t("tenants-none-text"))))
    }
}

/// Who, when, why.
fn decision(view: &View, switch: &Switch) -> Markup {
    html! {
        div { span dir="auto" { "« " (switch.reason) " »" } }
        div class="muted small" { (words::when(view, switch.changed_at)) " · " (code(&switch.changed_by)) }
    }
}
