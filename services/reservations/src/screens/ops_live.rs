//! `/dashboard/live`: the live as it runs: who holds what, who waits, what it sold, and the buttons to step in (FR32).
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{LiveSessionId, ReservationId};
use souk_kit::{Caller, Kind, Path, Problem, Query, View, caller::Agent, page, page::see_other, token::Role};
use souk_ui::{
    Area, Attrs, Banner, Button, Card, EmptyState, Field, Form, Icon, Locale, Markup, Page, PageHeader,
    PreEscaped, ShellTexts, Tone, element, html, layout, stack, toast, toast_trigger,
};

use super::live_cards;
use crate::{
    app::{
        board::{self, Board},
        lives,
        step_in::{self, Deed},
    },
    http::step_in::Intervention,
    state::State,
};

pub(super) const HERE: &str = "/dashboard/live";
/// Without scripts, and when the stream does not come through, the page asks again after so many seconds.
const REFRESH_SECONDS: u8 = 30;

/// What just happened, carried through a redirect.
#[derive(Debug, Default, Deserialize)]
pub struct News {
    done: Option<String>,
    late: Option<String>,
}

/// The page.
pub async fn page(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    said: Query<News>,
) -> Result<HttpResponse, Problem> {
    let role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    let board = board::look(&state, caller.tenant()?).await?;
    let body = html! {
        @if let Some(done) = said.done.as_deref().filter(|done| DONE.contains(done)) {
            (toast(Tone::Success, &view.t(&format!("live-done-{done}"))))
        }
        @if said.late.is_some() { (Banner::new(Tone::Warning, Problem::conflict("reservation_moved_on").body().title)) }
        (head(&view, &board, role))
        (region(&view, live_cards::draw(&view, &board, role)))
    };
    let page = Page::new(Locale::new(view.lang.code()), Area::Dashboard, view.t("nav-live"), body);
    let again = html! { noscript { meta http-equiv="refresh" content=(REFRESH_SECONDS); } };
    Ok(page::own(StatusCode::OK, layout(page.head(again).wide()).into_string()))
}

const DONE: [&str; 9] =
    ["begun", "closed", "paused", "resumed", "released", "extended", "to_head", "confirmed", "reopened"];

/// The live part: replaced by the stream, and asked for every half minute where the stream does not come through.
fn region(view: &View, body: Markup) -> Markup {
    let outer = Attrs::new()
        .set("id", "live-ops")
        .set("hx-ext", "sse")
        .set("sse-connect", format!("/live/reservations/board?lang={}", view.lang.code()))
        .set("data-live", "");
    let inner = Attrs::new()
        .set("class", "live")
        .set("sse-swap", "live")
        .set("hx-get", "/dashboard/live/board")
        .set("hx-trigger", format!("every {REFRESH_SECONDS}s, souk:online from:body"))
        .set("hx-swap", "innerHTML");
    element("div", &outer, &element("div", &inner, &PreEscaped(body.0)))
}

/// The fragment that the page asks for when no stream comes through.
pub async fn fragment(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    let board = board::look(&state, caller.tenant()?).await?;
    Ok(page::part(live_cards::draw(&view, &board, role).into_string()))
}

fn head(view: &View, board: &Board, role: Role) -> Markup {
    let mut head = PageHeader::new(view.t("nav-live")).lead(view.t("live-lead"));
    if role >= Role::Seller {
        head = head.secondary(
            Button::secondary(view.t("nav-live-items")).href("/dashboard/live/items").icon(Icon::Package),
        );
        head = head.secondary(
            Button::secondary(view.t("labels-title")).href("/dashboard/live/labels").icon(Icon::QrCode),
        );
    }
    let session = board.session.as_ref().map(|(session, _)| session);
    html! {
        (head)
        @match session {
            None if role >= Role::Seller => (begin(view)),
            None => {},
            Some(session) if role >= Role::Seller => {
                div class="cluster" {
                    @let (step, icon) = if session.paused { ("resume", Icon::Play) } else { ("pause", Icon::Pause) };
                    (Form::post(HERE).inline().hidden("id", session.id.to_string())
                        .actions(Button::secondary(view.t(&format!("live-{step}"))).name_value("do", step).icon(icon)))
                    (Form::post(HERE).inline().hidden("id", session.id.to_string())
                        .actions(Button::secondary(view.t("live-close")).name_value("do", "close").icon(Icon::Power)))
                }
            }
            Some(_) => {},
        }
    }
}

