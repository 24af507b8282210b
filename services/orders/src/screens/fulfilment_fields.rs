//! The fulfilment form between page and rules: what was typed, as fields, and as a rule to check.
use chrono::NaiveDate;
use souk_events::{Currency, Money};
use souk_kit::{FieldError, Lang, format};

use super::typed::{Reader, Typed};
use crate::domain::fulfilment::{Mode, Rule, Slots};

/// What stands in the form of a rule as it is kept.
pub(super) fn typed(lang: Lang, rule: &Rule, currency: Currency, version: i64) -> Typed {
    let mut typed = Typed::default();
    let money = |minor: i64| format::decimal(lang, Money::new(minor, currency));
    let on = |yes: bool| if yes { "1" } else { "" };
    typed.set("version", version.to_string());
    typed.set("pickup", on(rule.pickup));
    typed.set("delivery", on(rule.delivery));
    typed.set_some("latitude", rule.latitude);
    typed.set_some("longitude", rule.longitude);
    typed.set_some("radius", Some(rule.radius_m).filter(|m| *m > 0));
    typed.set("codes", rule.postal_codes.join(", "));
    typed.set("fee", money(rule.fee));
    typed.set_some("free_from", rule.free_from.map(money));
    typed.set_some("min_order", Some(rule.min_order).filter(|n| *n > 0).map(money));
    typed.set_some("lead", Some(rule.lead_minutes).filter(|n| *n > 0));
    for mode in Mode::ALL {
        let at = |name: &str| format!("{}.{name}", mode.as_str());
        let Some(slots) = rule.slots(*mode) else { continue };
        typed.set(&at("on"), "1");
        typed.set(&at("minutes"), slots.minutes.to_string());
        typed.set(&at("capacity"), slots.capacity.to_string());
        typed.set_some(&at("lead"), Some(slots.lead_minutes).filter(|n| *n > 0));
        typed.set_some(&at("cutoff"), slots.cutoff.as_ref());
        typed.set(&at("days"), slots.days_ahead.to_string());
        typed.set(&at("closed"), slots.closed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
    }
    typed
}

/// The rule that was typed, and what of it cannot be read.
pub(super) fn read(typed: &Typed, currency: Currency) -> (Rule, Vec<FieldError>) {
    let mut wrong = Vec::new();
    let mut read = Reader { typed, currency, wrong: &mut wrong };
    let on = |name: &str| !typed.get(name).is_empty();
    let degrees = |text: &str| text.replace(',', ".").parse().ok();
    let rule = Rule {
        pickup: on("pickup"),
        delivery: on("delivery"),
        latitude: read.parsed("latitude", "position_wrong", degrees),
        longitude: read.parsed("longitude", "position_wrong", degrees),
        radius_m: read.number("radius").unwrap_or_default(),
        postal_codes: typed.get("codes").split([',', ';', '\n', '\r']).map(str::to_owned).collect(),
        fee: read.money("fee").unwrap_or_default(),
        free_from: read.money("free_from"),
        min_order: read.money("min_order").unwrap_or_default(),
        lead_minutes: read.number("lead").unwrap_or_default(),
        pickup_slots: slots(&mut read, Mode::Pickup),
        delivery_slots: slots(&mut read, Mode::Delivery),
    };
    (rule, wrong)
}

fn slots(read: &mut Reader<'_>, mode: Mode) -> Option<Slots> {
    let at = |name: &str| format!("{}.{name}", mode.as_str());
    if read.typed.get(&at("on")).is_empty() {
        return None;
    }
    let days = |text: &str| {
        let days = text.split([',', ' ', '\n', '\r']).filter(|d| !d.is_empty());
        days.map(|d| d.parse::<NaiveDate>().ok()).collect::<Option<Vec<_>>>()
    };
    Some(Slots {
        minutes: read.number(&at("minutes")).unwrap_or(30),
        capacity: read.number(&at("capacity")).unwrap_or(1),
        lead_minutes: read.number(&at("lead")).unwrap_or_default(),
        cutoff: Some(read.typed.get(&at("cutoff")).to_owned()).filter(|t| !t.is_empty()),
        days_ahead: read.number(&at("days")).unwrap_or_default(),
        closed: read.parsed(&at("closed"), "date_wrong", days).unwrap_or_default(),
    })
}

/// The form's name of the field that a pointer names.
pub(super) fn field(pointer: &str) -> String {
    if let Some(of) = ["pickup", "delivery"].iter().find(|m| pointer.starts_with(&format!("/{m}_slots/"))) {
        let name = match pointer.rsplit('/').next().unwrap_or_default() {
            "lead_minutes" => "lead",
            "days_ahead" => "days",
            name => name,
        };
        return format!("{of}.{name}");
    }
    match pointer.trim_start_matches('/') {
        "radius_m" => "radius",
        "postal_codes" => "codes",
        "lead_minutes" => "lead",
        name => name,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_stands_in_the_form() {
        let slots = Slots {
            minutes: 30,
            capacity: 4,
            lead_minutes: 60,
            cutoff: Some("18:00".into()),
            days_ahead: 3,
            closed: vec!["2026-12-25".parse().unwrap()],
        };
        let rule = Rule {
            delivery: true,
            latitude: Some(43.2965),
            longitude: Some(5.3698),
            radius_m: 3000,
            postal_codes: vec!["13001".into()],
            fee: 390,
            free_from: Some(4000),
            min_order: 1500,
            lead_minutes: 45,
            delivery_slots: Some(slots),
            ..Rule::default()
        };
        let (again, wrong) = read(&typed(Lang::Fr, &rule, Currency::EUR, 3), Currency::EUR);
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(crate::domain::fulfilment::check::rule(again).unwrap(), rule);
        assert_eq!(field("/delivery_slots/days_ahead"), "delivery.days");
        assert_eq!(field("/pickup"), "pickup");
    }
}
