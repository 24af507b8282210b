//! `/dashboard/whatsapp/simulator`: three phones that do not exist, to try a live without WhatsApp.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::TenantId;
use souk_kit::{Caller, Problem, View, caller::Manager};
use souk_ui::{
    Banner, Button, Card, EmptyState, Field, Form, Icon, Markup, PageHeader, ShellTexts, Tab, Tone, html,
    stack, tabs, timeline,
};

use super::{FormErrors, conversations, dashboard, see_other};
use crate::{
    app::simulator::{self, Phone},
    state::State,
};

const HERE: &str = "/dashboard/whatsapp/simulator";

/// What the page's forms and links send.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    text: String,
}

impl Typed {
    fn phone(&self) -> Phone {
        Phone::of(&self.phone).unwrap_or(Phone::First)
    }
}

fn offered(state: &State) -> Result<(), Problem> {
    if state.settings.simulator { Ok(()) } else { Err(Problem::not_found()) }
}

fn talk(view: &View, lines: &[crate::app::conversation::Line]) -> Markup {
    let lines: Vec<_> = lines.iter().map(|one| conversations::line(view, one)).collect();
    html! { (timeline(&lines)) }
}

async fn sheet(
    state: &State,
    view: &View,
    tenant: TenantId,
    typed: &Typed,
    errors: &FormErrors,
) -> Result<Markup, Problem> {
    let home = view.t("whatsapp-title");
    let crumbs = [("/dashboard/whatsapp", home.as_str())];
    let header = PageHeader::new(view.t("simulator"))
        .lead(view.t("simulator-lead"))
        .breadcrumbs(ShellTexts::of(view.lang.code()), &crumbs);
    if simulator::started(state, tenant).await?.is_none() {
        let start = Form::post(HERE)
            .actions(Button::primary(view.t("simulator-start")).icon(Icon::Play).name_value("do", "start"));
        let start = if errors.summary().is_empty() {
            start
        } else {
            start.errors(&view.t("form-errors"), &errors.summary())
        };
        return Ok(html! {
            (header)
            (EmptyState::new(Icon::Phone, view.t("simulator-off"), view.t("simulator-off-text")))
            (start)
        });
    }
    let phone = typed.phone();
    let choices = Phone::ALL.map(|one| {
        let label = view.t(&format!("simulator-{}", one.word()));
        Tab::new(format!("{HERE}?phone={}", one.word()), label, one == phone)
    });
    let lines = simulator::lines(state, tenant, phone).await?;
    let part = format!("{HERE}/lines?phone={}", phone.word());
    let mut write = Form::post(HERE).hidden("phone", phone.word()).body(
        Field::text("text", view.t("simulator-text"))
            .value(&typed.text)
            .maxlength(1000)
            .attr("dir", "auto")
            .autocomplete("off")
            .maybe_error(errors.get("text")),
    );
    if !errors.summary().is_empty() {
        write = write.errors(&view.t("form-errors"), &errors.summary());
    }
    Ok(html! {
        (header)
        (stack(html! {
            (Banner::new(Tone::Info, view.t("simulator-note")))
            (tabs(&view.t("simulator"), &choices))
            (Card::bare().body(html! {
                div hx-get=(part) hx-trigger="every 2s" hx-swap="innerHTML" aria-live="polite" { (talk(view, &lines)) }
            }))
            (Card::bare().body(write.actions(html! {
                (Button::primary(view.t("send")).icon(Icon::Send).name_value("do", "write"))
                (Button::quiet(view.t("simulator-refresh")).icon(Icon::RefreshCw)
                    .href(format!("{HERE}?phone={}", phone.word())))
            })))
        }))
    })
}

/// The page.
pub async fn page(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    asked: web::Query<Typed>,
) -> Result<HttpResponse, Problem> {
    offered(&state)?;
    let body = sheet(&state, &view, caller.tenant()?, &asked, &FormErrors::default()).await?;
    Ok(dashboard(&view, StatusCode::OK, &view.t("simulator"), body))
}

/// The lines alone, for an open page.
pub async fn lines(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    asked: web::Query<Typed>,
) -> Result<HttpResponse, Problem> {
    offered(&state)?;
    let lines = simulator::lines(&state, caller.tenant()?, asked.phone()).await?;
    Ok(HttpResponse::Ok()
        .insert_header(("content-type", "text/html; charset=utf-8"))
        .insert_header(("cache-control", "no-store"))
        .body(talk(&view, &lines).into_string()))
}

/// Starts the simulator, or lets a phone write.
pub async fn act(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    offered(&state)?;
    let tenant = caller.tenant()?;
    let done = if typed.what == "start" {
        simulator::start(&state, tenant, &view.t("simulator-seller")).await
    } else {
        simulator::write(&state, tenant, typed.phone(), &typed.text).await
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{HERE}?phone={}", typed.phone().word()))),
        Err(problem) if matches!(problem.kind, souk_kit::Kind::Internal | souk_kit::Kind::NotFound) => {
            Err(problem)
        }
        Err(problem) => {
            let body = sheet(&state, &view, tenant, &typed, &FormErrors::named(&problem)).await?;
            Ok(dashboard(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("simulator"), body))
        }
    }
}
