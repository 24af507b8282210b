//! `/dashboard/live/reservations/{id}`: one wish, and what staff may do about it with a reason (FR33).
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use souk_events::{Money, ReservationId};
use souk_kit::{
    Caller, Kind, Path, Problem, View, caller::Agent, format, line, page::FormErrors, page::see_other,
    token::Role,
};
use souk_ui::{
    Banner, Button, Card, Field, Form, Icon, Markup, PageHeader, Render, Tone, description_list, html, stack,
    status,
};

use super::{Typed, dashboard, ops_live, proofs};
use crate::{
    app::{
        board::{self, Paid, Seen},
        step_in::{self, Deed},
    },
    domain::{deposit::State as Deposited, reservation::State as Standing},
    state::State,
};

/// What can be done in a state; what the enter key does stands first, and takes nothing away.
fn deeds(state: Standing, role: Role) -> Vec<(&'static str, Deed)> {
    let all: &[(&str, Deed)] = match state {
        Standing::Held => &[
            ("extend", Deed::Extend),
            ("release", Deed::Release { to_next: true }),
            ("free", Deed::Release { to_next: false }),
            ("confirm", Deed::Confirm),
            ("cancel", Deed::Cancel),
        ],
        Standing::Waiting => &[("to_head", Deed::ToHead), ("cancel", Deed::Cancel)],
        Standing::Expired => &[("reopen", Deed::Reopen)],
        _ => &[],
    };
    all.iter().copied().filter(|(_, deed)| role >= deed.role()).collect()
}

/// The page.
pub async fn page(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<ReservationId>,
) -> Result<HttpResponse, Problem> {
    let role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    let seen = board::one(&state, caller.tenant()?, *id).await?;
    Ok(draw(&view, &seen, role, &Typed::default(), None))
}

/// Steps in, or shows the page again with what is wrong.
pub async fn act(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<ReservationId>,
    form: web::Form<HashMap<String, String>>,
) -> Result<HttpResponse, Problem> {
    let (tenant, typed) = (caller.tenant()?, Typed(form.into_inner()));
    let role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    let seen = board::one(&state, tenant, *id).await?;
    let chosen = deeds(seen.row.state(), role).into_iter().find(|(name, _)| *name == typed.get("do"));
    let done = match (chosen, line::required(typed.get("reason"), 200)) {
        (None, _) => Err(Problem::conflict("reservation_moved_on").state(seen.row.state.clone())),
        (_, Err(code)) => Err(Problem::field("/reason", code)),
        (Some((_, deed)), Ok(why)) => {
            step_in::step_in(&state, tenant, caller.claims().sub.clone(), *id, deed, &why).await
        }
    };
    match done {
        Ok(_) => {
            let word = match typed.get("do") {
                "extend" => "extended",
                "to_head" => "to_head",
                "confirm" => "confirmed",
                "reopen" => "reopened",
                _ => "released",
            };
            Ok(see_other(&format!("{}?done={word}", ops_live::HERE)))
        }
        Err(problem) if matches!(problem.kind, Kind::Unprocessable | Kind::Conflict) => {
            let seen = board::one(&state, tenant, *id).await?;
            Ok(draw(&view, &seen, role, &typed, Some(&problem)))
        }
        Err(problem) => Err(problem),
    }
}

