//! The merchant's board and its steps.
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use souk_events::OrderId;
use souk_kit::{Caller, Kind, Path, Problem, Query, View, caller::Agent, token::Role};
use souk_ui::{Area, Banner, Button, Icon, PageHeader, ShellTexts, Tone, html, live_region, sound_toggle};

use super::{
    board_cards,
    frame::{Screen, is_partial, news, see_other, words},
};
use crate::{
    app::{read, transition},
    domain::order::{Action, Reason},
    state::State,
};

/// What just happened, carried through the redirect.
#[derive(Debug, Deserialize)]
pub(super) struct News {
    late: Option<String>,
}

/// Why, when an order ends early; where the form stood.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Step {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    from: String,
}

/// Without scripts the page asks again by itself.
const REFRESH_SECONDS: u8 = 15;

pub(super) async fn show(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    said: Query<News>,
) -> Result<HttpResponse, Problem> {
    let role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    let board = read::board(&state, caller.tenant()?, view.lang).await?;
    let texts = ShellTexts::of(view.lang.code());
    let all = Button::secondary(view.t("list-title")).href("/dashboard/orders/list").icon(Icon::Search);
    let mut head = PageHeader::new(view.t("board-title")).lead(view.t("board-lead")).secondary(all);
    if role >= Role::Manager {
        let export = Button::secondary(view.t("export-title")).href("/dashboard/orders/export");
        head = head.secondary(export.icon(Icon::Download));
    }
    let body = html! {
        (head)
        @if said.late.is_some() { (Banner::new(Tone::Warning, words(&Problem::conflict("order_moved_on")).0)) }
        div class="cluster" { (sound_toggle(texts)) }
        (live_region("board-live", "/live/board", "board", board_cards::draw(&view, &board, role)))
    };
    Ok(Screen::new(&view, Area::Dashboard, view.t("board-title"), body).wide().refresh(REFRESH_SECONDS).ok())
}

pub(super) async fn act(
    request: HttpRequest,
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    path: Path<(OrderId, Action)>,
    form: Option<web::Form<Step>>,
) -> Result<HttpResponse, Problem> {
    let (id, action) = path.0;
    let typed = form.map(web::Form::into_inner).unwrap_or_default();
    let role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    if role < action.role() {
        return Err(Problem::forbidden());
    }
    let reason = Some(typed.reason.as_str())
        .filter(|r| !r.is_empty())
        .map(|r| Reason::parse(r).ok_or_else(|| Problem::field("/reason", "choice_unknown")));
    let command = transition::by_staff(id, action, caller.subject()?.to_string(), reason.transpose()?, None)?;
    let back = if typed.from == "detail" {
        format!("/dashboard/orders/{id}")
    } else {
        "/dashboard/orders".to_owned()
    };
    match transition::run(&state, caller.tenant_scope()?, command).await {
        Ok(order) if is_partial(&request) => {
            let text = view.with(&format!("done-{}", action.as_str()), &[("number", &order.number)]);
            Ok(news(Tone::Success, &text))
        }
        Ok(_) => Ok(see_other(&back)),
        Err(problem) if problem.kind == Kind::Conflict && is_partial(&request) => {
            Ok(news(Tone::Warning, &words(&problem).0))
        }
        Err(problem) if problem.kind == Kind::Conflict => Ok(see_other(&format!("{back}?late=1"))),
        Err(problem) => Err(problem),
    }
}
