//! Files of messages, kept by Twilio until they are fetched: from its hosts only, with one redirect to where they lie.
use reqwest::{Client, RequestBuilder, Response};
use url::Url;

use super::twilio::Account;
use crate::config::TwilioSettings;

/// The largest file.
pub const BYTES_MAX: usize = 16 * 1024 * 1024;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum NoFile {
    /// Its address is none of Twilio's.
    #[error("a file at a host that is not Twilio's")]
    Elsewhere,
    /// It may be there later.
    #[error("a file that cannot be fetched now: {0}")]
    NotNow(String),
    /// More than is taken.
    #[error("a file that is too large")]
    TooLarge,
}

/// Fetches them.
#[derive(Clone)]
pub struct Files {
    http: Client,
    hosts: Vec<String>,
}

impl Files {
    /// Nothing is fetched yet.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub fn new(settings: &TwilioSettings) -> anyhow::Result<Self> {
        Ok(Self { http: super::http(settings)?, hosts: settings.media_hosts() })
    }

    fn allowed(&self, url: &str) -> Result<Url, NoFile> {
        let url = Url::parse(url).map_err(|_| NoFile::Elsewhere)?;
        let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
        let below = |allowed: &String| host == *allowed || host.ends_with(&format!(".{allowed}"));
        // Without TLS only where a stand-in listens on the same machine.
        let sealed = url.scheme() == "https" || host == "127.0.0.1";
        if sealed && self.hosts.iter().any(below) { Ok(url) } else { Err(NoFile::Elsewhere) }
    }

    async fn ask(&self, request: RequestBuilder) -> Result<Response, NoFile> {
        request.send().await.map_err(|e| {
            let why = if e.is_timeout() { "no answer in time" } else { "no answer" };
            NoFile::NotNow(why.to_owned())
        })
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// See [`NoFile`].
    pub async fn fetch(&self, account: Account<'_>, url: &str) -> Result<Vec<u8>, NoFile> {
        let first = self.http.get(self.allowed(url)?).basic_auth(account.sid, Some(account.token));
        let mut response = self.ask(first).await?;
        if response.status().is_redirection() {
            let to = response.headers().get("location").and_then(|to| to.to_str().ok());
            let to = to.and_then(|to| response.url().join(to).ok());
            let to = to.ok_or_else(|| NoFile::NotNow("a redirect to nowhere".to_owned()))?;
            // The token goes to the API only.
            response = self.ask(self.http.get(self.allowed(to.as_str())?)).await?;
        }
        if !response.status().is_success() {
            return Err(NoFile::NotNow(response.status().as_u16().to_string()));
        }
        let mut bytes = Vec::new();
        let broken = |_| NoFile::NotNow("a broken answer".to_owned());
        while let Some(chunk) = response.chunk().await.map_err(broken)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > BYTES_MAX {
                return Err(NoFile::TooLarge);
            }
        }
        Ok(bytes)
    }

    /// Removes a file at Twilio, which keeps it until then. What fails is tried by nobody: it is noted.
    pub async fn remove(&self, account: Account<'_>, url: &str) {
        let Ok(url) = self.allowed(url) else { return };
        let request = self.http.delete(url).basic_auth(account.sid, Some(account.token));
        match self.ask(request).await {
            Ok(answer) if answer.status().is_success() || answer.status() == 404 => {}
            Ok(answer) => tracing::warn!(status = answer.status().as_u16(), "a file stays at Twilio"),
            Err(error) => tracing::warn!(%error, "a file stays at Twilio"),
        }
    }
}
