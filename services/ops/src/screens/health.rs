//! The health board: each module at a glance, looked at anew every three seconds.
use actix_web::{HttpResponse, http::StatusCode, web};
use maud::{Markup, html};
use souk_kit::{Caller, View, caller::Admin};
use souk_ui::{Attrs, Banner, Card, Icon, PageHeader, Tone, description_list, element, grid, icon};

use super::{availability::bars, fragment, page, words};
use crate::{
    State,
    app::health::{Board, ModuleHealth},
    domain::{
        availability::Availability,
        light::{Counts, Light},
    },
};

/// `GET /ops/health`
pub async fn show(_: Caller<Admin>, view: View, state: web::Data<State>) -> HttpResponse {
    let board = state.watch.look(&state.modules, &state.clock).await;
    let body = html! {
        (PageHeader::new(view.t("health-title")).lead(view.t("health-lead")))
        (render(&view, &board, &state.summary.all()))
    };
    page(&view, StatusCode::OK, &view.t("health-title"), body)
}

/// `GET /ops/health/board`: the part that changes.
pub async fn board(_: Caller<Admin>, view: View, state: web::Data<State>) -> HttpResponse {
    let board = state.watch.look(&state.modules, &state.clock).await;
    fragment(render(&view, &board, &state.summary.all()))
}

fn render(view: &View, board: &Board, was: &[Availability]) -> Markup {
    let live = Attrs::new()
        .set("id", "health")
        .set("class", "stack")
        .set("hx-get", "/ops/health/board")
        .set("hx-trigger", "every 3s")
        .set("hx-swap", "outerHTML");
    let body = html! {
        (verdict(view, board))
        (grid(html! { @for module in &board.modules { (tile(view, module, was)) } }))
        p class="muted small" { (view.t("health-looked")) " " (words::when(view, board.looked_at)) }
    };
    element("div", &live, &body)
}

/// The one sentence that counts.
fn verdict(view: &View, board: &Board) -> Markup {
    let red: Vec<_> = board.modules.iter().filter(|m| m.light == Light::Red).collect();
    let names = || {
        let names: Vec<_> = red.iter().map(|m| words::module_name(view, &m.module)).collect();
        names.join(", ")
    };
    match board.light {
        Light::Green => html! { (Banner::new(Tone::Success, view.t("health-all-well"))) },
        Light::Amber => {
            let count = board.dead.to_string();
            html! { (Banner::new(Tone::Warning, view.with("health-waits", &[("count", &count)]))) }
        }
        Light::Red => html! {
            (Banner::new(Tone::Danger, view.with("health-red", &[("count", &red.len().to_string())])).text(names()))
        },
    }
}

fn tile(view: &View, module: &ModuleHealth, was: &[Availability]) -> Markup {
    let broken: Vec<_> = module.checks.iter().filter(|c| !c.ok).collect();
    let body = html! {
        @if let Some(why) = &module.silence {
            p { strong { (view.t("silent")) } " " span class="muted" dir="ltr" { (why) } }
        }
        @for check in &broken {
            p class="cluster" { (icon(Icon::TriangleAlert)) strong { (check.name) } span dir="auto" { (check.detail) } }
        }
        @if module.answers && broken.is_empty() {
            p class="muted small" { (view.t("checks-fine")) }
        }
        @if let Some(counts) = &module.counts { (counts_list(view, &module.module, counts)) }
        @if let Some(was) = was.iter().find(|was| was.module == module.module) { (bars(view, was)) }
    };
    let card = Card::new(words::module_name(view, &module.module)).actions(words::light(view, module.light));
    let card = match &module.version {
        Some(version) => card.note(format!("{} {version}", module.module)),
        None => card.note(module.module.clone()),
    };
    html! { (card.id(format!("module-{}", module.module)).body(body)) }
}

fn counts_list(view: &View, module: &str, counts: &Counts) -> Markup {
    let number = |n: i64| html! { bdi { (n) } };
    let dead = html! {
        a id={ "dead-" (module) } href={ "/ops/dead-letters#" (module) } { strong { (counts.dead) } }
    };
    let waiting = html! {
        bdi { (counts.outbox_waiting) } " "
        span class="muted" { (view.with("since-seconds", &[("seconds", &counts.outbox_oldest_s.to_string())])) }
    };
    // What is nothing is not worth a line: a board is read by what stands out.
    let all = [
        (view.t("count-outbox"), counts.outbox_waiting, waiting),
        (view.t("count-inbox"), counts.inbox_pending, number(counts.inbox_pending)),
        (view.t("count-parked"), counts.parked, number(counts.parked)),
        (view.t("count-dead"), counts.dead, dead),
        (view.t("count-timers"), counts.timers_due, number(counts.timers_due)),
        (view.t("count-timers-dead"), counts.timers_dead, number(counts.timers_dead)),
    ];
    let some: Vec<_> = all.into_iter().filter(|(_, n, _)| *n > 0).collect();
    let some: Vec<_> = some.iter().map(|(word, _, value)| (word.as_str(), value.clone())).collect();
    html! {
        @if some.is_empty() { p class="muted small" { (view.t("dead-none")) } } @else { (description_list(&some)) }
    }
}
