//! Opaque sessions become tokens at identity: asked once at a time, kept while fresh, kept longer while identity
//! is away.
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use aws_lc_rs::digest;
use chrono::{DateTime, Utc};
use dashmap::DashMap;
use serde::{Deserialize, Serialize};
use souk_kit::{Ask, AskError, Clock, token::Role};
use tokio_util::sync::CancellationToken;

use crate::config;

/// What identity says about a session.
#[derive(Clone, Debug, Deserialize)]
pub struct Exchanged {
    /// Access token for modules.
    pub token: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// `usr_…`
    pub user_id: String,
    /// `ses_…`
    #[serde(default)]
    pub session_id: String,
    /// How to greet.
    #[serde(default)]
    pub display_name: String,
    /// The tenant the person works for.
    #[serde(default)]
    pub tenant_id: Option<String>,
    /// Its name.
    #[serde(default)]
    pub tenant_name: Option<String>,
    /// The role there.
    #[serde(default)]
    pub role: Option<Role>,
    /// Operator of the platform.
    #[serde(default)]
    pub admin: bool,
    /// Preferred language.
    #[serde(default)]
    pub language: Option<String>,
    /// All tenants the person belongs to.
    #[serde(default)]
    pub tenants: Vec<Membership>,
    /// The operator only looks at what somebody else sees.
    #[serde(default)]
    pub looking: Option<Looking>,
    /// Cancelled when this is forgotten or the process stops: live streams end then, and ask who they are anew.
    #[serde(skip)]
    pub ends: CancellationToken,
}

/// Whose view an operator looks at, and why.
#[derive(Clone, Debug, Deserialize)]
pub struct Looking {
    /// The merchant's or the person's name.
    pub whose: String,
    /// Who looks.
    pub operator: String,
    /// Why, in their words.
    pub reason: String,
    /// When it ends by itself.
    pub ends_at: DateTime<Utc>,
}

/// A tenant of a person.
#[derive(Clone, Debug, Deserialize)]
pub struct Membership {
    /// `ten_…`
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Whose tokens are out of date.
#[derive(Clone, Debug, Deserialize)]
pub struct Revocations {
    /// Where to go on from.
    pub now: DateTime<Utc>,
    /// What was noted; answers overlap.
    pub items: Vec<Revoked>,
}

/// One note.
#[derive(Clone, Debug, Deserialize)]
pub struct Revoked {
    /// Tells a note that was seen already from a new one.
    pub seq: i64,
    /// Whose.
    pub user_id: String,
    /// The session that ended or switched tenant; none: all of the person's.
    #[serde(default)]
    pub session_id: Option<String>,
}

impl Revoked {
    fn names(&self, known: &Exchanged) -> bool {
        match &self.session_id {
            Some(session) => *session == known.session_id,
            None => self.user_id == known.user_id,
        }
    }
}

/// What became of a session cookie.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A signed-in person.
    Known(Arc<Exchanged>),
    /// Identity does not know it (any more): the cookie goes.
    Revoked,
    /// Identity does not answer and nothing usable is kept: a visitor for now, the cookie stays.
    Unknown,
}

struct Entry {
    asking: tokio::sync::Mutex<()>,
    kept: Mutex<Option<Kept>>,
    ends: CancellationToken,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.ends.cancel();
    }
}

#[derive(Clone)]
struct Kept {
    outcome: Outcome,
    at: DateTime<Utc>,
}

impl Entry {
    fn new(ends: CancellationToken) -> Self {
        Self { asking: tokio::sync::Mutex::default(), kept: Mutex::default(), ends }
    }

    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Serialize)]
struct Question<'s> {
    session: &'s str,
}

/// Sessions known to this process, by the hash of their id.
pub struct Sessions {
    ask: Ask,
    clock: Clock,
    settings: config::Session,
    closing: CancellationToken,
    entries: DashMap<[u8; 32], Arc<Entry>>,
}

