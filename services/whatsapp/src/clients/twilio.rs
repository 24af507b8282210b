//! Twilio: sends messages, and finds those whose sending was left in doubt.
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Client, Response};
use serde::Deserialize;
use serde_json::json;
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

/// A message that Twilio has for us.
#[derive(Clone)]
pub struct Inbound {
    /// Its id.
    pub sid: String,
    /// `whatsapp:+33…`.
    pub from: String,
    /// What it says.
    pub body: String,
    /// How many files it has.
    pub files: usize,
    /// When it was sent, to the second.
    pub sent_at: DateTime<Utc>,
}

#[derive(Deserialize)]
struct Received {
    messages: Vec<ReceivedOne>,
    #[serde(default)]
    next_page_uri: Option<String>,
}

#[derive(Deserialize)]
struct ReceivedOne {
    sid: String,
    from: String,
    #[serde(default)]
    body: Option<String>,
    direction: String,
    #[serde(default)]
    num_media: Option<String>,
    date_sent: Option<String>,
}

/// A number as Twilio manages it.
#[derive(Clone, Debug, Deserialize)]
pub struct Channel {
    /// `XE…`.
    pub sid: String,
    /// `CREATING` … `ONLINE`, `OFFLINE`.
    pub status: String,
    /// `whatsapp:+33…`.
    sender_id: String,
}

#[derive(Deserialize)]
struct Channels {
    #[serde(default)]
    senders: Vec<Channel>,
    #[serde(default)]
    meta: Paging,
}

#[derive(Default, Deserialize)]
struct Paging {
    #[serde(default)]
    next_page_url: Option<String>,
}

#[derive(Deserialize)]
struct Files {
    media_list: Vec<FileOf>,
}

#[derive(Deserialize)]
struct FileOf {
    sid: String,
    content_type: String,
}

/// Twilio's API.
#[derive(Clone)]
pub struct Twilio {
    pub(super) http: Client,
    base: String,
    /// Where numbers are managed.
    pub(super) channels: String,
    /// Where contents are made.
    pub(super) contents: String,
}

impl Twilio {
    /// Nobody is asked yet.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub fn new(settings: &TwilioSettings) -> anyhow::Result<Self> {
        let http = super::http(settings)?;
        let base = settings.api_base.trim_end_matches('/').to_owned();
        let channels = format!("{}/v2/Channels/Senders", base.replacen("://api.", "://messaging.", 1));
        let contents = format!("{}/v1/Content", base.replacen("://api.", "://content.", 1));
        Ok(Self { http, base, channels, contents })
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

    async fn get<T: serde::de::DeserializeOwned>(&self, account: Account<'_>, url: Url) -> Result<T, String> {
        let request = self.http.get(url).basic_auth(account.sid, Some(account.token));
        let response = request.send().await.map_err(|_| "no_answer".to_owned())?;
        if !response.status().is_success() {
            return Err(response.status().as_u16().to_string());
        }
        response.json().await.map_err(|_| "unreadable".to_owned())
    }

    /// What was sent to a number of ours since then, in no order. All pages are read.
    ///
    /// # Errors
    /// What Twilio answered instead, in a word.
    pub async fn received(
        &self,
        account: Account<'_>,
        to: &str,
        since: DateTime<Utc>,
    ) -> Result<Vec<Inbound>, String> {
        let mut url = Url::parse(&self.messages(account)).map_err(|e| e.to_string())?;
        url.query_pairs_mut()
            .append_pair("To", to)
            .append_pair("DateSent>", &since.format("%Y-%m-%dT%H:%M:%SZ").to_string())
            .append_pair("PageSize", "1000");
        let mut found = Vec::new();
        loop {
            let page: Received = self.get(account, url).await?;
            found.extend(page.messages.into_iter().filter_map(|one| {
                let sent_at = DateTime::parse_from_rfc2822(one.date_sent.as_deref()?).ok()?.to_utc();
                let files = one.num_media.and_then(|n| n.parse().ok()).unwrap_or_default();
                let ours = one.direction == "inbound" && sent_at.timestamp() >= since.timestamp();
                let body = one.body.unwrap_or_default();
                ours.then_some(Inbound { sid: one.sid, from: one.from, body, files, sent_at })
            }));
            let Some(next) = page.next_page_uri else { return Ok(found) };
            url = Url::parse(&format!("{}{next}", self.base)).map_err(|e| e.to_string())?;
        }
    }

    /// The files of a message: what they are, and where.
    ///
    /// # Errors
    /// What Twilio answered instead, in a word.
    pub async fn files_of(&self, account: Account<'_>, sid: &str) -> Result<Vec<(String, String)>, String> {
        let at = format!("{}/2010-04-01/Accounts/{}/Messages/{sid}/Media", self.base, account.sid);
        let url = Url::parse(&format!("{at}.json")).map_err(|e| e.to_string())?;
        let list: Files = self.get(account, url).await?;
        let files = list.media_list.into_iter();
        Ok(files.map(|file| (file.content_type, format!("{at}/{}", file.sid))).collect())
    }

    /// The account's number of this address, as Twilio manages it. None: the account has no such number, which is what
    /// proves that somebody else's is not connected.
    ///
    /// # Errors
    /// Twilio does not say now.
    pub async fn channel(&self, account: Account<'_>, address: &str) -> Result<Option<Channel>, String> {
        let mut next = Some(format!("{}?Channel=whatsapp&PageSize=100", self.channels));
        while let Some(url) = next.take() {
            if !url.starts_with(&self.channels) {
                return Err("elsewhere".to_owned());
            }
            let url = Url::parse(&url).map_err(|e| e.to_string())?;
            let page: Channels = self.get(account, url).await?;
            let found = page.senders.into_iter().find(|one| one.sender_id == address);
            if found.is_some() {
                return Ok(found);
            }
            next = page.meta.next_page_url;
        }
        Ok(None)
    }

    /// Enters the addresses of our webhooks at Twilio for a number. False: it has to be done by hand.
    pub async fn enter_hooks(
        &self,
        account: Account<'_>,
        channel: &str,
        (inbound, status): (&str, &str),
    ) -> bool {
        let hooks = json!({ "webhook": {
            "callback_url": inbound, "callback_method": "POST",
            "status_callback_url": status, "status_callback_method": "POST",
        } });
        let request = self.http.post(format!("{}/{channel}", self.channels));
        let answer = request.basic_auth(account.sid, Some(account.token)).json(&hooks).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
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
