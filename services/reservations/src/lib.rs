//! Reservations: live sessions, codes, holds, waiting lists, and the orders that come of them.
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
    reservations::v1::{
        ContactErased, ContactHandedOver, DepositChanged, ErasureDone, ItemChanged, MessageRequested,
        ReservationChanged, ReservationConfirmed, SessionClosed, SessionOpened,
    },
};
use souk_kit::{
    App, Locales, Manifest, Service, Texts, erasure::OnErasureRequested, manifest::Area, token::Role,
};
use souk_outbox::{Consumers, TimersWhenOff};
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::service_config::ServiceConfig;

pub use state::State;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/reservations");

/// The addresses it answers to.
const PREFIXES: &[&str] =
    &["/v1/live", "/v1/reports", "/dashboard/live", "/live/reservations", "/live-data", "/ops/live"];

/// The module.
pub struct Reservations;

impl Service for Reservations {
    const NAME: &'static str = "reservations";
    const PORT: u16 = 8106;
    const CONFIG: &'static str = include_str!("../config.toml");
    const LOCALES: Locales = souk_kit::locales!("reservations");
    const RETENTION: &'static [souk_kit::retention::Rule] = retention::RULES;
    type State = State;

    fn manifest(texts: &Texts) -> Manifest {
        Manifest::new(Self::NAME, env!("CARGO_PKG_VERSION"), PREFIXES)
            .nav(texts, Area::Dashboard, 70, "/dashboard/live", "radio", "nav-live", Some(Role::Agent))
            .nav(
                texts,
                Area::Dashboard,
                71,
                "/dashboard/live/items",
                "package",
                "nav-live-items",
                Some(Role::Seller),
            )
            .nav(
                texts,
                Area::Dashboard,
                71,
                "/dashboard/live/proofs",
                "check",
                "nav-live-proofs",
                Some(Role::Agent),
            )
            .nav(
                texts,
                Area::Dashboard,
                72,
                "/dashboard/live/prices",
                "tag",
                "nav-live-prices",
                Some(Role::Seller),
            )
            .nav(
                texts,
                Area::Dashboard,
                73,
                "/dashboard/live/settings",
                "settings",
                "nav-live-settings",
                Some(Role::Manager),
            )
            .nav(
                texts,
                Area::Dashboard,
                74,
                "/dashboard/live/reports",
                "chart-column",
                "nav-live-reports",
                Some(Role::Manager),
            )
            .nav(texts, Area::Ops, 48, "/ops/live", "shield-check", "nav-live-checks", None)
            .tells(&[
                MessageRequested::TYPE,
                ContactHandedOver::TYPE,
                SessionOpened::TYPE,
                SessionClosed::TYPE,
                ItemChanged::TYPE,
                ReservationChanged::TYPE,
                ReservationConfirmed::TYPE,
                DepositChanged::TYPE,
                ContactErased::TYPE,
                ErasureDone::TYPE,
            ])
            .asks("whatsapp", "messages wait, and are acted on in their order when it answers")
            .personal("customer", "phone, name and address of somebody who writes, sealed")
            .personal("reservation_group", "name, phone and address of an order, sealed")
            .personal("request", "an address that is part of a message, sealed")
            .personal("reservation", "id of the contact who wanted something")
            .personal("deposit", "id of the contact who paid, and of who decided")
            .personal("deposit_proof", "pictures and words that prove a payment, sealed")
            .personal("data_link", "id of the contact who asked for her own data")
            .personal("heard_message", "id of the contact who wrote, and when")
            .personal("audit", "id of the contact or member of staff who did something")
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
        screens::routes(cfg);
    }

    fn consumers(state: &State) -> Consumers {
        Consumers::new()
            .add(events::OnStoreSaved)
            .add_asker(events::OnMessageReceived(state.clone()))
            .add_asker(events::OnDepositChanged(state.clone()))
            .add(events::OnContactOptedOut(state.clone()))
            .add(events::OnContactOptedIn(state.clone()))
            .add(events::OnContactMerged(state.clone()))
            .add(events::OnMessageUndelivered(state.clone()))
            .add(events::OnOrderCancelled(state.clone()))
            .add(events::OnOrderRejected(state.clone()))
            .add(events::OnOrderPreparing(state.clone()))
            .add(events::OnOrderDeparted(state.clone()))
            .add(events::OnOrderReduced(state.clone()))
            .add(events::OnOrderCompleted(state.clone()))
            .add(OnErasureRequested { eraser: events::Erase, clock: state.clock.clone() })
            .timer(jobs::Expire(state.clone()))
            .timer(jobs::Remind(state.clone()))
            .timer(jobs::Nudge(state.clone()))
            .timer(jobs::TellNews(state.clone()))
            .timer(jobs::CloseIdle(state.clone()))
            .timer(jobs::Night(state.clone()))
            .timer(jobs::Look(state.clone()))
            .timers_when_off(TimersWhenOff::Pause)
    }

    async fn background(state: State, stop: CancellationToken) {
        app::nightly::wind_up(&state.db, state.clock.now()).await;
        stop.cancelled().await;
        state.closing.cancel();
    }
}
