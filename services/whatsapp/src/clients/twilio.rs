//! Twilio: sends messages, and finds those whose sending was left in doubt.
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Client, Response};
use serde::Deserialize;
use url::Url;

use crate::{
    config::TwilioSettings,
    domain::outcome::{self, Verdict},
};

/// The account that is used: its id and token.
#[derive(Clone, Copy)]
pub struct Account<'a> {
    /// `AC…`.
    pub sid: &'a str,
    /// Its token.
    pub token: &'a str,
}

/// What is said.
#[derive(Clone, Copy)]
pub enum Words<'a> {
    /// Free words, within a day of the contact's last message.
    Body(&'a str),
    /// A template that Meta approved, with its variables as JSON.
    Template {
        /// `HX…`.
        content_sid: &'a str,
        /// `{"1": "…"}`.
        variables: &'a str,
    },
}

/// A message for Twilio.
#[derive(Clone, Copy)]
pub struct Letter<'a> {
    /// `whatsapp:+33…`.
    pub from: &'a str,
    /// `whatsapp:+33…`.
    pub to: &'a str,
    /// What is said.
    pub words: Words<'a>,
    /// Where its statuses are told.
    pub callback: &'a str,
    /// How long it may wait at Twilio.
    pub valid_for: Option<TimeDelta>,
}

#[derive(Deserialize)]
struct Said {
    sid: Option<String>,
    code: Option<i64>,
}

#[derive(Deserialize)]
struct List {
    messages: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    sid: String,
    body: Option<String>,
    date_created: Option<String>,
}

/// Twilio's API.
#[derive(Clone)]
pub struct Twilio {
    http: Client,
    base: String,
}

impl Twilio {
    /// Nobody is asked yet.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub fn new(settings: &TwilioSettings) -> anyhow::Result<Self> {
        let http = super::http(settings)?;
        Ok(Self { http, base: settings.api_base.trim_end_matches('/').to_owned() })
    }

    fn messages(&self, account: Account<'_>) -> String {
        format!("{}/2010-04-01/Accounts/{}/Messages.json", self.base, account.sid)
    }

    /// Sends a message. Whatever happens is a verdict.
    pub async fn send(&self, account: Account<'_>, letter: &Letter<'_>) -> Verdict {
        let mut form = vec![("From", letter.from), ("To", letter.to), ("StatusCallback", letter.callback)];
        match letter.words {
            Words::Body(body) => form.push(("Body", body)),
            Words::Template { content_sid, variables } => {
                form.push(("ContentSid", content_sid));
                form.push(("ContentVariables", variables));
            }
        }
        let valid = letter.valid_for.map(|left| left.num_seconds().clamp(1, 36_000).to_string());
        if let Some(seconds) = &valid {
            form.push(("ValidityPeriod", seconds));
        }
        let request = self.http.post(self.messages(account)).basic_auth(account.sid, Some(account.token));
        match request.form(&form).send().await {
            Ok(response) => read(response).await,
            Err(error) if error.is_connect() => Verdict::Again { code: "no_connection".into(), after: None },
            Err(_) => Verdict::Unclear("no_answer".into()),
        }
    }

    /// Twilio's ids of messages with these words that it took since then, newest first.
    ///
    /// # Errors
    /// What Twilio answered instead, in a word.
    pub async fn find(
        &self,
        account: Account<'_>,
        letter: &Letter<'_>,
        body: &str,
        since: DateTime<Utc>,
    ) -> Result<Vec<String>, String> {
        let day = since.format("%Y-%m-%d").to_string();
        let mut url = Url::parse(&self.messages(account)).map_err(|e| e.to_string())?;
        url.query_pairs_mut()
            .append_pair("To", letter.to)
            .append_pair("From", letter.from)
            .append_pair("DateSent>", &day)
            .append_pair("PageSize", "50");
        let request = self.http.get(url).basic_auth(account.sid, Some(account.token));
        let response = request.send().await.map_err(|_| "no_answer".to_owned())?;
        if !response.status().is_success() {
            return Err(response.status().as_u16().to_string());
        }
        let list: List = response.json().await.map_err(|_| "unreadable".to_owned())?;
        // Twilio tells whole seconds.
        let since = since.timestamp();
        let ours = list.messages.into_iter().filter(|listed| {
            let when = listed.date_created.as_deref().and_then(|at| DateTime::parse_from_rfc2822(at).ok());
            listed.body.as_deref() == Some(body) && when.is_none_or(|when| when.timestamp() >= since)
        });
        Ok(ours.map(|listed| listed.sid).collect())
    }

    /// Calls a webhook as Twilio does, for the simulator. None: nobody answers there.
    pub async fn knock(&self, url: &str, signature: &str, body: String) -> Option<u16> {
        let request = self
            .http
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-twilio-signature", signature)
            .body(body);
        Some(request.send().await.ok()?.status().as_u16())
    }

    /// Whether the account takes its token. None: Twilio does not say now.
    pub async fn takes(&self, account: Account<'_>) -> Option<bool> {
        let url = format!("{}/2010-04-01/Accounts/{}.json", self.base, account.sid);
        let response = self.http.get(url).basic_auth(account.sid, Some(account.token)).send().await.ok()?;
        match response.status().as_u16() {
            200..=299 => Some(true),
            401 | 403 | 404 => Some(false),
            _ => None,
        }
    }
}

async fn read(response: Response) -> Verdict {
    let status = response.status().as_u16();
    let after = response.headers().get("retry-after").and_then(|v| v.to_str().ok()?.trim().parse().ok());
    let said = response.json().await.unwrap_or(Said { sid: None, code: None });
    outcome::verdict(status, said.code, said.sid, after)
}
