//! What handlers, consumers and timers of reservations share.
use std::sync::Arc;

use souk_kit::{App, Clock, Db, Texts, seal::Sealer};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::{clients::whatsapp::Whatsapp, config};

/// The module's state, one per process.
#[derive(Clone)]
pub struct State {
    /// Its database.
    pub db: Db,
    /// The only clock.
    pub clock: Clock,
    /// Its texts.
    pub texts: Arc<Texts>,
    /// Seals what is personal.
    pub sealer: Sealer,
    /// What messages say.
    pub whatsapp: Whatsapp,
    /// What people type to get here.
    pub public_url: String,
    /// `[reservations]`
    pub settings: config::Reservations,
    /// `[live]`
    pub live: config::Live,
    /// Places of pages that follow a live.
    pub streams: Arc<Semaphore>,
    /// Cancelled when the module stops: live pages then end.
    pub closing: CancellationToken,
}

impl State {
    /// Reads the settings; connects to nothing.
    ///
    /// # Errors
    /// A setting that is missing or wrong, named.
    pub fn new(app: &App) -> anyhow::Result<Self> {
        let settings: config::Reservations = app.settings.section("reservations")?;
        let live: config::Live = app.settings.section("live")?;
        Ok(Self {
            db: app.db.clone(),
            clock: app.clock.clone(),
            texts: Arc::clone(&app.texts),
            sealer: app.sealer.clone(),
            whatsapp: Whatsapp::new(app.ask.clone(), settings.whatsapp(), settings.files()),
            public_url: app.public_url.clone(),
            settings,
            live,
            streams: Arc::new(Semaphore::new(live.max_streams.min(Semaphore::MAX_PERMITS))),
            closing: CancellationToken::new(),
        })
    }
}
