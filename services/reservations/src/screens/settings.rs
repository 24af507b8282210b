//! `/dashboard/live/settings`: how lives go.
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use souk_events::{Currency, Money};
use souk_kit::{Caller, FieldError, Kind, Problem, Query, View, caller::Manager, format};
use souk_ui::{
    Button, Card, Checkbox, Field, Form, Icon, Markup, PageHeader, Render, Select, field_row, html, only_when,
};

use super::{Done, FormErrors, Typed, dashboard, notice, see_other};
use crate::{
    app::settings::{self, Kept},
    domain::{
        deposit::{ExpiryPolicy, Kind as Part, Mode, OnRejected},
        settings::{HoldPolicy, PartialFill, Settings, UnknownCodePolicy},
    },
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
        ("deposit_review_max_h", value.deposit_review_max_h),
        ("deposit_after_expired", value.deposit_after_expired),
    ] {
        typed.set(name, number.to_string());
    }
    let money = |amount| format::decimal(view.lang, Money::new(amount, currency));
    typed.set("deposit_above", money(value.deposit_above));
    let (percent, fixed) = match value.deposit_kind {
        Part::Percent => (value.deposit_amount.to_string(), String::new()),
        Part::Fixed => (String::new(), money(value.deposit_amount)),
    };
    typed.set("deposit_percent", percent);
    typed.set("deposit_fixed", fixed);
    typed.set("deposit_mode", value.deposit_mode.as_str());
    typed.set("deposit_kind", value.deposit_kind.as_str());
    typed.set("deposit_instructions", value.deposit_instructions.clone());
    typed.set("deposit_expiry_policy", value.deposit_expiry_policy.as_str());
    typed.set("on_deposit_rejected", value.on_deposit_rejected.as_str());
    typed.set("hold_policy", value.hold_policy.as_str());
    typed.set("unknown_code_policy", value.unknown_code_policy.as_str());
    typed.set("partial_fill", value.partial_fill.as_str());
    typed.set("waitlist_enabled", if value.waitlist_enabled { "1" } else { "" });
    typed.set("seller_can_configure", if value.seller_can_configure { "1" } else { "" });
    typed.set("late_confirm_if_free", if value.late_confirm_if_free { "1" } else { "" });
    typed
}

