//! `/dashboard/live/settings`: how lives go.
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use souk_events::{Currency, Money};
use souk_kit::{Caller, FieldError, Kind, Problem, Query, View, caller::Manager, format};
use souk_ui::{
    Button, Card, Checkbox, Field, Form, Icon, Markup, PageHeader, Render, Select, field_row, html,
};

use super::{Done, FormErrors, Typed, dashboard, notice, see_other};
use crate::{
    app::settings::{self, Kept},
    domain::settings::{HoldPolicy, PartialFill, Settings, UnknownCodePolicy},
    state::State,
};

const HERE: &str = "/dashboard/live/settings";

/// The page.
pub async fn page(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let kept = settings::get::<Settings>(&state, caller.tenant()?).await?;
    let sheet = Sheet { view: &view, typed: &typed(&view, &kept), errors: &FormErrors::default() };
    Ok(sheet.answer(StatusCode::OK, &done))
}

/// Saves, or shows the form again with what is wrong.
pub async fn save(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    form: web::Form<HashMap<String, String>>,
) -> Result<HttpResponse, Problem> {
    let typed = Typed(form.into_inner());
    let (asked, unreadable) = read(&typed);
    let saved = match asked.check() {
        Ok(asked) if unreadable.is_empty() => {
            settings::replace(&state, caller.tenant()?, caller.user()?, typed.version(), asked)
                .await
                .map(drop)
        }
        Ok(_) => Err(Problem::fields(unreadable)),
        Err(more) => {
            // What cannot be read is not also out of range.
            let known: Vec<String> = unreadable.iter().map(|e| e.pointer.clone()).collect();
            let more = more.into_iter().filter(|e| !known.contains(&e.pointer));
            Err(Problem::fields(unreadable.into_iter().chain(more).collect()))
        }
    };
    match saved {
        Ok(()) => Ok(see_other(&format!("{HERE}?done=saved"))),
        Err(problem) if matches!(problem.kind, Kind::Unprocessable | Kind::Stale) => {
            let errors = FormErrors::named(&problem);
            let sheet = Sheet { view: &view, typed: &typed, errors: &errors };
            Ok(sheet.answer(problem.kind.status(), &Done::default()))
        }
        Err(problem) => Err(problem),
    }
}

/// What stands in the form of settings as they are kept.
fn typed(view: &View, kept: &Kept<Settings>) -> Typed {
    let value = &kept.value;
    let mut typed = Typed::default();
    let currency = value.currency.parse().unwrap_or(Currency::EUR);
    typed.set("version", kept.version.to_string());
    typed.set("currency", value.currency.clone());
    typed.set("delivery_fee", format::decimal(view.lang, Money::new(value.delivery_fee, currency)));
    for (name, number) in [
        ("ttl_soft_min", value.ttl_soft_min),
        ("ttl_locked_min", value.ttl_locked_min),
        ("reminder_before_min", value.reminder_before_min),
        ("expiry_grace_ms", value.expiry_grace_ms),
        ("t_inactive_min", value.t_inactive_min),
        ("waitlist_max", value.waitlist_max),
        ("max_live_holds_per_customer", value.max_live_holds_per_customer),
    ] {
        typed.set(name, number.to_string());
    }
    typed.set("hold_policy", value.hold_policy.as_str());
    typed.set("unknown_code_policy", value.unknown_code_policy.as_str());
    typed.set("partial_fill", value.partial_fill.as_str());
    typed.set("waitlist_enabled", if value.waitlist_enabled { "1" } else { "" });
    typed.set("late_confirm_if_free", if value.late_confirm_if_free { "1" } else { "" });
    typed
}

