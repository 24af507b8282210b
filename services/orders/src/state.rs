//! What the handlers of this module share.
use std::time::Duration;

use souk_kit::{App, Clock, Db, seal::Sealer};
use tokio_util::sync::CancellationToken;

use crate::{clients::catalog::Catalog, config, live::Bell, offers::Offers, ways::Ways};

/// Made once per process.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub db: Db,
    /// The only clock.
    pub clock: Clock,
    /// Seals contacts and notes.
    pub sealer: Sealer,
    /// Prices and holds.
    pub catalog: Catalog,
    /// The promotions in memory.
    pub offers: Offers,
    /// How stores hand over orders, in memory.
    pub ways: Ways,
    /// Rung after changes.
    pub bell: Bell,
    /// `[orders]`
    pub settings: config::Orders,
    /// `[promotions]`
    pub promotions: config::Promotions,
    /// `[live]`
    pub live: config::Live,
    /// Cancelled when the module stops: live pages then end.
    pub closing: CancellationToken,
}

impl State {
    /// From what the module is given.
    ///
    /// # Errors
    /// A setting that is missing or unreadable.
    pub fn new(app: &App) -> anyhow::Result<Self> {
        let settings: config::Orders = app.settings.section("orders")?;
        Ok(Self {
            db: app.db.clone(),
            clock: app.clock.clone(),
            sealer: app.sealer.clone(),
            catalog: Catalog::new(app.ask.clone(), Duration::from_millis(settings.catalog_ms)),
            offers: Offers::default(),
            ways: Ways::default(),
            bell: Bell::new(),
            settings,
            promotions: app.settings.section("promotions")?,
            live: app.settings.section("live")?,
            closing: CancellationToken::new(),
        })
    }
}
