//! The part of the checkout that says how orders get to the customer: fetch or bring, when, where to, tip.
use std::collections::HashMap;

use souk_events::{Money, StoreId};
use souk_kit::View;
use souk_ui::{Button, Card, Field, Markup, RadioGroup, Render, Select, ShellTexts, field_row, html};

use super::{
    checkout_form::Typed,
    parts::{money, position_button, slot_text},
};
use crate::{
    app::{
        cart::{Cart, Group},
        ways::Options,
    },
    domain::fulfilment::{
        Mode,
        address::{CODE_MAX, LINE_MAX, NOTE_MAX},
    },
};

/// The tips one can choose without typing, minor units.
const TIPS: [i64; 3] = [100, 200, 300];

type At<'a> = &'a dyn Fn(&str) -> Option<&'a str>;

/// All stores' choices, and the address when something is brought.
pub(super) fn cards(
    view: &View,
    cart: &Cart,
    options: &HashMap<StoreId, Options>,
    typed: &Typed,
    at: At<'_>,
) -> Markup {
    if options.is_empty() {
        return plain(view, typed);
    }
    let several = cart.groups.len() > 1;
    let brought = cart.groups.iter().any(|g| g.choice.mode == Mode::Delivery);
    html! {
        div id="how" {
            (Card::new(view.t("checkout-how")).body(html! {
                @for group in &cart.groups {
                    @match options.get(&group.store_id) {
                        Some(of) => (store(view, group, of, typed, several, at)),
                        None => p { b { (group.name) } " · " (view.t("checkout-pickup")) ", " (view.t("checkout-asap")) },
                    }
                }
                (Button::secondary(view.t("checkout-show")).small().name_value("do", "show")
                    .attr("formnovalidate", "").attr("formaction", "/checkout#how").attr("data-show-again", ""))
                (payment(view, typed))
            }))
        }
        @if brought { (address(view, typed, at)) }
    }
}

/// Nothing to choose: every store is fetched from.
fn plain(view: &View, typed: &Typed) -> Markup {
    Card::new(view.t("checkout-how"))
        .body(html! {
            (RadioGroup::new("pickup", view.t("checkout-pickup")).selected("asap").cards()
                .option_with("asap", view.t("checkout-asap"), view.t("checkout-asap-more")))
            (payment(view, typed))
        })
        .render()
}

fn payment(view: &View, typed: &Typed) -> Markup {
    let ways = RadioGroup::new("payment", view.t("checkout-payment"))
        .selected(if typed.more("payment") == "online" { "online" } else { "on_site" })
        .cards()
        .option_with("on_site", view.t("checkout-on-site"), view.t("checkout-on-site-more"));
    let Some(method) = &typed.online else { return ways.render() };
    let more = if method == "test" { "checkout-online-test" } else { "checkout-online-more" };
    ways.option_with("online", view.t("checkout-online"), view.t(more)).render()
}

fn store(view: &View, group: &Group, of: &Options, typed: &Typed, several: bool, at: At<'_>) -> Markup {
    let mode = group.choice.mode;
    let legend = if several { group.name.clone() } else { view.t("fact-how") };
    let mut ways =
        RadioGroup::new(&format!("mode.{}", group.store_id), legend).selected(mode.as_str()).cards();
    // A fee in another currency than the prices is none that could be asked.
    let payable = group.subtotal().is_none_or(|sum| sum.currency == of.terms.currency);
    for (way, _) in of.slots.iter().filter(|(way, _)| payable || *way == Mode::Pickup) {
        ways = match way {
            Mode::Pickup => ways.option_with("pickup", view.t("checkout-pickup"), view.t("mode-pickup-more")),
            Mode::Delivery => ways.option_with("delivery", view.t("mode-delivery"), terms(view, group, of)),
        };
    }
    let slots = of.slots(mode);
    html! {
        div data-shows { (ways) }
        @if !slots.is_empty() { (choose(view, group, of, typed)) }
        @if mode == Mode::Delivery { (tip(view, group, typed, at)) }
    }
}