/// The settings that were typed, and what of them cannot be read.
fn read(typed: &Typed) -> (Settings, Vec<FieldError>) {
    let mut wrong = Vec::new();
    let currency = typed.get("currency").to_uppercase();
    let known: Currency = currency.parse().unwrap_or(Currency::EUR);
    let fee = match typed.get("delivery_fee") {
        "" => Some(0),
        text => Money::parse_decimal(text, known).ok().map(|money| money.amount),
    };
    if fee.is_none() {
        wrong.push(FieldError::new("/delivery_fee", "amount_wrong"));
    }
    let mut number = |name: &str| {
        let read = typed.get(name).parse();
        if read.is_err() {
            wrong.push(FieldError::new(format!("/{name}"), "number_wrong"));
        }
        read.unwrap_or_default()
    };
    let settings = Settings {
        currency,
        delivery_fee: fee.unwrap_or_default(),
        ttl_soft_min: number("ttl_soft_min"),
        ttl_locked_min: number("ttl_locked_min"),
        reminder_before_min: number("reminder_before_min"),
        expiry_grace_ms: number("expiry_grace_ms"),
        t_inactive_min: number("t_inactive_min"),
        waitlist_max: number("waitlist_max"),
        max_live_holds_per_customer: number("max_live_holds_per_customer"),
        hold_policy: HoldPolicy::parse(typed.get("hold_policy")).unwrap_or(HoldPolicy::Blocking),
        unknown_code_policy: UnknownCodePolicy::parse(typed.get("unknown_code_policy"))
            .unwrap_or(UnknownCodePolicy::Labels),
        partial_fill: PartialFill::parse(typed.get("partial_fill")).unwrap_or(PartialFill::HoldAndQueue),
        waitlist_enabled: !typed.get("waitlist_enabled").is_empty(),
        late_confirm_if_free: !typed.get("late_confirm_if_free").is_empty(),
    };
    (settings, wrong)
}

struct Sheet<'a> {
    view: &'a View,
    typed: &'a Typed,
    errors: &'a FormErrors,
}

impl Sheet<'_> {
    fn label(&self, name: &str) -> String {
        self.view.t(&format!("live-{}", name.replace('_', "-")))
    }

    fn field(&self, field: Field, name: &str) -> Field {
        field.value(self.typed.get(name)).maybe_error(self.errors.get(name))
    }

    fn number(&self, name: &str, least: i64, most: i64) -> Field {
        self.field(Field::number(name, self.label(name)).min(least).max(most).required(), name)
    }

    fn choice(&self, name: &str, words: &[&str]) -> Select {
        let said =
            words.iter().map(|word| (*word, self.view.t(&format!("live-choice-{}", word.replace('_', "-")))));
        Select::new(name, self.label(name)).options(said).selected(self.typed.get(name))
    }

    fn tick(&self, name: &str) -> Checkbox {
        Checkbox::new(name, self.label(name)).value("1").checked(!self.typed.get(name).is_empty())
    }

    fn form(&self) -> Markup {
        let holds: Vec<&str> = HoldPolicy::ALL.iter().map(|word| word.as_str()).collect();
        let codes: Vec<&str> = UnknownCodePolicy::ALL.iter().map(|word| word.as_str()).collect();
        let fills: Vec<&str> = PartialFill::ALL.iter().map(|word| word.as_str()).collect();
        let currency = Field::text("currency", self.label("currency")).maxlength(3).required();
        let fee = Field::money("delivery_fee", self.label("delivery_fee"), self.typed.get("currency"));
        Form::post(HERE)
            .hidden("version", self.typed.get("version"))
            .errors(&self.view.t("form-errors"), &self.errors.summary())
            .body(Card::new(self.view.t("live-times")).body(html! {
                (field_row(html! {
                    (self.number("ttl_soft_min", 1, 60))
                    (self.number("ttl_locked_min", 1, 120))
                    (self.number("reminder_before_min", 1, 30))
                }))
                (field_row(html! {
                    (self.number("expiry_grace_ms", 0, 10_000))
                    (self.number("t_inactive_min", 5, 240))
                }))
                (self.tick("late_confirm_if_free"))
            }))
            .body(Card::new(self.view.t("live-queues")).body(html! {
                (self.tick("waitlist_enabled"))
                (field_row(html! {
                    (self.number("waitlist_max", 0, 500))
                    (self.number("max_live_holds_per_customer", 1, 20))
                }))
                (self.choice("hold_policy", &holds))
                (self.choice("partial_fill", &fills))
            }))
            .body(Card::new(self.view.t("live-codes")).body(self.choice("unknown_code_policy", &codes)))
            .body(Card::new(self.view.t("live-delivery")).body(field_row(html! {
                (self.field(currency, "currency"))
                (self.field(fee, "delivery_fee"))
            })))
            .actions(Button::primary(self.view.t("save")).icon(Icon::Save))
            .render()
    }

    fn answer(&self, status: StatusCode, done: &Done) -> HttpResponse {
        let title = self.view.t("nav-live-settings");
        let body = html! {
            (notice(self.view, done))
            (PageHeader::new(&title).lead(self.view.t("live-settings-lead")))
            (self.form())
        };
        dashboard(self.view, status, &title, body)
    }
}
