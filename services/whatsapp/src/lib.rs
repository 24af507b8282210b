//! WhatsApp through Twilio: numbers, contacts and their STOP, messages in and out.
mod app;
mod clients;
mod config;
pub mod domain;
mod error;
mod events;
mod http;
mod jobs;
mod retention;
mod schema;
mod screens;
mod state;
mod store;

use actix_web::web;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use souk_events::{
    Event as _,
    whatsapp::v1::{
        ContactMerged, ContactOptedIn, ContactOptedOut, ErasureDone, MessageAccepted, MessageReceived,
        MessageUndelivered, SenderChanged,
    },
};
use souk_kit::{
    App, Locales, Manifest, Service, Texts, erasure::OnErasureRequested, manifest::Area, token::Role,
};
use souk_outbox::Consumers;
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::service_config::ServiceConfig;

pub use state::State;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/whatsapp");

/// The module.
pub struct Whatsapp;

impl Service for Whatsapp {
    const NAME: &'static str = "whatsapp";
    const PORT: u16 = 8107;
    const CONFIG: &'static str = include_str!("../config.toml");
    const LOCALES: Locales = souk_kit::locales!("whatsapp");
    const RETENTION: &'static [souk_kit::retention::Rule] = retention::RULES;
    type State = State;

    fn manifest(texts: &Texts) -> Manifest {
        let prefixes = ["/v1/whatsapp", "/hooks/whatsapp", "/dashboard/whatsapp"];
        let role = Some(Role::Agent);
        Manifest::new(Self::NAME, env!("CARGO_PKG_VERSION"), &prefixes)
            .nav(texts, Area::Dashboard, 75, "/dashboard/whatsapp", "message-circle", "nav-whatsapp", role)
            .tells(&[
                MessageReceived::TYPE,
                ContactOptedOut::TYPE,
                ContactOptedIn::TYPE,
                ContactMerged::TYPE,
                MessageAccepted::TYPE,
                MessageUndelivered::TYPE,
                SenderChanged::TYPE,
                ErasureDone::TYPE,
            ])
            .asks("reservations", "the message waits and is asked for again")
            .personal("contact", "phone or hidden id and name of somebody who wrote, sealed; to answer them")
            .personal("message", "what they wrote, sealed; kept as long as whatsapp.keep_days says")
            .personal("media", "pictures and documents they sent, sealed; kept as long")
            .personal("outgoing", "what was written to them, sealed; kept as long")
            .personal(
                "seller_phone",
                "numbers of the merchant's sellers, sealed; to know them when they write",
            )
            .personal("stray", "messages that could not be put in their place, sealed; kept as long")
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
        http::hooks(cfg);
        screens::routes(cfg);
    }

    fn consumers(state: &State) -> Consumers {
        Consumers::new()
            .add_asker(events::OnMessageRequested(state.clone()))
            .add(events::OnContactHandedOver(state.clone()))
            .add(events::OnStoreSaved)
            .add(app::erase_contact::OnContactErased(state.clone()))
            .timer(app::erase_contact::ForgetContact(state.clone()))
            .add(events::OnModuleSwitched(state.clone()))
            .add(OnErasureRequested { eraser: events::Erase, clock: state.clock.clone() })
            .timer(jobs::ForgetOldMessages { clock: state.clock.clone(), keep: state.settings.keep() })
    }

    async fn background(state: State, stop: CancellationToken) {
        jobs::run(state, stop).await;
    }
}
