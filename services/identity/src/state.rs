//! What the handlers share.
use std::sync::Arc;

use souk_kit::{App, Ask, Clock, Db, Texts, blobs::Blobs, mail::Mailer, mail_queue::MailQueue, seal::Sealer};
use tokio::sync::Notify;

use crate::{
    app::{keyring::Keyring, passwords::Passwords, relying_party::RelyingParty},
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
    /// Asks devices for proofs.
    pub passkeys: Arc<RelyingParty>,
    /// Signs tokens.
    pub keyring: Arc<Keyring>,
    /// Mails that wait to be sent.
    pub mails: MailQueue,
    /// Keeps the list of the erased outside of the database.
    pub blobs: Blobs,
    /// Rung when an erasure began.
    pub erasure_begun: Arc<Notify>,
    /// Rung when somebody agreed to something at a checkout.
    pub opted_in: Arc<Notify>,
    /// Asks other modules what they keep of a person.
    pub ask: Ask,
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
            passkeys: Arc::new(RelyingParty::new(&config.passkeys, &app.public_url)?),
            keyring: Arc::new(Keyring::default()),
            mails: MailQueue::new(app, config.mail_queue),
            config: Arc::new(config),
            blobs: app.blobs.clone(),
            ask: app.ask.clone(),
            erasure_begun: Arc::new(Notify::new()),
            opted_in: Arc::new(Notify::new()),
            public_url: app.public_url.clone(),
            secure_cookies: app.secure_cookies,
        })
    }
}
