//! Small parts of several screens: states as words, amounts, times, lines, totals.
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use souk_events::Money;
use souk_kit::{View, format};
use souk_ui::{
    Button, Card, Icon, Markup, Price, Render, Tone, status_with, summary, time_exact, time_relative,
};

use crate::{
    app::read::Full,
    domain::{fulfilment::Mode, modifier, order::Label},
    store::rows::{Order, OrderLine},
};

/// The text of a state.
pub(super) fn state_word(view: &View, label: Label) -> String {
    view.t(&format!("status-{}", dashed(label.as_str())))
}

/// The text of a reason.
pub(super) fn reason_word(view: &View, reason: &str) -> String {
    view.t(&format!("reason-{}", dashed(reason)))
}

/// A word of the tables as a text key has it.
pub(super) fn dashed(word: &str) -> String {
    word.replace('_', "-")
}

pub(super) fn tone(label: Label) -> Tone {
    match label {
        Label::Unpaid | Label::Placed => Tone::Warning,
        Label::Accepted | Label::Preparing => Tone::Info,
        Label::Ready | Label::OutForDelivery => Tone::Live,
        Label::Completed => Tone::Success,
        Label::Rejected | Label::Expired => Tone::Danger,
        Label::Cancelled => Tone::Neutral,
    }
}

/// The icon of a state.
pub(super) fn sign(label: Label) -> Icon {
    match label {
        Label::Unpaid => Icon::Wallet,
        Label::Placed => Icon::Clock,
        Label::Accepted => Icon::Check,
        Label::Preparing => Icon::ChefHat,
        Label::Ready => Icon::PackageCheck,
        Label::OutForDelivery => Icon::Truck,
        Label::Completed => Icon::CircleCheck,
        Label::Rejected | Label::Cancelled => Icon::CircleX,
        Label::Expired => Icon::ClockAlert,
    }
}

/// A state as word, colour and icon.
pub(super) fn badge(view: &View, label: Label) -> Markup {
    status_with(tone(label), sign(label), &state_word(view, label))
}

/// An amount in the reader's habit.
pub(super) fn money(view: &View, amount: Money) -> String {
    format::money(view.lang, amount)
}

/// Fills the two fields of a position; shown only where script runs.
pub(super) fn position_button(view: &View) -> Button {
    let button = Button::secondary(view.t("use-position")).icon(Icon::MapPin).small().plain();
    button.attr("data-position", "").attr("hidden", "")
}

/// A moment, told relatively where script runs.
pub(super) fn ago(view: &View, zone: Tz, at: DateTime<Utc>) -> Markup {
    time_relative(&at.to_rfc3339(), &format::date_time(view.lang, zone, at))
}

/// A moment as day and time.
pub(super) fn moment(view: &View, zone: Tz, at: DateTime<Utc>) -> Markup {
    time_exact(&at.to_rfc3339(), &format::date_time(view.lang, zone, at))
}

/// Name and variant.
pub(super) fn named(title: &str, variant: &str) -> String {
    if variant.is_empty() { title.to_owned() } else { format!("{title} · {variant}") }
}

/// A line of an order in words: name, variant, what was chosen, what the customer said.
pub(super) fn bought(line: &OrderLine, note: Option<&String>) -> String {
    let name = modifier::with(&named(&line.title, &line.variant_title), &line.chosen());
    match note {
        Some(note) => format!("{name} – {note}"),
        None => name,
    }
}

/// What an order costs, beside what it would without its discount.
pub(super) fn costs(view: &View, order: &Order) -> Markup {
    let now = Price::new(money(view, order.money(order.total)));
    let before = || money(view, order.money(order.before()));
    if order.discount > 0 { now.was(before(), view.t("subtotal")).render() } else { now.render() }
}

/// What comes next, in a sentence to the customer.
pub(super) fn headline(view: &View, order: &Order, label: Label) -> String {
    let until = format::time(order.zone(), order.accept_by);
    let key = match (label, order.mode()) {
        (Label::Ready, Mode::Delivery) => "next-ready-delivery".to_owned(),
        _ => format!("next-{}", dashed(label.as_str())),
    };
    view.with(&key, &[("time", &until), ("store", &order.store_name)])
}

/// That an order takes longer than was expected, while it does.
pub(super) fn later(view: &View, order: &Order, ready_at: Option<DateTime<Utc>>) -> Option<String> {
    let waits = matches!(order.label(), Label::Accepted | Label::Preparing);
    let time = format::weekday_time(view.lang, order.zone(), ready_at.filter(|_| waits)?);
    Some(view.with("later-said", &[("time", &time)]))
}

/// What the shop took off, line by line.
pub(super) fn missing(view: &View, full: &Full) -> Vec<String> {
    let gone = full.lines.iter().filter(|l| l.cancelled > 0);
    gone.map(|l| view.with("taken-off", &[("what", &pieces(l.cancelled, &bought(l, None)))])).collect()
}

/// What an order consists of, each with its amount: lines, fee, tip, discounts, the tax inside.
pub(super) fn sums(view: &View, full: &Full) -> Vec<(String, String)> {
    let order = &full.order;
    let amount = |minor: i64| money(view, order.money(minor));
    let left = full.lines.iter().filter(|l| l.quantity > 0);
    let mut rows: Vec<(String, String)> = left
        .map(|l| (pieces(l.quantity, &bought(l, full.line_notes.get(&l.line_id))), amount(l.total)))
        .collect();
    rows.extend(missing(view, full).into_iter().map(|what| (what, "–".to_owned())));
    if order.mode() == Mode::Delivery {
        rows.push((view.t("mode-delivery"), amount(order.delivery_fee)));
    }
    if order.tip > 0 {
        rows.push((view.t("tip"), amount(order.tip)));
    }
    rows.extend(full.discounts.iter().filter(|d| d.amount > 0).map(|d| (d.title.clone(), amount(-d.amount))));
    rows.push((view.t("tax-included"), amount(order.tax)));
    rows
}

/// What was bought, what promotions took off, and what it costs.
pub(super) fn receipt(view: &View, full: &Full) -> Markup {
    let (order, rows) = (&full.order, sums(view, full));
    let rows: Vec<(&str, &str)> = rows.iter().map(|(what, sum)| (what.as_str(), sum.as_str())).collect();
    Card::new(view.t("lines-title"))
        .body(summary(&rows, (&view.t("total"), &money(view, order.money(order.total)))))
        .render()
}

/// How and when an order gets to its customer.
pub(super) fn handed_over(view: &View, order: &Order) -> String {
    let way = match order.mode() {
        Mode::Pickup => view.t("checkout-pickup"),
        Mode::Delivery => view.t("mode-delivery"),
    };
    match (order.slot_start, order.slot_end) {
        (Some(start), Some(end)) => format!("{way} · {}", slot_text(view, order.zone(), start, end)),
        _ => way,
    }
}

/// A slot as day and times of the shop.
pub(super) fn slot_text(view: &View, zone: Tz, start: DateTime<Utc>, end: DateTime<Utc>) -> String {
    format!("{} – {}", format::weekday_time(view.lang, zone, start), format::time(zone, end))
}

/// How many of what.
pub(super) fn pieces(quantity: i32, what: &str) -> String {
    format!("{quantity} × {what}")
}
