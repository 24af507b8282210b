//! Facts on the wire: one kept example each, and an old reader understands a newer message.
use std::{fs, path::PathBuf};

use serde_json::{Value, json};
use souk_events::{
    ALL, Event, catalog::v1 as catalog, identity::v1 as identity, ops::v1 as ops, orders::v1 as orders,
    payments::v1 as payments, reservations::v1 as reservations, whatsapp::v1 as whatsapp,
};

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../proto-schemas/examples"))
}

fn example(kind: &str) -> Value {
    let file = folder().join(format!("{kind}.json"));
    let text = fs::read_to_string(&file)
        .unwrap_or_else(|e| panic!("{kind} has no example, {}: {e}", file.display()));
    serde_json::from_str(&text).unwrap()
}

/// Reads a body as today's code does and says it again.
type Reader = fn(Value) -> Value;

fn reader<E: Event>() -> (&'static str, Reader) {
    (E::TYPE, |body| {
        serde_json::to_value(E::deserialize(body).unwrap_or_else(|e| panic!("{}: {e}", E::TYPE))).unwrap()
    })
}

fn readers() -> Vec<(&'static str, Reader)> {
    let mut all = vec![
        reader::<identity::TenantSaved>(),
        reader::<identity::StoreSaved>(),
        reader::<identity::MembershipChanged>(),
        reader::<identity::GuestMerged>(),
        reader::<identity::ErasureRequested>(),
        reader::<identity::ImpersonationStarted>(),
        reader::<identity::PlanChanged>(),
        reader::<identity::ImpersonationEnded>(),
        reader::<catalog::ErasureDone>(),
        reader::<orders::ErasureDone>(),
        reader::<ops::ErasureDone>(),
        reader::<catalog::ProductPublished>(),
        reader::<catalog::ProductUnpublished>(),
        reader::<catalog::StockChanged>(),
        reader::<catalog::HoldExpired>(),
        reader::<catalog::StockRanLow>(),
        reader::<orders::OrderPlaced>(),
        reader::<orders::OrderAccepted>(),
        reader::<orders::OrderRejected>(),
        reader::<orders::OrderPreparing>(),
        reader::<orders::OrderReady>(),
        reader::<orders::OrderCompleted>(),
        reader::<orders::OrderCancelled>(),
        reader::<orders::OrderDelayed>(),
        reader::<orders::OrderDeparted>(),
        reader::<orders::OrderReduced>(),
        reader::<orders::OptInGiven>(),
        reader::<orders::OrderIntervened>(),
        reader::<ops::ModuleSwitched>(),
        reader::<payments::PaymentCaptured>(),
        reader::<payments::PaymentExpired>(),
        reader::<payments::RefundChanged>(),
        reader::<payments::ErasureDone>(),
        reader::<reservations::MessageRequested>(),
        reader::<reservations::ContactHandedOver>(),
        reader::<reservations::SessionOpened>(),
        reader::<reservations::SessionClosed>(),
        reader::<reservations::ItemChanged>(),
        reader::<reservations::ReservationChanged>(),
        reader::<reservations::ReservationConfirmed>(),
        reader::<reservations::DepositChanged>(),
        reader::<reservations::ContactErased>(),
        reader::<reservations::ErasureDone>(),
        reader::<whatsapp::MessageReceived>(),
        reader::<whatsapp::ContactOptedOut>(),
        reader::<whatsapp::ContactOptedIn>(),
        reader::<whatsapp::ContactMerged>(),
        reader::<whatsapp::MessageAccepted>(),
        reader::<whatsapp::MessageUndelivered>(),
        reader::<whatsapp::SenderChanged>(),
        reader::<whatsapp::ErasureDone>(),
    ];
    all.sort_by_key(|(kind, _)| *kind);
    all
}

/// Values that a field has anyway when nobody sets it.
fn unset(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty() || text == "0" || text.ends_with("_UNSPECIFIED"),
        Value::Array(all) => all.is_empty() || all.iter().any(unset),
        Value::Object(all) => all.values().any(unset),
        Value::Number(number) => number.as_i64() == Some(0),
        Value::Bool(is) => !is,
        Value::Null => true,
    }
}

#[test]
fn every_fact_has_an_example_that_says_everything() {
    let kinds: Vec<_> = readers().iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, ALL, "a new fact needs a line in readers()");
    for (kind, again) in readers() {
        let kept = example(kind);
        assert!(!unset(&kept), "{kind}: the example leaves a field unset");
        assert_eq!(
            again(kept.clone()),
            kept,
            "{kind}: the contract says it differently; was a field renamed?"
        );
    }
    let mut files: Vec<_> =
        fs::read_dir(folder()).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, ALL.iter().map(|kind| format!("{kind}.json")).collect::<Vec<_>>());
}

/// The same fact as a later release may tell it: a field more everywhere, and enum values nobody knows yet.
fn newer(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            // A map of texts has no fields that could be added.
            let later = |key: &str, value: &Value| if key == "params" { value.clone() } else { newer(value) };
            let mut more: serde_json::Map<_, _> =
                fields.iter().map(|(k, v)| (k.clone(), later(k, v))).collect();
            more.insert("addedLater".into(), json!({ "deep": ["x", 1, null] }));
            Value::Object(more)
        }
        Value::Array(all) => all.iter().map(newer).collect(),
        Value::String(text) if is_enum(text) => json!(format!("{text}_OF_TOMORROW")),
        other => other.clone(),
    }
}

/// Enum values are in capitals with their type's name in front; nothing else in the examples looks like that.
fn is_enum(text: &str) -> bool {
    text.contains('_') && text.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}

/// What today's reader makes of it: enum values it does not know are UNSPECIFIED, whatever the field.
fn same_but_unspecified(kept: &Value, read: &Value) -> bool {
    match (kept, read) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, value)| b.get(key).is_some_and(|other| same_but_unspecified(value, other)))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_but_unspecified(a, b))
        }
        (Value::String(a), Value::String(b)) if is_enum(a) => b.ends_with("_UNSPECIFIED"),
        (a, b) => a == b,
    }
}

#[test]
fn an_old_reader_understands_a_newer_message() {
    for (kind, again) in readers() {
        let kept = example(kind);
        let read = again(newer(&kept));
        assert!(same_but_unspecified(&kept, &read), "{kind}: {read:#}");
    }
    let order = newer(&example(orders::OrderPlaced::TYPE));
    assert!(
        order["lines"][0]["addedLater"].is_object() && order["channel"] == "CHANNEL_WEB_OF_TOMORROW",
        "the test bites"
    );
}

#[test]
fn a_new_reader_understands_a_message_that_says_less() {
    for (kind, again) in readers() {
        let kept = example(kind);
        let names = kept.as_object().unwrap().keys();
        for field in names {
            let mut less = kept.clone();
            less.as_object_mut().unwrap().remove(field);
            let read = again(less);
            let untouched = kept
                .as_object()
                .unwrap()
                .iter()
                .filter(|(k, _)| *k != field)
                .all(|(k, v)| read.get(k) == Some(v));
            assert!(untouched, "{kind} without {field}: {read:#}");
        }
    }
}