/// What bringing costs and how long it takes.
fn terms(view: &View, group: &Group, of: &Options) -> String {
    let (rule, currency) = (&of.terms.rule, of.terms.currency);
    let amount = |minor: i64| money(view, Money::new(minor, currency));
    let fee = rule.fee(group.subtotal().map_or(0, |t| t.amount));
    let mut said = vec![if fee == 0 {
        view.t("delivery-free")
    } else {
        view.with("delivery-fee", &[("fee", &amount(fee))])
    }];
    if let Some(from) = rule.free_from.filter(|_| fee > 0) {
        said.push(view.with("delivery-free-from", &[("amount", &amount(from))]));
    }
    if rule.min_order > 0 {
        said.push(view.with("delivery-minimum", &[("amount", &amount(rule.min_order))]));
    }
    if rule.lead_minutes > 0 {
        said.push(view.with("delivery-lead", &[("n", &rule.lead_minutes.to_string())]));
    }
    said.join(" ")
}

fn choose(view: &View, group: &Group, of: &Options, typed: &Typed) -> Markup {
    let zone = of.terms.zone;
    let slots = of.slots(group.choice.mode);
    let options =
        slots.iter().map(|slot| (slot.start.to_rfc3339(), slot_text(view, zone, slot.start, slot.end)));
    let chosen = typed.of("slot", group.store_id);
    // While the store is closed only its times can be chosen.
    let now = (!group.waits()).then(|| (String::new(), view.t("checkout-asap")));
    Select::new(&format!("slot.{}", group.store_id), view.t("checkout-when"))
        .options(now)
        .options(options)
        .selected(chosen)
        .render()
}

fn tip(view: &View, group: &Group, typed: &Typed, at: At<'_>) -> Markup {
    let Some(like) = group.subtotal() else { return html! {} };
    let chosen = typed.of("tip", group.store_id);
    let other = format!("tip_other.{}", group.store_id);
    let fixed = TIPS.map(|n| (n.to_string(), money(view, Money::new(n, like.currency))));
    html! {
        div data-shows {
            (Select::new(&format!("tip.{}", group.store_id), view.t("tip"))
                .hint(view.t("tip-hint"))
                .option("", view.t("tip-none"))
                .options(fixed)
                .option("other", view.t("tip-other"))
                .selected(chosen))
        }
        @if chosen == "other" {
            div data-shows {
                (Field::money(&other, view.t("tip-other"), like.currency.code())
                    .value(typed.of("tip_other", group.store_id)).maybe_error(at(&other)))
            }
        }
    }
}

fn address(view: &View, typed: &Typed, at: At<'_>) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let text = |name: &str, key: &str, most: usize| {
        Field::text(name, view.t(key)).value(typed.more(name)).maxlength(most).maybe_error(at(name))
    };
    let degrees = |name: &str, key: &str| {
        text(name, key, 20).optional(texts.optional).attr("inputmode", "decimal").attr("dir", "ltr")
    };
    Card::new(view.t("address-title"))
        .note(view.t("address-why"))
        .body(html! {
            (text("street", "address-street", LINE_MAX).required().autocomplete("street-address"))
            (field_row(html! {
                (text("postcode", "address-postcode", CODE_MAX).required().autocomplete("postal-code"))
                (text("city", "address-city", LINE_MAX).required().autocomplete("address-level2"))
            }))
            (text("courier_note", "address-note", NOTE_MAX).optional(texts.optional))
            (position_button(view))
            details open[at("latitude").is_some()] {
                summary { (view.t("address-position")) }
                (field_row(html! {
                    (degrees("latitude", "fulfilment-latitude"))
                    (degrees("longitude", "fulfilment-longitude"))
                }))
            }
        })
        .render()
}

/// The lines that fee and tip add to a sum.
pub(super) fn added(view: &View, group: &Group) -> Vec<(String, String)> {
    let Some(like) = group.subtotal() else { return Vec::new() };
    let amount = |minor: i64| money(view, Money::new(minor, like.currency));
    let mut rows = Vec::new();
    if group.choice.mode == Mode::Delivery {
        rows.push((view.t("mode-delivery"), amount(group.fee)));
    }
    if group.choice.tip > 0 {
        rows.push((view.t("tip"), amount(group.choice.tip)));
    }
    rows
}