/// No live runs: what one is, and how it begins.
fn begin(view: &View) -> Markup {
    let form = Form::post(HERE)
        .inline()
        .body(Field::text("name", view.t("live-name")).maxlength(60))
        .actions(Button::primary(view.t("live-begin")).name_value("do", "begin").icon(Icon::Radio));
    let none = EmptyState::new(Icon::Radio, view.t("live-none"), view.t("live-none-text"))
        .action(Button::secondary(view.t("labels-title")).href("/dashboard/live/labels").icon(Icon::QrCode));
    html! { (stack(html! { (Card::bare().body(none)) (Card::new(view.t("live-begin")).body(form)) })) }
}

/// What a button of the page sends.
#[derive(Debug, Default, Deserialize)]
pub struct Pressed {
    #[serde(default)]
    r#do: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    name: String,
}

/// Begins, pauses, resumes or ends the live.
pub async fn act(
    caller: Caller<souk_kit::caller::Seller>,
    state: web::Data<State>,
    form: web::Form<Pressed>,
) -> Result<HttpResponse, Problem> {
    let (tenant, person) = (caller.tenant()?, caller.claims().sub.clone());
    let id = || form.id.parse::<LiveSessionId>().map_err(|_| Problem::not_found());
    let done = match form.r#do.as_str() {
        "begin" => {
            let name: String = form.name.trim().chars().take(60).collect();
            lives::open(&state, tenant, person, &name).await.map(|_| "begun")
        }
        "pause" => lives::pause(&state, tenant, person, id()?, true).await.map(|_| "paused"),
        "resume" => lives::pause(&state, tenant, person, id()?, false).await.map(|_| "resumed"),
        "close" => {
            let id = id()?;
            return match lives::close(&state, tenant, person, id).await {
                Ok(_) => Ok(see_other(&format!("{HERE}/sessions/{id}"))),
                Err(problem) if problem.kind == Kind::Conflict => Ok(see_other(HERE)),
                Err(problem) => Err(problem),
            };
        }
        _ => return Err(Problem::not_found()),
    };
    match done {
        Ok(done) => Ok(see_other(&format!("{HERE}?done={done}"))),
        Err(problem) if problem.kind == Kind::Conflict => Ok(see_other(HERE)),
        Err(problem) => Err(problem),
    }
}

/// One press on a card: what needs no words of its own. Its reason says that it was done here.
pub async fn step(
    request: HttpRequest,
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    path: Path<(ReservationId, Intervention)>,
) -> Result<HttpResponse, Problem> {
    let (id, step) = path.0;
    let deed = Deed::from(step);
    let role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    if !matches!(deed, Deed::Release { .. } | Deed::Extend) || role < deed.role() {
        return Err(Problem::forbidden());
    }
    let (word, why) = (if deed == Deed::Extend { "extended" } else { "released" }, view.t("live-why-screen"));
    let partial = request.headers().contains_key("hx-request");
    let news = |tone, text: &str| {
        HttpResponse::NoContent().insert_header(("hx-trigger", toast_trigger(tone, text))).finish()
    };
    match step_in::step_in(&state, caller.tenant()?, caller.claims().sub.clone(), id, deed, &why).await {
        Ok(_) if partial => Ok(news(Tone::Success, &view.t(&format!("live-done-{word}")))),
        Ok(_) => Ok(see_other(&format!("{HERE}?done={word}"))),
        Err(problem) if problem.kind == Kind::Conflict && partial => {
            Ok(news(Tone::Warning, &problem.body().title))
        }
        Err(problem) if problem.kind == Kind::Conflict => Ok(see_other(&format!("{HERE}?late=1"))),
        Err(problem) => Err(problem),
    }
}

/// The texts of the shell, in the page's language.
pub(super) fn shell(view: &View) -> &'static ShellTexts {
    ShellTexts::of(view.lang.code())
}
