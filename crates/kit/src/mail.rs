//! Mail for security matters: a server by setting, or files in a folder that the demo's mailbox page reads.
use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context as _;
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::Mailbox,
};
use secrecy::ExposeSecret;

use crate::config;

enum Way {
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Files(PathBuf),
}

/// Sends mails.
#[derive(Clone)]
pub struct Mailer(Arc<(Way, Mailbox)>);

impl Mailer {
    /// A mailer by settings.
    ///
    /// # Errors
    /// An unreadable server URL or sender.
    pub fn new(settings: &config::Mail) -> anyhow::Result<Self> {
        let from = settings.from.parse().context("mail.from")?;
        let url = settings.smtp_url.expose_secret();
        let way = if url.is_empty() {
            Way::Files(settings.dir.clone())
        } else {
            let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).context("mail.smtp_url")?;
            Way::Smtp(Box::new(builder.timeout(Some(Duration::from_secs(10))).build()))
        };
        Ok(Self(Arc::new((way, from))))
    }

    /// Where mails are written when there is no server: the demo's mailbox.
    #[must_use]
    pub fn folder(&self) -> Option<&PathBuf> {
        match &self.0.0 {
            Way::Files(dir) => Some(dir),
            Way::Smtp(_) => None,
        }
    }

    /// Sends a plain-text mail. Never logs the address or the text.
    ///
    /// # Errors
    /// An address that is none, or a server that refuses.
    pub async fn send(&self, to: &str, subject: &str, text: &str) -> anyhow::Result<()> {
        let message = Message::builder()
            .from(self.0.1.clone())
            .to(to.parse().context("not a mail address")?)
            .subject(subject)
            .header(lettre::message::header::ContentType::TEXT_PLAIN)
            .body(text.to_owned())
            .context("build a mail")?;
        match &self.0.0 {
            Way::Smtp(server) => server.send(message).await.map(drop).context("mail server"),
            Way::Files(dir) => {
                std::fs::create_dir_all(dir).context("mail folder")?;
                AsyncFileTransport::<Tokio1Executor>::new(dir)
                    .send(message)
                    .await
                    .map(drop)
                    .context("mail folder")
            }
        }
    }
}