impl Sessions {
    /// None known yet. `closing` is cancelled when the process stops.
    #[must_use]
    pub fn new(ask: Ask, clock: Clock, settings: config::Session, closing: CancellationToken) -> Self {
        Self { ask, clock, settings, closing, entries: DashMap::new() }
    }

    /// Who is behind a session cookie.
    pub async fn who(&self, session: &str) -> Outcome {
        let Some(key) = key(session) else { return Outcome::Revoked };
        let entry = self.entry(key);
        if let Some(fresh) = self.fresh(&entry) {
            return fresh;
        }
        let _one_at_a_time = entry.asking.lock().await;
        if let Some(fresh) = self.fresh(&entry) {
            return fresh;
        }
        let budget = Duration::from_millis(self.settings.exchange_ms);
        let question = Question { session };
        let answer: Result<Exchanged, _> =
            self.ask.post("identity", "/internal/sessions/exchange", &question, budget).await;
        let now = self.clock.now();
        let outcome = match answer {
            Ok(known) => Outcome::Known(Arc::new(Exchanged { ends: entry.ends.clone(), ..known })),
            Err(AskError::Refused { problem, .. }) if matches!(problem.status, 401 | 422) => Outcome::Revoked,
            Err(_) => return self.usable(&entry, now).unwrap_or(Outcome::Unknown),
        };
        *entry.kept() = Some(Kept { outcome: outcome.clone(), at: now });
        outcome
    }

    /// Forgets a session, because identity has just changed it.
    pub fn forget(&self, session: &str) {
        if let Some(key) = key(session) {
            self.entries.remove(&key);
        }
    }

    /// Forgets sessions that ended elsewhere, and those of people whose rights changed. What is being asked about
    /// at this moment is not kept either: the answer may be from before.
    pub fn forget_revoked(&self, news: &[Revoked]) {
        if news.is_empty() {
            return;
        }
        self.entries.retain(|_, entry| match entry.kept().as_ref().map(|k| &k.outcome) {
            Some(Outcome::Known(known)) => !news.iter().any(|n| n.names(known)),
            Some(_) => true,
            None => false,
        });
    }

    fn fresh(&self, entry: &Entry) -> Option<Outcome> {
        let now = self.clock.now();
        let kept = entry.kept().clone()?;
        let young = (now - kept.at).num_milliseconds() < self.settings.fresh_ms;
        (young && live(&kept, now)).then_some(kept.outcome)
    }

    /// What may be used while identity is away.
    fn usable(&self, entry: &Entry, now: DateTime<Utc>) -> Option<Outcome> {
        let mut kept = entry.kept();
        let known = kept.as_mut().filter(|k| live(k, now))?;
        tracing::warn!("identity does not answer; a known session is used until its token ends");
        Some(known.outcome.clone())
    }

    fn entry(&self, key: [u8; 32]) -> Arc<Entry> {
        if self.entries.len() >= self.settings.most {
            let now = self.clock.now();
            self.entries.retain(|_, e| e.kept().as_ref().is_some_and(|k| live(k, now)));
            if self.entries.len() >= self.settings.most {
                self.entries.clear();
            }
        }
        Arc::clone(
            &self.entries.entry(key).or_insert_with(|| Arc::new(Entry::new(self.closing.child_token()))),
        )
    }
}

fn live(kept: &Kept, now: DateTime<Utc>) -> bool {
    match &kept.outcome {
        Outcome::Known(exchanged) => exchanged.expires_at > now,
        Outcome::Revoked => true,
        Outcome::Unknown => false,
    }
}

/// Session ids of an impossible form are not asked about.
fn key(session: &str) -> Option<[u8; 32]> {
    let plausible = (16..=256).contains(&session.len()) && session.bytes().all(|b| b.is_ascii_graphic());
    plausible
        .then(|| digest::digest(&digest::SHA256, session.as_bytes()))
        .and_then(|d| d.as_ref().try_into().ok())
}