/// The settings that were typed, and what of them cannot be read.
fn read(typed: &Typed) -> (Settings, Vec<FieldError>) {
    let mut wrong = Vec::new();
    let currency = typed.get("currency").to_uppercase();
    let known: Currency = currency.parse().unwrap_or(Currency::EUR);
    let mut money = |name: &str| {
        let amount = match typed.get(name) {
            "" => Some(0),
            text => Money::parse_decimal(text, known).ok().map(|money| money.amount),
        };
        if amount.is_none() {
            wrong.push(FieldError::new(format!("/{name}"), "amount_wrong"));
        }
        amount.unwrap_or_default()
    };
    let (fee, above) = (money("delivery_fee"), money("deposit_above"));
    let kind = Part::parse(typed.get("deposit_kind")).unwrap_or(Part::Percent);
    let fixed = if kind == Part::Fixed { money("deposit_fixed") } else { 0 };
    let usual = Settings::default();
    let mut number = |name: &str, left_out: Option<i64>| {
        let read = match (typed.get(name), left_out) {
            ("", Some(usual)) => Ok(usual),
            (text, _) => text.parse(),
        };
        if read.is_err() {
            wrong.push(FieldError::new(format!("/{name}"), "number_wrong"));
        }
        read.unwrap_or_default()
    };
    let settings = Settings {
        currency,
        delivery_fee: fee,
        ttl_soft_min: number("ttl_soft_min", None),
        ttl_locked_min: number("ttl_locked_min", None),
        reminder_before_min: number("reminder_before_min", None),
        expiry_grace_ms: number("expiry_grace_ms", None),
        t_inactive_min: number("t_inactive_min", None),
        waitlist_max: number("waitlist_max", None),
        max_live_holds_per_customer: number("max_live_holds_per_customer", None),
        deposit_mode: Mode::parse(typed.get("deposit_mode")).unwrap_or(usual.deposit_mode),
        deposit_above: above,
        deposit_kind: kind,
        deposit_amount: match kind {
            Part::Fixed => fixed,
            Part::Percent => number("deposit_percent", Some(usual.deposit_amount)),
        },
        deposit_instructions: typed.get("deposit_instructions").to_owned(),
        deposit_expiry_policy: ExpiryPolicy::parse(typed.get("deposit_expiry_policy"))
            .unwrap_or(usual.deposit_expiry_policy),
        deposit_review_max_h: number("deposit_review_max_h", Some(usual.deposit_review_max_h)),
        on_deposit_rejected: OnRejected::parse(typed.get("on_deposit_rejected"))
            .unwrap_or(usual.on_deposit_rejected),
        deposit_after_expired: number("deposit_after_expired", Some(usual.deposit_after_expired)),
        hold_policy: HoldPolicy::parse(typed.get("hold_policy")).unwrap_or(HoldPolicy::Blocking),
        unknown_code_policy: UnknownCodePolicy::parse(typed.get("unknown_code_policy"))
            .unwrap_or(UnknownCodePolicy::Labels),
        partial_fill: PartialFill::parse(typed.get("partial_fill")).unwrap_or(PartialFill::HoldAndQueue),
        waitlist_enabled: !typed.get("waitlist_enabled").is_empty(),
        seller_can_configure: !typed.get("seller_can_configure").is_empty(),
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
        self.choice_of(name, words, "live-choice")
    }

    /// A choice whose words stand under a prefix of their own.
    fn choice_of(&self, name: &str, words: &[&str], prefix: &str) -> Select {
        let said =
            words.iter().map(|word| (*word, self.view.t(&format!("{prefix}-{}", word.replace('_', "-")))));
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
            .body(Card::new(self.view.t("live-delivery")).body(html! {
                (field_row(html! {
                    (self.field(currency, "currency"))
                    (self.field(fee, "delivery_fee"))
                }))
                (self.tick("seller_can_configure"))
            }))
            .body(
                Card::new(self.view.t("live-deposits"))
                    .note(self.view.t("live-deposits-note"))
                    .body(self.deposits()),
            )
            .actions(Button::primary(self.view.t("save")).icon(Icon::Save))
            .render()
    }

    fn deposits(&self) -> Markup {
        let modes: Vec<&str> = Mode::ALL.iter().map(|word| word.as_str()).collect();
        let kinds: Vec<&str> = Part::ALL.iter().map(|word| word.as_str()).collect();
        let ends: Vec<&str> = ExpiryPolicy::ALL.iter().map(|word| word.as_str()).collect();
        let refused: Vec<&str> = OnRejected::ALL.iter().map(|word| word.as_str()).collect();
        let currency = self.typed.get("currency");
        let above = Field::money("deposit_above", self.label("deposit_above"), currency);
        let fixed = Field::money("deposit_fixed", self.label("deposit_fixed"), currency);
        let percent = Field::number("deposit_percent", self.label("deposit_percent")).min(1).max(100);
        let amount = |field: Field, name: &str| {
            let wrong = self.errors.get(name).or(self.errors.get("deposit_amount"));
            field.value(self.typed.get(name)).maybe_error(wrong)
        };
        let how = Field::text("deposit_instructions", self.label("deposit_instructions"))
            .maxlength(200)
            .hint(self.view.t("live-deposit-instructions-hint"))
            .attr("dir", "auto");
        html! {
            (self.choice("deposit_mode", &modes))
            (only_when("deposit_mode", "required_above", self.field(above, "deposit_above")))
            (self.field(how, "deposit_instructions"))
            (self.choice("deposit_kind", &kinds))
            (only_when("deposit_kind", "percent", amount(percent, "deposit_percent")))
            (only_when("deposit_kind", "fixed", amount(fixed, "deposit_fixed")))
            (self.choice_of("deposit_expiry_policy", &ends, "live-expires"))
            (field_row(html! {
                (self.number("deposit_review_max_h", 1, 72))
                (self.number("deposit_after_expired", 0, 20))
            }))
            (self.choice("on_deposit_rejected", &refused))
        }
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
