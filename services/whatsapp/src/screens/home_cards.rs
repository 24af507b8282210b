//! The cards of `/dashboard/whatsapp` that a manager changes things with.
use souk_kit::View;
use souk_ui::{
    Button, Card, Field, Form, Icon, Markup, RadioGroup, Select, ShellTexts, Step, StepState, Tone, copyable,
    description_list, field_row, html, stack, status, stepper,
};

use super::{
    FormErrors,
    home::{HERE, Shown, Typed},
};
use crate::{
    app::{senders, trial::Trial},
    domain::number,
    store::senders::Sender,
};

/// What was typed into this form, and what is wrong with it.
fn of<'a>(typed: Option<&'a Typed>, what: &str, id: &str) -> Option<&'a Typed> {
    typed.filter(|typed| typed.is(what, id))
}

/// A form of the page, with what is wrong when it was this one.
fn form(view: &View, sent: bool, errors: &FormErrors) -> Form {
    let form = Form::post(HERE);
    if sent { form.errors(&view.t("form-errors"), &errors.summary()) } else { form }
}

/// The shop's numbers and the form that connects one.
pub(super) fn numbers(view: &View, shown: &Shown, typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let free: Vec<_> = shown
        .stores
        .iter()
        .filter(|s| !shown.numbers.iter().any(|n| n.store_id == s.store_id && !is_pretend(n)))
        .collect();
    html! {
        @for one in shown.numbers.iter().filter(|n| !is_pretend(n)) { (number(view, shown, one, typed, errors)) }
        @if !free.is_empty() {
            (Card::new(view.t("whatsapp-number")).note(view.t("whatsapp-none")).body(connect(view, &free, typed, errors)))
        }
    }
}

/// The simulator's number is none that anybody could write to.
fn is_pretend(number: &Sender) -> bool {
    number.account_sid == crate::app::senders::SIMULATED
}

fn connect(
    view: &View,
    free: &[&crate::store::stores::Store],
    typed: Option<&Typed>,
    errors: &FormErrors,
) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let typed = of(typed, "connect", "");
    let value = |pick: fn(&Typed) -> &String| typed.map(|t| pick(t).clone()).unwrap_or_default();
    let wrong = |name: &str| typed.and(errors.get(name));
    let mut store = Select::new("store_id", view.t("store")).selected(value(|t| &t.store_id));
    for one in free {
        store = store.option(one.store_id.to_string(), &one.name);
    }
    let form = form(view, typed.is_some(), errors).body(html! {
        (store.maybe_error(wrong("store_id")))
        (Field::phone("phone", view.t("whatsapp-number")).id("number-phone").value(value(|t| &t.phone)).required()
            .hint(view.t("number-hint")).maybe_error(wrong("phone")))
        (field_row(html! {
            (Field::text("account_sid", view.t("account")).value(value(|t| &t.account_sid)).required().maxlength(34)
                .autocomplete("off").maybe_error(wrong("account_sid")))
            (Field::password("auth_token", view.t("token"), texts).required().autocomplete("off")
                .hint(view.t("token-hint")).maybe_error(wrong("auth_token")))
        }))
    });
    html! { (form.actions(Button::primary(view.t("connect")).icon(Icon::Plug).name_value("do", "connect"))) }
}

fn number(view: &View, shown: &Shown, one: &Sender, typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let id = one.id.to_string();
    let typed = of(typed, "token", &id);
    let store = shown.stores.iter().find(|s| s.store_id == one.store_id).map(|s| s.name.as_str());
    let state = if one.state == "online" {
        status(Tone::Success, &view.t("online"))
    } else {
        status(Tone::Danger, &view.t("offline"))
    };
    let (inbound, statuses) = senders::hooks(&shown.public_url, &one.hook);
    let trial = shown.numbers.iter().position(|n| n.id == one.id).and_then(|at| shown.trials.get(at));
    let (address, account) = (view.t("address"), view.t("account"));
    let (hook_in, hook_status) = (view.t("hook-in"), view.t("hook-status"));
    let facts = [
        (address.as_str(), html! { bdi { (one.address.trim_start_matches(number::CHANNEL)) } }),
        (account.as_str(), html! { bdi { (one.account_sid) } }),
        (hook_in.as_str(), copyable(&inbound, texts)),
        (hook_status.as_str(), copyable(&statuses, texts)),
    ];
    let token = form(view, typed.is_some(), errors).hidden("id", &id).body(
        Field::password("auth_token", view.t("token"), texts)
            .id(&format!("token-{id}"))
            .required()
            .autocomplete("off")
            .hint(view.t("token-hint"))
            .maybe_error(typed.and(errors.get("auth_token"))),
    );
    html! {
        (Card::new(store.map_or_else(|| view.t("whatsapp-number"), str::to_owned)).actions(state).body(stack(html! {
            @if let Some(trial) = trial { (steps(view, shown, one, trial)) }
            (description_list(&facts))
            p class="muted small" { (view.t("hook-hint")) }
            (token.actions(Button::secondary(view.t("rotate")).icon(Icon::KeyRound).name_value("do", "token")))
        })))
    }
}

