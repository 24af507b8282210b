//! What handlers, consumers and timers of catalog share.
use std::sync::Arc;

use souk_kit::{App, Clock, Db, Texts, blobs::Blobs};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::{
    config::{ImportSettings, LiveSettings, ShelfSettings, UploadSettings},
    shelf::Shelf,
    switch::OwnSwitch,
};

/// The module's state, one per process.
#[derive(Clone)]
pub struct State {
    /// Its database.
    pub db: Db,
    /// The only clock.
    pub clock: Clock,
    /// Its texts.
    pub texts: Arc<Texts>,
    /// Its photos.
    pub blobs: Blobs,
    /// The read model.
    pub shelf: Arc<Shelf>,
    /// What people type to get here.
    pub public_url: String,
    /// Whether it is switched off.
    pub switch: OwnSwitch,
    /// `[shelf]`
    pub shelf_settings: ShelfSettings,
    /// `[uploads]`
    pub uploads: UploadSettings,
    /// `[import]`
    pub import: ImportSettings,
    /// `[live]`
    pub live: LiveSettings,
    /// A place for each page that follows what it shows.
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
        let shelf_settings: ShelfSettings = app.settings.section("shelf")?;
        let live: LiveSettings = app.settings.section("live")?;
        Ok(Self {
            db: app.db.clone(),
            clock: app.clock.clone(),
            texts: Arc::clone(&app.texts),
            blobs: app.blobs.clone(),
            shelf: Arc::new(Shelf::new(shelf_settings.max_products)),
            public_url: app.public_url.clone(),
            switch: OwnSwitch::default(),
            shelf_settings,
            uploads: app.settings.section("uploads")?,
            import: app.settings.section("import")?,
            live,
            streams: Arc::new(Semaphore::new(live.max_streams.min(Semaphore::MAX_PERMITS))),
            closing: CancellationToken::new(),
        })
    }
}
