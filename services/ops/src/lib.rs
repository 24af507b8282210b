//! Operating the platform: every fact on record, timelines, dead letters, module switches, health.
mod app;
mod clients;
mod config;
mod domain;
mod erasure;
mod error;
mod events;
mod http;
mod jobs;
mod plans;
mod retention;
mod schema;
mod screens;
mod state;
mod store;

use actix_web::web;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use souk_events::{
    Event as _,
    ops::v1::{ErasureDone, ModuleSwitched},
};
use souk_kit::{App, Locales, Manifest, Service, Texts, erasure::OnErasureRequested, manifest::Area};
use souk_outbox::{Consumers, TimersWhenOff};
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::service_config::ServiceConfig;

pub use state::State;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/ops");

/// The module.
pub struct Ops;

impl Service for Ops {
    const NAME: &'static str = "ops";
    const PORT: u16 = 8118;
    const CONFIG: &'static str = include_str!("../config.toml");
    const LOCALES: Locales = souk_kit::locales!("ops");
    const RETENTION: &'static [souk_kit::retention::Rule] = retention::RULES;
    type State = State;

    fn manifest(texts: &Texts) -> Manifest {
        let prefixes = [
            "/v1/ops",
            "/ops/events",
            "/ops/timeline",
            "/ops/dead-letters",
            "/ops/problems",
            "/ops/modules",
            "/ops/health",
            "/ops/audit",
            "/ops/activity",
        ];
        Manifest::new(Self::NAME, env!("CARGO_PKG_VERSION"), &prefixes)
            .required()
            .nav(texts, Area::Ops, 10, "/ops/health", "server", "nav-health", None)
            .nav(texts, Area::Ops, 15, "/ops/activity", "chart-column", "nav-activity", None)
            .nav(texts, Area::Ops, 20, "/ops/dead-letters", "inbox", "nav-dead-letters", None)
            .nav(texts, Area::Ops, 25, "/ops/problems", "triangle-alert", "nav-problems", None)
            .nav(texts, Area::Ops, 30, "/ops/timeline", "workflow", "nav-timeline", None)
            .nav(texts, Area::Ops, 40, "/ops/modules", "power", "nav-modules", None)
            .nav(texts, Area::Ops, 50, "/ops/events", "list", "nav-events", None)
            .nav(texts, Area::Ops, 60, "/ops/audit", "shield-check", "nav-audit", None)
            .slot("ops.home", 10, 0)
            .tells(&[ModuleSwitched::TYPE, ErasureDone::TYPE])
            .asks("every module", "shown as silent; the rest of the page stands")
            .personal("audit", "user id of the operator who acted, kept to account for actions")
            .personal("replay", "user id of the operator who began it")
            .personal("switch", "user id of the operator who decided last")
    }

    fn migrations() -> Option<EmbeddedMigrations> {
        Some(MIGRATIONS)
    }

    async fn build(app: &App) -> anyhow::Result<State> {
        State::build(app)
    }

    fn routes(cfg: &mut ServiceConfig<'_>) {
        http::routes(cfg);
    }

    fn screens(cfg: &mut web::ServiceConfig) {
        screens::routes(cfg);
    }

    fn consumers(state: &State) -> Consumers {
        Consumers::new()
            .add_raw(events::KeepEveryFact { clock: state.clock.clone() })
            .add(plans::OnPlanChanged(state.clone()))
            .add(events::OnImpersonationStarted)
            .add(events::OnImpersonationEnded)
            .add(events::OnOrderIntervened)
            .add(OnErasureRequested { eraser: erasure::Erase, clock: state.clock.clone() })
            .timer(jobs::PurgeEventLog { clock: state.clock.clone(), keep: state.keep })
            .timers_when_off(TimersWhenOff::Run)
    }

    async fn background(state: State, stop: CancellationToken) {
        jobs::run(state, stop).await;
    }
}
