//! The frame of a module: what it says of itself, and what it is given.
use std::{future::Future, sync::Arc};

use actix_web::web;
use diesel_migrations::EmbeddedMigrations;
use souk_outbox::{Clock, Consumers};
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    Ask, Db, Locales, Manifest, Texts, blobs::Blobs, config::Settings, mail::Mailer, retention::Rule,
    seal::Sealer, token::Verifier,
};

/// A module: the table of contents of its folder.
pub trait Service: Sized + 'static {
    /// `orders`: schema, queue, settings and token name.
    const NAME: &'static str;
    /// Its port, in every deployment.
    const PORT: u16;
    /// Whether people reach that port from outside: its metrics then need the token of the settings.
    const OUTSIDE: bool = false;
    /// Its `config.toml`.
    const CONFIG: &'static str;
    /// Its texts.
    const LOCALES: Locales;
    /// How long the rows of its own tables stay.
    const RETENTION: &'static [Rule] = &[];
    /// What its handlers share.
    type State: Clone + Send + Sync + 'static;

    /// What it tells the platform about itself.
    fn manifest(texts: &Texts) -> Manifest;
    /// Its tables; none for a module without a schema.
    fn migrations() -> Option<EmbeddedMigrations>;
    /// Makes the state, once per process.
    fn build(app: &App) -> impl Future<Output = anyhow::Result<Self::State>> + Send;
    /// JSON routes, described in the OpenAPI document.
    fn routes(cfg: &mut ServiceConfig<'_>);
    /// Pages, fragments and live streams.
    fn screens(_cfg: &mut web::ServiceConfig) {}
    /// Facts and timers it reacts to.
    fn consumers(_state: &Self::State) -> Consumers {
        Consumers::new()
    }
    /// Work that runs beside requests until `stop`: read models, sweeps.
    fn background(_state: Self::State, _stop: CancellationToken) -> impl Future<Output = ()> + Send {
        std::future::ready(())
    }
}

/// What a module is given when it starts.
#[derive(Clone)]
pub struct App {
    /// The module's name.
    pub name: &'static str,
    /// Its settings.
    pub settings: Settings,
    /// Its database.
    pub db: Db,
    /// The only clock.
    pub clock: Clock,
    /// Its texts.
    pub texts: Arc<Texts>,
    /// Verifies tokens, signs service tokens.
    pub verifier: Arc<Verifier>,
    /// Asks other modules.
    pub ask: Ask,
    /// Sends security mails.
    pub mail: Mailer,
    /// Keeps blobs.
    pub blobs: Blobs,
    /// Seals personal values.
    pub sealer: Sealer,
    /// What people type to get here.
    pub public_url: String,
    /// Cookies carry `Secure`.
    pub secure_cookies: bool,
}
