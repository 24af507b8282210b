//! Payments: what is owed, who paid it, what goes back, and the books.
pub mod app;
pub mod clients;
pub mod config;
pub mod domain;
mod events;
mod http;
mod jobs;
mod retention;
mod schema;
mod screens;
pub mod state;
pub mod store;

use actix_web::web;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use souk_events::{
    Event as _,
    payments::v1::{ErasureDone, PaymentCaptured, PaymentExpired, RefundChanged},
};
use souk_kit::{
    App, Locales, Manifest, Service, Texts, erasure::OnErasureRequested, manifest::Area, token::Role,
};
use souk_outbox::{Consumers, TimersWhenOff};
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::service_config::ServiceConfig;

pub use state::State;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/payments");

/// The module.
pub struct Payments;

const PREFIXES: &[&str] = &[
    "/v1/payments",
    "/v1/store-payments",
    "/pay",
    "/dashboard/payments",
    "/ops/payments",
    "/hooks/payments",
];

impl Service for Payments {
    const NAME: &'static str = "payments";
    const PORT: u16 = 8105;
    const CONFIG: &'static str = include_str!("../config.toml");
    const LOCALES: Locales = souk_kit::locales!("payments");
    const RETENTION: &'static [souk_kit::retention::Rule] = retention::RULES;
    type State = State;

    fn manifest(texts: &Texts) -> Manifest {
        Manifest::new(Self::NAME, env!("CARGO_PKG_VERSION"), PREFIXES)
            .nav(
                texts,
                Area::Dashboard,
                30,
                "/dashboard/payments",
                "wallet",
                "nav-payments",
                Some(Role::Manager),
            )
            .nav(texts, Area::Ops, 48, "/ops/payments", "wallet", "nav-books", None)
            .tells(&[PaymentCaptured::TYPE, PaymentExpired::TYPE, RefundChanged::TYPE, ErasureDone::TYPE])
            .personal("intent", "id of the person who owes or paid")
            .personal("share", "id of the person who owes or paid")
            .personal("refund", "id of the member of staff who gave money back")
            .personal("stray", "id of the operator who gave money back")
            .personal("webhook", "what the provider told, sealed with the platform's key")
    }

    fn migrations() -> Option<EmbeddedMigrations> {
        Some(MIGRATIONS)
    }

    async fn build(app: &App) -> anyhow::Result<State> {
        State::new(app)
    }

    fn routes(cfg: &mut ServiceConfig<'_>) {
        http::routes(cfg);
    }

    fn screens(cfg: &mut web::ServiceConfig) {
        http::hooks(cfg);
        screens::routes(cfg);
    }

    fn consumers(state: &State) -> Consumers {
        Consumers::new()
            .add(events::OnGuestMerged)
            .add(events::OnOrderPlaced(state.clone()))
            .add(events::OnOrderCancelled(state.clone()))
            .add(events::OnOrderRejected(state.clone()))
            .add(events::OnOrderReduced(state.clone()))
            .add(events::OnOrderCompleted(state.clone()))
            .add(OnErasureRequested { eraser: events::Erase, clock: state.clock.clone() })
            .timers_when_off(TimersWhenOff::Run)
    }

    async fn background(state: State, stop: CancellationToken) {
        jobs::run(state, stop).await;
    }
}
