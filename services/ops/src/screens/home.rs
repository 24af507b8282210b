//! What ops puts on the operators' home page: is anything red, what waits, what was decided last.
use actix_web::{HttpResponse, web};
use maud::{Markup, html};
use souk_kit::{Caller, Problem, View, caller::Admin};
use souk_ui::{Card, Icon, StatTile, Tone, grid};

use super::{fragment, words};
use crate::{
    State,
    app::{health::Board, record::OPERATOR},
    domain::light::Light,
    store::switches::{self, Switch},
};

const SHOWN: usize = 5;

/// `GET /slots/ops.home`: shows the last look, so that the page never waits for a silent module.
pub async fn slot(_: Caller<Admin>, view: View, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let all = state.db.read(OPERATOR, async |conn| Ok::<_, Problem>(switches::all(conn).await?)).await?;
    let board = state.watch.last();
    Ok(fragment(html! {
        div class="stack" { (tiles(&view, board.as_deref(), &all)) (decisions(&view, &all)) }
    }))
}

fn tiles(view: &View, board: Option<&Board>, all: &[Switch]) -> Markup {
    let (value, tone, note) = match board {
        None => (view.t("unknown"), Tone::Neutral, view.t("home-not-looked")),
        Some(board) => {
            let red = board.modules.iter().filter(|m| m.light == Light::Red).count();
            let of = format!("{}/{}", board.modules.len().saturating_sub(red), board.modules.len());
            match board.light {
                Light::Green => (of, Tone::Success, view.t("health-all-well")),
                Light::Amber => (of, Tone::Warning, view.t("light-amber")),
                Light::Red => (of, Tone::Danger, view.with("health-red", &[("count", &red.to_string())])),
            }
        }
    };
    let dead = board.map_or(0, |b| b.dead);
    let (dead_tone, dead_note) = match dead {
        0 => (Tone::Success, view.t("dead-none")),
        _ => (Tone::Warning, view.t("dead-look")),
    };
    let off = all.iter().filter(|s| !s.on).count();
    grid(html! {
        (StatTile::new(view.t("home-modules"), value).icon(Icon::Server).href("/ops/health").change(tone, note))
        (StatTile::new(view.t("nav-dead-letters"), dead.to_string())
            .icon(Icon::Inbox).href("/ops/dead-letters").change(dead_tone, dead_note))
        (StatTile::new(view.t("home-off"), off.to_string()).icon(Icon::PowerOff).href("/ops/modules")
            .change(Tone::Neutral, view.t("home-off-note")))
    })
}

fn decisions(view: &View, all: &[Switch]) -> Markup {
    html! {
        @if !all.is_empty() {
            (Card::new(view.t("home-decisions")).body(html! {
                div class="stack" role="list" {
                    @for switch in all.iter().take(SHOWN) {
                        div class="cluster" role="listitem" {
                            (words::on_off(view, switch.on))
                            a href={ "/ops/modules/" (switch.module) } { (words::module_name(view, &switch.module)) }
                            @if let Some(tenant) = switch.tenant_id { (souk_ui::code(&tenant.to_string())) }
                            span dir="auto" { (switch.reason) }
                            span class="muted small" { (words::when(view, switch.changed_at)) }
                        }
                    }
                }
            }))
        }
    }
}
