//! What the handlers of whatsapp share.
use std::sync::Arc;

use souk_kit::{App, Clock, Db, Texts, seal::Sealer};
use tokio::sync::Notify;

use crate::{
    clients::{files::Files, reservations::Reservations, twilio::Twilio},
    config::{CostSettings, Sending, Settings, TwilioSettings},
};

/// Shared by handlers, consumers and jobs.
#[derive(Clone)]
pub struct State {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) sealer: Sealer,
    pub(crate) texts: Arc<Texts>,
    pub(crate) twilio: Twilio,
    pub(crate) files: Files,
    pub(crate) reservations: Reservations,
    pub(crate) public_url: String,
    pub(crate) settings: Settings,
    pub(crate) sending: Sending,
    pub(crate) cost: CostSettings,
    /// Rung when something is to be sent.
    pub(crate) due: Arc<Notify>,
}

impl State {
    pub(crate) fn build(app: &App) -> anyhow::Result<Self> {
        let settings: Settings = app.settings.section("whatsapp")?;
        let twilio: TwilioSettings = app.settings.section("twilio")?;
        Ok(Self {
            db: app.db.clone(),
            clock: app.clock.clone(),
            sealer: app.sealer.clone(),
            texts: Arc::clone(&app.texts),
            twilio: Twilio::new(&twilio)?,
            files: Files::new(&twilio)?,
            reservations: Reservations::new(app.ask.clone(), settings.reservations()),
            public_url: app.public_url.clone(),
            sending: app.settings.section("sending")?,
            cost: app.settings.section("cost")?,
            settings,
            due: Arc::default(),
        })
    }
}
