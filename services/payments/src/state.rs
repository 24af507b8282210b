//! What handlers, consumers and jobs of payments share.
use std::sync::Arc;

use souk_kit::{App, Clock, Db, Texts, seal::Sealer};
use tokio::sync::Notify;

use crate::{clients::provider::Provider, config};

/// The module's state, one per process.
#[derive(Clone)]
pub struct State {
    /// Its database.
    pub db: Db,
    /// The only clock.
    pub clock: Clock,
    /// Its texts.
    pub texts: Arc<Texts>,
    /// Seals what the provider tells.
    pub sealer: Sealer,
    /// Who takes the money; none: nothing is paid online.
    pub provider: Option<Provider>,
    /// What people type to get here.
    pub public_url: String,
    /// `[payments]`
    pub settings: config::Payments,
    /// The secrets that webhooks may be signed with.
    pub webhook_secrets: Arc<Vec<String>>,
    /// Rung when something is to be asked of the provider.
    pub due: Arc<Notify>,
}

impl State {
    /// Reads the settings; connects to nothing.
    ///
    /// # Errors
    /// A setting that is missing or wrong, named.
    pub fn new(app: &App) -> anyhow::Result<Self> {
        let settings: config::Payments = app.settings.section("payments")?;
        let stripe: config::Stripe = app.settings.section("stripe")?;
        Ok(Self {
            db: app.db.clone(),
            clock: app.clock.clone(),
            texts: Arc::clone(&app.texts),
            sealer: app.sealer.clone(),
            provider: Provider::new(&settings, &stripe)?,
            public_url: app.public_url.clone(),
            settings,
            webhook_secrets: Arc::new(stripe.webhook_secrets()),
            due: Arc::default(),
        })
    }
}
