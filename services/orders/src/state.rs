//! What the handlers of this module share.
use std::{sync::Arc, time::Duration};

use souk_kit::{App, Clock, Db, Texts, mail_queue::MailQueue, seal::Sealer};
use tokio_util::sync::CancellationToken;

use crate::{
    clients::{catalog::Catalog, identity::Identity, payments::Payments, reservations::Reservations},
    config,
    live::Bell,
    offers::Offers,
    ways::Ways,
};

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
    /// Addresses of people who are signed in.
    pub identity: Identity,
    /// Who ordered in a live.
    pub reservations: Reservations,
    /// The pages to pay on.
    pub payments: Payments,
    /// Mails that wait to be sent.
    pub mails: MailQueue,
    /// The module's texts.
    pub texts: Arc<Texts>,
    /// What people type to get here.
    pub public_url: String,
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
            identity: Identity::new(app.ask.clone(), Duration::from_millis(settings.identity_ms)),
            reservations: Reservations::new(app.ask.clone(), Duration::from_millis(settings.reservations_ms)),
            payments: Payments::new(
                app.ask.clone(),
                Duration::from_millis(settings.payments_ms),
                Duration::from_millis(settings.payment_methods_ms),
            ),
            mails: MailQueue::new(app, app.settings.section("mail_queue")?),
            texts: Arc::clone(&app.texts),
            public_url: app.public_url.clone(),
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
