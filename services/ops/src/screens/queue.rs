//! What did not arrive: with its cause, what comes next, and what the forms do.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use serde::Deserialize;
use souk_kit::{Caller, Problem, View, caller::Admin, page::FormErrors};
use souk_ui::{Banner, Button, Card, EmptyState, Field, Form, Icon, PageHeader, Tone, code, stack, toast};

use super::{link, page, see_other, words};
use crate::{
    State,
    app::queue::{self, Queue, Waiting},
    http::{PROBLEMS_FASTEST, PROBLEMS_MOST, ProblemsRequest, problems_check, problems_pace},
};

/// Its address.
pub const PATH: &str = "/ops/problems";
/// Those that are shown one by one.
const SHOWN: usize = 100;

/// What a form sends, and what is shown after it was done.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    ids: String,
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    discard: String,
    #[serde(default)]
    per_minute: String,
}

/// What is shown after the form was done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
    count: Option<u64>,
}

/// `GET /ops/problems`
pub async fn show(
    _: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Problem> {
    let found = queue::queue(&state).await;
    let count = done.count.unwrap_or_default().to_string();
    let note = match done.done.as_deref() {
        Some("retry") => Some("queue-retried"),
        Some("discard") => Some("queue-discarded"),
        _ => None,
    };
    let body = html! {
        @if let Some(key) = note { (toast(Tone::Success, &view.with(key, &[("count", &count)]))) }
        (sheet(&view, &found, None, &FormErrors::default()))
    };
    Ok(page(&view, StatusCode::OK, &view.t("queue-title"), body))
}

fn sheet(view: &View, found: &Queue, typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let again = found.items.iter().filter(|one| one.again);
    let all: Vec<_> = again.take(PROBLEMS_MOST).map(|one| one.id.as_str()).collect();
    html! {
        (PageHeader::new(view.t("queue-title")).lead(view.t("queue-lead")))
        (stack(html! {
            @if found.silent { (Banner::new(Tone::Warning, view.t("queue-silent"))) }
            @if found.items.is_empty() && !found.silent {
                (EmptyState::new(Icon::Check, view.t("queue-empty"), view.t("queue-empty-text")))
            }
            @if all.len() > 1 {
                (Card::new(view.t("queue-all")).body(
                    Form::post(PATH).hidden("ids", all.join(","))
                        .body(Field::text("per_minute", view.t("queue-pace")).value("60").maxlength(3))
                        .actions(Button::secondary(view.t("queue-retry")).icon(Icon::RefreshCw).name_value("do", "retry"))))
            }
            @for one in found.items.iter().take(SHOWN) {
                (card(view, one, typed.filter(|typed| typed.ids == one.id), errors))
            }
        }))
    }
}

fn card(view: &View, one: &Waiting, typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let kind = one.kind.replace('_', "-");
    let reason = Field::text("discard", view.t("queue-why"))
        .id(&format!("discard-{}", one.id.replace('/', "-")))
        .maxlength(200)
        .value(typed.map(|typed| typed.discard.clone()).unwrap_or_default())
        .maybe_error(typed.and(errors.get("discard")));
    let story = one.id.split('/').next().unwrap_or_default();
    let actions = html! {
        @if one.again {
            (Button::secondary(view.t("queue-retry")).small().icon(Icon::RefreshCw).name_value("do", "retry"))
        }
        (Button::quiet(view.t("queue-discard")).small().icon(Icon::Check).name_value("do", "discard"))
    };
    html! {
        (Card::new(view.t(&format!("problem-kind-{kind}"))).body(stack(html! {
            p { (view.t(&format!("problem-next-{kind}"))) }
            p class="cluster small muted" {
                (code(&one.cause)) (one.key) (words::when(view, one.since))
                (view.with("queue-attempts", &[("count", &one.attempts.to_string())]))
                (words::story_short(story)) (code(&one.tenant_id.to_string()))
            }
            (Form::post(PATH).hidden("ids", &one.id).body(reason).actions(actions))
        })))
    }
}

/// `POST /ops/problems`
pub async fn act(
    caller: Caller<Admin>,
    view: View,
    state: web::Data<State>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let ids: Vec<_> =
        typed.ids.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect();
    let discard = (typed.what == "discard").then(|| typed.discard.clone());
    let per_minute =
        typed.per_minute.trim().parse().unwrap_or_else(|_| problems_pace()).clamp(1, PROBLEMS_FASTEST);
    let wish = ProblemsRequest { ids, discard, per_minute };
    if let Err(problem) = problems_check(&wish) {
        let found = queue::queue(&state).await;
        let body = sheet(&view, &found, Some(&typed), &FormErrors::named(&problem));
        return Ok(page(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("queue-title"), body));
    }
    let word = if wish.discard.is_some() { "discard" } else { "retry" };
    let count = queue::act(&state, caller.user()?, (&wish.ids, wish.per_minute), wish.discard).await?;
    Ok(see_other(&link(PATH, &[("done", word), ("count", &count.to_string())])))
}
