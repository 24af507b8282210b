//! `/dashboard/fulfilment`: how a store hands over its orders: fetching, bringing, slots.
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{Currency, StoreId};
use souk_kit::{Caller, Kind, Problem, Query, View, caller::Manager};
use souk_ui::{
    Area, Banner, Button, Card, Checkbox, EmptyState, Field, Form, Icon, Markup, PageHeader, Render, Tab,
    Tone, field_row, html, tabs, toast,
};

use super::{
    frame::{Screen, see_other, sentences},
    fulfilment_fields as fields,
    parts::position_button,
    typed::Typed,
};
use crate::{
    app::fulfilments::{self, Setting},
    domain::fulfilment::{Mode, check},
    state::State,
};

const HERE: &str = "/dashboard/fulfilment";

/// Which store, and what just happened.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    store: Option<StoreId>,
    saved: Option<String>,
}

struct Sheet<'a> {
    view: &'a View,
    typed: &'a Typed,
    wrong: Vec<(String, String)>,
    all: &'a [Setting],
    setting: &'a Setting,
}

fn chosen(all: &[Setting], store: Option<StoreId>) -> Option<&Setting> {
    match store {
        Some(id) => all.iter().find(|s| s.store.store_id == id),
        None => all.first(),
    }
}

fn currency(setting: &Setting) -> Currency {
    setting.store.currency.parse().unwrap_or(Currency::EUR)
}

pub(super) async fn show(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    which: Query<Which>,
) -> Result<HttpResponse, Problem> {
    let all = fulfilments::list(&state, caller.tenant()?).await?;
    let Some(setting) = chosen(&all, which.store) else {
        if which.store.is_some() {
            return Err(Problem::not_found());
        }
        let empty =
            EmptyState::new(Icon::Store, view.t("fulfilment-no-store"), view.t("fulfilment-no-store-more"));
        let body = html! { (PageHeader::new(view.t("nav-fulfilment"))) (empty) };
        return Ok(Screen::new(&view, Area::Dashboard, view.t("nav-fulfilment"), body).ok());
    };
    let kept = setting.currency.parse().unwrap_or_else(|_| currency(setting));
    let typed = fields::typed(view.lang, &setting.rule, kept, setting.version);
    let sheet = Sheet { view: &view, typed: &typed, wrong: Vec::new(), all: &all, setting };
    Ok(sheet.answer(StatusCode::OK, which.saved.is_some()))
}

pub(super) async fn save(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    which: Query<Which>,
    form: web::Form<HashMap<String, String>>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let all = fulfilments::list(&state, tenant).await?;
    let setting = chosen(&all, which.store).ok_or_else(Problem::not_found)?;
    let typed = Typed(form.into_inner());
    let (asked, errors) = fields::read(&typed, currency(setting));
    let version = typed.get("version").parse().unwrap_or(-1);
    let store = setting.store.store_id;
    let saved = match (check::rule(asked), errors.is_empty()) {
        (Ok(rule), true) => fulfilments::replace(&state, tenant, store, version, rule).await.map(drop),
        (Ok(_), false) => Err(Problem::fields(errors)),
        (Err(more), _) => {
            // What cannot be read is not also out of range.
            let known: Vec<String> = errors.iter().map(|e| fields::field(&e.pointer)).collect();
            let more = more.into_iter().filter(|e| !known.contains(&fields::field(&e.pointer)));
            let more: Vec<_> = more.collect();
            Err(Problem::fields(errors.into_iter().chain(more).collect()))
        }
    };
    match saved {
        Ok(()) => Ok(see_other(&format!("{HERE}?store={store}&saved=1"))),
        Err(problem) if matches!(problem.kind, Kind::Unprocessable | Kind::Stale) => {
            let body = problem.body();
            let wrong = if body.errors.is_empty() {
                vec![(String::new(), sentences(&problem))]
            } else {
                body.errors.into_iter().map(|e| (fields::field(&e.pointer), e.detail)).collect()
            };
            let sheet = Sheet { view: &view, typed: &typed, wrong, all: &all, setting };
            Ok(sheet.answer(problem.kind.status(), false))
        }
        Err(problem) => Err(problem),
    }
}