/// From a connected number to a message that arrived, in four steps (FR4).
fn steps(view: &View, shown: &Shown, one: &Sender, trial: &Trial) -> Markup {
    let arrived = trial.sent.as_deref().is_some_and(|state| matches!(state, "delivered" | "read"));
    let failed = trial.sent.as_deref().is_some_and(|state| matches!(state, "failed" | "dead" | "stale"));
    let seller = shown.sellers.iter().any(|seller| seller.linked);
    let done = [one.state == "online", seller, trial.heard.is_some() || arrived, arrived];
    let keys = ["step-number", "step-seller", "step-write", "step-arrived"];
    let current = done.iter().position(|done| !done);
    let steps: Vec<_> = keys
        .iter()
        .zip(done)
        .enumerate()
        .map(|(at, (key, done))| {
            let state = match (done, current == Some(at)) {
                (true, _) => StepState::Done,
                (false, true) if at == 3 && failed => StepState::Failed,
                (false, true) => StepState::Current,
                (false, false) => StepState::Todo,
            };
            Step::new(view.t(key), state)
        })
        .collect();
    let texts = ShellTexts::of(view.lang.code());
    html! {
        (stepper(&view.t("steps"), &steps, texts))
        @if !one.channel_status.is_empty() {
            p class="muted small" { (view.t("channel-status")) " " bdi { (one.channel_status) } }
        }
        @if trial.heard.is_some() {
            (Form::post(HERE).inline().hidden("id", one.id.to_string())
                .actions(Button::secondary(view.t("try-number")).icon(Icon::Send).name_value("do", "trial")))
        }
    }
}

/// The sellers' numbers and the form that adds one.
pub(super) fn sellers(view: &View, shown: &Shown, typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let typed = of(typed, "seller", "");
    let value = |pick: fn(&Typed) -> &String| typed.map(|t| pick(t).clone()).unwrap_or_default();
    let wrong = |name: &str| typed.and(errors.get(name));
    let add = form(view, typed.is_some(), errors).body(field_row(html! {
        (Field::text("label", view.t("seller-label")).value(value(|t| &t.label)).required().maxlength(60)
            .maybe_error(wrong("label")))
        (Field::phone("phone", view.t("seller-phone")).id("seller-phone").value(value(|t| &t.phone))
            .hint(view.t("seller-phone-hint")).maybe_error(wrong("phone")))
    }));
    html! {
        (Card::new(view.t("sellers")).note(view.t("sellers-hint")).body(stack(html! {
            @if shown.sellers.is_empty() { p class="muted" { (view.t("sellers-none")) } }
            @for one in &shown.sellers {
                (Form::post(HERE).inline().hidden("id", one.id.to_string()).body(html! {
                    div class="cluster" {
                        strong dir="auto" { (one.label) }
                        @if let Some(ending) = &one.ending {
                            span class="muted" { (view.with("seller-ending", &[("ending", ending)])) }
                        }
                        @if one.linked { (status(Tone::Success, &view.t("seller-linked"))) }
                        @else { (status(Tone::Warning, &view.t("seller-open"))) }
                    }
                }).actions(Button::quiet(view.t("seller-remove")).small().icon(Icon::Trash).name_value("do", "unseller")))
            }
            (add.actions(Button::secondary(view.t("seller-add")).icon(Icon::Plus).name_value("do", "seller")))
        })))
    }
}

/// What people who said STOP still get.
pub(super) fn stop(view: &View, shown: &Shown) -> Markup {
    let choice = RadioGroup::new("stop_policy", view.t("stop"))
        .option("transactional_only", view.t("stop-transactional"))
        .option("silent", view.t("stop-silent"))
        .selected(&shown.stop_policy);
    html! {
        (Card::new(view.t("stop")).body(Form::post(HERE).body(choice)
            .actions(Button::secondary(view.t("save")).icon(Icon::Save).name_value("do", "stop"))))
    }
}
