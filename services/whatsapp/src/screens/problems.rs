//! `/dashboard/whatsapp/problems`: messages that did not arrive, by number and cause.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_kit::{Caller, Problem, Query, View, caller::Agent};
use souk_ui::{
    Button, Card, EmptyState, Field, Form, Icon, Markup, PageHeader, ShellTexts, Tone, html, stack, status,
};

use super::{Done, FormErrors, dashboard, notice, see_other, when};
use crate::{
    app::{
        conversation,
        problems::{self, Problems},
    },
    domain::number,
    state::State,
    store::problems::Row,
};

const HERE: &str = "/dashboard/whatsapp/problems";

/// What a form sends.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    reason: String,
}

/// What a cause is called: ours by their words, Twilio's by its number.
fn cause(view: &View, code: &str) -> String {
    match code {
        "no_template" => view.t("cause-no-template"),
        "erased" => view.t("cause-erased"),
        "" => view.t("cause-unknown"),
        code => view.with("cause-twilio", &[("code", code)]),
    }
}

fn one(view: &View, row: &Row, typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let id = row.id.to_string();
    let typed = typed.filter(|typed| typed.id == id);
    let tone = status(Tone::Danger, &view.t(&format!("state-{}", row.state)));
    let reason = Field::text("reason", view.t("discard-why"))
        .id(&format!("reason-{id}"))
        .maxlength(200)
        .value(typed.map(|t| t.reason.clone()).unwrap_or_default())
        .maybe_error(typed.and(errors.get("reason")));
    let actions = html! {
        @if row.state == "dead" {
            (Button::secondary(view.t("try-again")).small().icon(Icon::RefreshCw).name_value("do", "retry"))
        }
        (Button::quiet(view.t("discard")).small().icon(Icon::Check).name_value("do", "discard"))
    };
    html! {
        (Card::new(cause(view, &row.error_code)).actions(tone).body(stack(html! {
            p class="muted small" {
                bdi { (row.key) } " · " (when(view, row.created_at)) " · "
                (view.with("attempts", &[("count", &row.attempts.to_string())])) " · "
                a href={ "/dashboard/whatsapp/conversations/" (row.contact_id) } { (view.t("to-conversation")) }
            }
            p class="muted small" { code dir="ltr" { (row.correlation) } }
            (Form::post(HERE).hidden("id", &id).body(reason).actions(actions))
        })))
    }
}

fn sheet(view: &View, found: &Problems, typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let home = view.t("whatsapp-title");
    let crumbs = [("/dashboard/whatsapp", home.as_str())];
    html! {
        (PageHeader::new(view.t("problems-title")).lead(view.t("problems-lead"))
            .breadcrumbs(ShellTexts::of(view.lang.code()), &crumbs))
        (stack(html! {
            @if found.rows.is_empty() {
                (EmptyState::new(Icon::Check, view.t("problems-none"), view.t("problems-none-text")))
            } @else {
                @for (sender, causes) in found.numbers.iter().filter(|(_, causes)| !causes.is_empty()) {
                    (Card::new(sender.address.trim_start_matches(number::CHANNEL).to_owned()).body(html! {
                        ul { @for (code, count) in causes { li { (cause(view, code)) ": " (count) } } }
                    }))
                }
                @for row in &found.rows { (one(view, row, typed, errors)) }
            }
        }))
    }
}

/// The page.
pub async fn page(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let found = problems::list(&state, caller.tenant()?).await?;
    let body = html! {
        (notice(&view, done.done.as_deref()))
        (sheet(&view, &found, None, &FormErrors::default()))
    };
    Ok(dashboard(&view, StatusCode::OK, &view.t("problems-title"), body))
}

/// Tries one again, or puts it aside.
pub async fn act(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let id = typed.id.parse().map_err(|_| Problem::not_found())?;
    let (did, done) = if typed.what == "retry" {
        (conversation::again(&state, tenant, id).await, "retried")
    } else {
        (problems::discard(&state, tenant, id, &typed.reason).await, "discarded")
    };
    match did {
        Ok(()) => Ok(see_other(&format!("{HERE}?done={done}"))),
        // Pressed twice, or somebody was quicker.
        Err(problem) if problem.code == "not_given_up" => Ok(see_other(&format!("{HERE}?done=already"))),
        Err(problem) if matches!(problem.kind, souk_kit::Kind::Internal | souk_kit::Kind::NotFound) => {
            Err(problem)
        }
        Err(problem) => {
            let found = problems::list(&state, tenant).await?;
            let body = sheet(&view, &found, Some(&typed), &FormErrors::named(&problem));
            Ok(dashboard(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("problems-title"), body))
        }
    }
}