impl Sheet<'_> {
    fn t(&self, key: &str) -> String {
        self.view.t(key)
    }
    fn error(&self, name: &str) -> Option<&str> {
        self.wrong.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str())
    }
    fn with(&self, field: Field, name: &str) -> Field {
        field.value(self.typed.get(name)).maybe_error(self.error(name))
    }
    fn text(&self, name: &str, key: &str) -> Field {
        self.with(Field::text(name, self.t(key)), name)
    }
    fn number(&self, name: &str, key: &str, least: i32) -> Field {
        self.with(Field::number(name, self.t(key)).min(least), name)
    }
    fn money(&self, name: &str, key: &str) -> Field {
        self.with(Field::money(name, self.t(key), self.setting.store.currency.clone()), name)
    }
    fn tick(&self, name: &str, key: &str) -> Checkbox {
        let tick = Checkbox::new(name, self.t(key)).value("1").checked(!self.typed.get(name).is_empty());
        tick.maybe_error(self.error(name))
    }

    fn area(&self) -> Markup {
        let degrees =
            |name: &str, key: &str| self.text(name, key).attr("inputmode", "decimal").attr("dir", "ltr");
        html! {
            (field_row(html! {
                (degrees("latitude", "fulfilment-latitude"))
                (degrees("longitude", "fulfilment-longitude"))
                (self.number("radius", "fulfilment-radius", 0).suffix("m"))
            }))
            p class="hint" { (self.t("fulfilment-centre-hint")) }
            (position_button(self.view))
            (self.with(Field::textarea("codes", self.t("fulfilment-codes")).rows(2), "codes")
                .hint(self.t("fulfilment-codes-hint")))
        }
    }

    fn slots(&self, mode: Mode) -> Markup {
        let at = |name: &str| format!("{}.{name}", mode.as_str());
        let cutoff = at("cutoff");
        let closed = at("closed");
        html! {
            (self.tick(&at("on"), "fulfilment-slots"))
            (field_row(html! {
                (self.number(&at("minutes"), "fulfilment-slot-minutes", 15).placeholder("30"))
                (self.number(&at("capacity"), "fulfilment-slot-capacity", 1).placeholder("1"))
                (self.number(&at("days"), "fulfilment-slot-days", 0).placeholder("0"))
            }))
            (field_row(html! {
                (self.number(&at("lead"), "fulfilment-slot-lead", 0).placeholder("0"))
                (self.with(Field::time(&cutoff, self.t("fulfilment-slot-cutoff")), &cutoff)
                    .hint(self.t("fulfilment-slot-cutoff-hint")))
            }))
            (self.with(Field::text(&closed, self.t("fulfilment-slot-closed")), &closed)
                .hint(self.t("fulfilment-slot-closed-hint")).placeholder("2026-12-25"))
        }
    }

    fn form(&self) -> Markup {
        let errors: Vec<(&str, &str)> = self.wrong.iter().map(|(f, m)| (f.as_str(), m.as_str())).collect();
        Form::post(format!("{HERE}?store={}", self.setting.store.store_id))
            .hidden("version", self.typed.get("version"))
            .errors(&self.t("checkout-wrong"), &errors)
            .body(Card::new(self.t("checkout-pickup")).body(html! {
                (self.tick("pickup", "fulfilment-pickup"))
                (self.slots(Mode::Pickup))
            }))
            .body(Card::new(self.t("mode-delivery")).note(self.t("fulfilment-delivery-note")).body(html! {
                (self.tick("delivery", "fulfilment-delivery"))
                (field_row(html! {
                    (self.money("fee", "fulfilment-fee"))
                    (self.money("free_from", "fulfilment-free-from"))
                    (self.money("min_order", "fulfilment-min-order"))
                }))
                (self.number("lead", "fulfilment-lead", 0))
                (self.area())
                (self.slots(Mode::Delivery))
            }))
            .actions(Button::primary(self.t("fulfilment-save")).icon(Icon::Save))
            .render()
    }

    fn answer(&self, status: StatusCode, saved: bool) -> HttpResponse {
        let here = self.setting.store.store_id;
        let tab = |s: &Setting| {
            let id = s.store.store_id;
            Tab::new(format!("{HERE}?store={id}"), &s.store.name, id == here)
        };
        let body = html! {
            (PageHeader::new(self.t("nav-fulfilment")).lead(self.t("fulfilment-lead-in")))
            @if self.setting.currency != self.setting.store.currency {
                (Banner::new(Tone::Warning, self.view.with("fulfilment-currency", &[
                    ("before", &self.setting.currency), ("now", &self.setting.store.currency),
                ])).text(self.t("fulfilment-currency-more")))
            }
            @if saved { (toast(Tone::Success, &self.t("fulfilment-saved"))) }
            @if self.all.len() > 1 {
                (tabs(&self.t("store"), &self.all.iter().map(tab).collect::<Vec<_>>()))
            }
            (self.form())
        };
        Screen::new(self.view, Area::Dashboard, self.t("nav-fulfilment"), body).answer(status)
    }
}
