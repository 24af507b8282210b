//! The module's settings, typed; `config.toml` says what each is for.
use chrono::TimeDelta;
use serde::Deserialize;
use souk_kit::config::Settings;

/// Everything in `config.toml`.
#[derive(Clone, Debug)]
pub struct Config {
    /// `[identity]`
    pub identity: General,
    /// `[passwords]`
    pub passwords: Passwords,
    /// `[passkeys]`
    pub passkeys: Passkeys,
    /// `[sessions]`
    pub sessions: Sessions,
    /// `[links]`
    pub links: Links,
    /// `[keys]`
    pub keys: Keys,
    /// `[mail_queue]`
    pub mail_queue: souk_kit::mail_queue::Settings,
    /// `[privacy]`
    pub privacy: Privacy,
    /// `[opt_ins]`
    pub opt_ins: OptIns,
}

impl Config {
    /// Reads all sections.
    ///
    /// # Errors
    /// A missing or unreadable setting, named.
    pub fn read(settings: &Settings) -> anyhow::Result<Self> {
        Ok(Self {
            identity: settings.section("identity")?,
            passwords: settings.section("passwords")?,
            passkeys: settings.section("passkeys")?,
            sessions: settings.section("sessions")?,
            links: settings.section("links")?,
            keys: settings.section("keys")?,
            mail_queue: settings.section("mail_queue")?,
            privacy: settings.section("privacy")?,
            opt_ins: settings.section("opt_ins")?,
        })
    }
}

/// `[opt_ins]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct OptIns {
    /// Time between two looks for contacts that are not known yet.
    pub look_seconds: u64,
}

/// `[privacy]`
#[derive(Clone, Debug, Deserialize)]
pub struct Privacy {
    /// How long a request to be erased can be undone.
    pub grace_days: i64,
    /// Modules that answer an erasure, comma separated.
    pub modules: String,
    /// Modules that add to the package of a person's data, comma separated.
    pub data_from: String,
}

fn listed(words: &str) -> impl Iterator<Item = &str> {
    words.split(',').map(str::trim).filter(|m| !m.is_empty())
}

impl Privacy {
    /// See [`Privacy::modules`].
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        listed(&self.modules)
    }
    /// See [`Privacy::data_from`].
    pub fn data_from(&self) -> impl Iterator<Item = &str> {
        listed(&self.data_from)
    }
}

/// `[identity]`
#[derive(Clone, Debug, Deserialize)]
pub struct General {
    /// A new address must be confirmed before it can sign in.
    pub verify_required: bool,
    /// A new merchant's stores are shown once an operator approved it.
    pub approval_required: bool,
    /// Addresses of platform operators, comma separated.
    pub admins: String,
}

/// `[passwords]`: argon2id.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Passwords {
    /// Memory per hash.
    pub memory_kib: u32,
    /// Passes over it.
    pub iterations: u32,
    /// Lanes.
    pub parallelism: u32,
    /// Hashes at the same time.
    pub at_once: usize,
    /// Longest wait for a turn.
    pub wait_seconds: u64,
}

/// `[passkeys]`
#[derive(Clone, Debug, Deserialize)]
pub struct Passkeys {
    /// The host that passkeys belong to; that of the public address when empty.
    pub rp_id: String,
    /// The pages that may ask for them, comma separated; the public address when empty.
    pub origins: String,
    /// How long a device may take.
    pub challenge_seconds: i64,
}

impl Passkeys {
    /// See [`Passkeys::challenge_seconds`].
    #[must_use]
    pub fn challenge(&self) -> TimeDelta {
        TimeDelta::seconds(self.challenge_seconds)
    }
}

/// `[sessions]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Sessions {
    /// Life of an access token.
    pub access_seconds: i64,
    /// Unused for so long, a session ends.
    pub idle_days: i64,
    /// A rotated refresh token gets the same successor for so long.
    pub replay_seconds: i64,
    /// A proof of who one is counts for so long for what demands a fresh one.
    pub step_up_minutes: i64,
}

/// `[links]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Links {
    /// Life of a confirmation link.
    pub verify_hours: i64,
    /// Life of a reset link.
    pub reset_minutes: i64,
    /// Life of an invitation.
    pub invitation_days: i64,
}

/// `[keys]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Keys {
    /// Age at which the signing key is replaced.
    pub rotate_days: i64,
    /// Published before it signs.
    pub publish_seconds: i64,
    /// Time between two looks.
    pub look_seconds: i64,
}

impl Sessions {
    /// See [`Sessions::access_seconds`].
    #[must_use]
    pub fn access(&self) -> TimeDelta {
        TimeDelta::seconds(self.access_seconds)
    }
    /// See [`Sessions::idle_days`].
    #[must_use]
    pub fn idle(&self) -> TimeDelta {
        TimeDelta::days(self.idle_days)
    }
    /// See [`Sessions::step_up_minutes`].
    #[must_use]
    pub fn step_up(&self) -> TimeDelta {
        TimeDelta::minutes(self.step_up_minutes)
    }
    /// See [`Sessions::replay_seconds`].
    #[must_use]
    pub fn replay(&self) -> TimeDelta {
        TimeDelta::seconds(self.replay_seconds)
    }
}