fn draw(view: &View, seen: &Seen, role: Role, typed: &Typed, wrong: Option<&Problem>) -> HttpResponse {
    let row = &seen.row;
    let title = format!("{} · {}", seen.item.shown_code, seen.who);
    let code = wrong.map_or(StatusCode::OK, |problem| problem.kind.status());
    let words = ["live-state", "live-quantity", "size", "live-arrived", "live-until"].map(|key| view.t(key));
    let [state, quantity, size, arrived, until] = words.each_ref().map(String::as_str);
    let at = |at| format::date_time(view.lang, seen.zone, at);
    let mut facts = vec![
        (state, status(Tone::Info, &view.t(&format!("state-{}", row.state.replace('_', "-"))))),
        (quantity, html! { (row.quantity) }),
        (arrived, html! { (at(row.created_at)) }),
    ];
    if !row.size.is_empty() {
        facts.push((size, html! { bdi { (row.size) } }));
    }
    if let Some(end) = row.expires_at {
        facts.push((until, html! { (at(end)) }));
    }
    let body = html! {
        (PageHeader::new(&title).breadcrumbs(ops_live::shell(view), &[(ops_live::HERE, &view.t("nav-live"))]))
        (stack(html! {
            @if let Some(problem) = wrong.filter(|problem| problem.kind == Kind::Conflict) {
                (Banner::new(Tone::Warning, problem.body().title))
            }
            (deposit(view, seen))
            (Card::bare().body(description_list(&facts)))
            (form(view, seen, role, typed, wrong))
        }))
    };
    dashboard(view, code, &title, body)
}

/// What is to be known of a deposit before anybody decides anything.
fn deposit(view: &View, seen: &Seen) -> Markup {
    let money = |amount| format::money(view.lang, Money::new(amount, seen.item.price().currency));
    let said = |key: &str, amount: &str| view.with(key, &[("amount", amount)]);
    let banner = |tone, title: String| Banner::new(tone, title);
    match &seen.deposit {
        None => Markup::default(),
        Some(Paid::Invited(amount)) => {
            banner(Tone::Info, said("step-deposit-invited", &money(*amount))).render()
        }
        Some(Paid::Required(amount)) => {
            banner(Tone::Warning, said("step-deposit-required", &money(*amount))).render()
        }
        Some(Paid::Sent(row)) => {
            let amount = format::money(view.lang, row.money());
            let (tone, key) = match (row.owed(), row.state()) {
                (true, _) => (Tone::Danger, "step-deposit-owed"),
                (_, Deposited::Pending) => (Tone::Warning, "step-deposit-pending"),
                (_, Deposited::Approved) => (Tone::Success, "step-deposit-approved"),
                _ => (Tone::Info, "step-deposit-rejected"),
            };
            let (href, label) = match (row.owed(), row.state()) {
                (true, _) => (format!("{}/refunds", proofs::HERE), "proofs-tab-refunds"),
                (_, Deposited::Pending) => {
                    (format!("{}?open={}", proofs::HERE, row.number), "step-deposit-look")
                }
                _ => (format!("{}/decided", proofs::HERE), "proofs-tab-decided"),
            };
            banner(tone, said(key, &amount)).action(Button::secondary(view.t(label)).href(href)).render()
        }
    }
}

fn form(view: &View, seen: &Seen, role: Role, typed: &Typed, wrong: Option<&Problem>) -> Markup {
    let can = deeds(seen.row.state(), role);
    if can.is_empty() {
        return html! { p class="hint" { (view.t("live-nothing-to-do")) } };
    }
    let errors = wrong.filter(|p| p.kind == Kind::Unprocessable).map(FormErrors::named).unwrap_or_default();
    let button = |(at, (name, _)): (usize, &(&'static str, Deed))| {
        let label = view.t(&format!("live-do-{}", name.replace('_', "-")));
        let button = if at == 0 { Button::primary(label) } else { Button::secondary(label) };
        button.name_value("do", *name)
    };
    let form = Form::post(format!("{}/reservations/{}", ops_live::HERE, seen.row.id))
        .errors(&view.t("form-errors"), &errors.summary())
        .body(
            Field::text("reason", view.t("live-reason"))
                .hint(view.t("live-reason-hint"))
                .value(typed.get("reason"))
                .required()
                .maxlength(200)
                .maybe_error(errors.get("reason")),
        )
        .actions(html! { @for pair in can.iter().enumerate() { (button(pair)) } });
    Card::new(view.t("live-step-in")).body(form).actions(souk_ui::icon(Icon::ShieldCheck)).render()
}
