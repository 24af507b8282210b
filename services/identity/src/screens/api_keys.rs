//! The shop's keys: list, make one, take one back.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_kit::{
    Caller, Problem, Query, View,
    caller::{Demand, Fresh, Manager},
    format,
};
use souk_ui::{
    Area, Banner, Button, Card, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Row, Select,
    Table, Tone, copyable, field_row, html, stack, time_relative,
};
use uuid::Uuid;

use super::{
    form::Errors,
    page::{self, Answer, encoded, known, redirect, when},
    security::fresh,
};
use crate::{
    State,
    app::api_keys::{self, Draft},
    domain::scope,
    store::api_keys::ApiKey,
};

const PATH: &str = "/dashboard/keys";
/// Lives that are offered, days; 0 for ever.
const LIVES: [i64; 4] = [30, 90, 365, 0];

/// What a person typed.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Typed {
    name: String,
    catalog: String,
    orders: String,
    payments: String,
    reservations: String,
    whatsapp: String,
    days: i64,
}

impl Default for Typed {
    fn default() -> Self {
        let none = || String::from("none");
        Self {
            name: String::new(),
            catalog: "read".into(),
            orders: none(),
            payments: none(),
            reservations: none(),
            whatsapp: none(),
            days: 90,
        }
    }
}

impl Typed {
    fn access(&self, area: &str) -> &str {
        match area {
            "catalog" => &self.catalog,
            "orders" => &self.orders,
            "payments" => &self.payments,
            "reservations" => &self.reservations,
            "whatsapp" => &self.whatsapp,
            _ => "none",
        }
    }
    fn draft(&self) -> Draft {
        let chosen = scope::AREAS.iter().filter(|area| self.access(area) != "none");
        Draft {
            name: self.name.clone(),
            scopes: chosen.map(|area| format!("{area}:{}", self.access(area))).collect(),
            days: (self.days != 0).then_some(self.days),
        }
    }
    /// The page with what was typed, to come back to.
    fn page(&self) -> String {
        let areas: Vec<String> =
            scope::AREAS.iter().map(|area| format!("{area}={}", encoded(self.access(area)))).collect();
        format!("{PATH}?name={}&{}&days={}", encoded(&self.name), areas.join("&"), self.days)
    }
}

fn row(view: &View, key: &ApiKey) -> Row {
    let used = key.last_used_at.map_or_else(
        || html! { span class="hint" { (view.t("key-unused")) } },
        |at| time_relative(&at.to_rfc3339(), &format::date_time(view.lang, chrono_tz::UTC, at)),
    );
    let until = key.expires_at.map_or_else(|| html! { (view.t("key-for-ever")) }, |at| when(view, at));
    let scope = |word: &String| {
        let (area, access) = word.split_once(':').unwrap_or_default();
        format!("{} · {}", view.t(&format!("area-{area}")), view.t(&format!("access-{access}")))
    };
    let scopes: Vec<_> = key.scopes.iter().map(scope).collect();
    let button = Button::quiet(view.t("key-revoke")).small().icon(Icon::X);
    Row::new(vec![
        html! { strong { (key.name) } br; span class="hint" dir="ltr" { (api_keys::PREFIX) "…" (key.hint) } },
        html! { @for scope in &scopes { div { (scope) } } },
        used,
        until,
        html! { (Form::post("/dashboard/keys/revoke").inline().hidden("id", key.id.to_string()).actions(button)) },
    ])
}

fn form(view: &View, typed: &Typed, errors: &Errors) -> Form {
    let access = |area: &str| {
        let label = view.t(&format!("area-{area}"));
        let options = ["none", "read", "write"].map(|a| (a, view.t(&format!("access-{a}"))));
        let error = if area == "catalog" { errors.at("scopes") } else { None };
        Select::new(area, label).options(options).selected(typed.access(area)).maybe_error(error)
    };
    let lives = LIVES.map(|days| {
        let label = match days {
            0 => view.t("key-for-ever"),
            _ => view.with("key-days", &[("days", &days.to_string())]),
        };
        (days.to_string(), label)
    });
    Form::post(PATH)
        .errors(&Errors::title(view), &errors.list())
        .body(html! {
            (Field::text("name", view.t("key-name")).hint(view.t("key-name-hint")).value(&typed.name).required()
                .maxlength(80).maybe_error(errors.at("name")))
            (field_row(html! {
                @for area in scope::AREAS { (access(area)) }
                (Select::new("days", view.t("key-life")).options(lives).selected(typed.days.to_string())
                    .maybe_error(errors.at("expires_in_days")))
            }))
        })
        .actions(Button::primary(view.t("key-make")).icon(Icon::KeyRound))
}

async fn show<D: Demand>(
    view: &View,
    state: &State,
    caller: &Caller<D>,
    typed: &Typed,
    errors: &Errors,
    news: Option<Markup>,
) -> Result<HttpResponse, Problem> {
    let found = api_keys::list(state, caller.tenant()?).await?;
    let columns =
        ["key-name", "key-access", "key-used", "key-until", "actions"].map(|key| Column::text(view.t(key)));
    let empty = EmptyState::new(Icon::KeyRound, view.t("keys-none"), view.t("keys-none-text"));
    let rows = found.iter().map(|key| row(view, key)).collect();
    let table = Table::new(view.t("nav-keys"), columns.into()).rows(rows).empty(empty);
    let body = html! {
        (PageHeader::new(view.t("nav-keys")).lead(view.t("keys-lead")))
        (stack(html! {
            @if let Some(news) = news { (news) }
            (table)
            (Card::new(view.t("key-new")).note(view.t("key-new-note")).body(form(view, typed, errors)))
        }))
    };
    Ok(page::page(view, Area::Dashboard, errors.status(), &view.t("nav-keys"), body))
}

/// The page.
pub async fn page(
    view: View,
    caller: Result<Caller<Manager>, Problem>,
    state: web::Data<State>,
    typed: Query<Typed>,
) -> Answer {
    match known(caller, &view) {
        Ok(caller) => show(&view, &state, &caller, &typed, &Errors::default(), None).await,
        Err(answer) => answer,
    }
}

/// Makes a key and shows it, this once.
pub async fn make(
    view: View,
    caller: Result<Caller<Fresh<Manager>>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Typed>,
) -> Answer {
    let caller = match fresh(caller, &view, &typed.page()) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match api_keys::create(&state, caller.tenant()?, caller.user()?, &typed.draft()).await {
        Ok((_, secret)) => {
            let card = Card::new(view.t("key-made")).note(view.t("key-made-note"));
            let news = html! {
                (Banner::new(Tone::Success, view.t("key-made")))
                (card.body(html! { p { (copyable(&secret, page::texts(&view))) } }))
            };
            show(&view, &state, &caller, &Typed::default(), &Errors::default(), Some(news)).await
        }
        Err(problem) => show(&view, &state, &caller, &typed, &Errors::mend(problem)?, None).await,
    }
}

/// Which key.
#[derive(Debug, Deserialize)]
pub struct Revoke {
    id: Uuid,
}

/// Takes a key back. One that is gone already is gone.
pub async fn revoke(
    view: View,
    caller: Result<Caller<Manager>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Revoke>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match api_keys::revoke(&state, caller.tenant()?, typed.id).await {
        Err(problem) if problem.kind != souk_kit::Kind::NotFound => Err(problem),
        _ => Ok(redirect(PATH)),
    }
}
