//! Mail: a server by setting, or files in a folder that the demo's mailbox page reads.
use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context as _;
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, header::ContentType},
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::config;

/// A mail to one person.
#[derive(Clone, Serialize, Deserialize)]
pub struct Letter {
    /// Address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as a page, beside the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
}

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

    /// Sends a mail. The id is part of its message id, so that one sent twice is seen to be the same. Never logs the
    /// address or the text.
    ///
    /// # Errors
    /// An address that is none, or a server that refuses.
    pub async fn send(&self, id: Uuid, letter: &Letter) -> anyhow::Result<()> {
        let from = &self.0.1;
        let builder = Message::builder()
            .from(from.clone())
            .to(letter.to.parse().context("not a mail address")?)
            .message_id(Some(format!("<{id}@{}>", from.email.domain())))
            .subject(&letter.subject);
        let text = letter.text.clone();
        let message = match &letter.html {
            Some(html) => builder.multipart(MultiPart::alternative_plain_html(text, html.clone())),
            None => builder.header(ContentType::TEXT_PLAIN).body(text),
        }
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
