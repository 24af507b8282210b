//! What the handlers share.
use std::sync::Arc;

use souk_kit::{App, Clock, Db, Texts, mail::Mailer, mail_queue::MailQueue, seal::Sealer};

use crate::{
    app::{keyring::Keyring, passwords::Passwords},
    config::Config,
};

/// One per process; clones share.
#[derive(Clone)]
pub struct State {
    /// The module's database.
    pub db: Db,
    /// The only clock.
    pub clock: Clock,
    /// Seals and opens personal values.
    pub sealer: Sealer,
    /// The module's texts.
    pub texts: Arc<Texts>,
    /// Sends mails.
    pub mailer: Mailer,
    /// The module's settings.
    pub config: Arc<Config>,
    /// Hashes passwords.
    pub passwords: Arc<Passwords>,
    /// Signs tokens.
    pub keyring: Arc<Keyring>,
    /// Mails that wait to be sent.
    pub mails: MailQueue,
    /// What people type to get here.
    pub public_url: String,
    /// Cookies carry `Secure`.
    pub secure_cookies: bool,
}

impl State {
    /// Made once, when the module starts.
    ///
    /// # Errors
    /// A setting that is missing or wrong.
    pub fn new(app: &App) -> anyhow::Result<Self> {
        let config = Config::read(&app.settings)?;
        Ok(Self {
            db: app.db.clone(),
            clock: app.clock.clone(),
            sealer: app.sealer.clone(),
            texts: Arc::clone(&app.texts),
            mailer: app.mail.clone(),
            passwords: Arc::new(Passwords::new(config.passwords)?),
            keyring: Arc::new(Keyring::default()),
            mails: MailQueue::new(app, config.mail_queue),
            config: Arc::new(config),
            public_url: app.public_url.clone(),
            secure_cookies: app.secure_cookies,
        })
    }
}
