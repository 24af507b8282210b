//! The module's own settings, typed; `config.toml` explains each.
use std::time::Duration;

use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// `[payments]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Payments {
    pay_minutes: u32,
    /// Whether the test method is offered while no provider is configured.
    pub test_method: bool,
    poll_ms: u64,
    lease_seconds: u32,
    sweep_minutes: u32,
}

impl Payments {
    /// How long a customer may pay.
    #[must_use]
    pub fn pay_within(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.pay_minutes.max(1)))
    }
    /// Time between looks for due work.
    #[must_use]
    pub fn poll(&self) -> Duration {
        Duration::from_millis(self.poll_ms.max(10))
    }
    /// How long work may take before somebody else takes it up.
    #[must_use]
    pub fn lease(&self) -> TimeDelta {
        TimeDelta::seconds(i64::from(self.lease_seconds.max(5)))
    }
    /// Time between comparisons with the provider.
    #[must_use]
    pub fn sweep(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.sweep_minutes.max(1)))
    }
}

/// `[stripe]`
#[derive(Clone, Debug, Deserialize)]
pub struct Stripe {
    secret_key: SecretString,
    webhook_secrets: SecretString,
    /// Where its API is.
    pub api_base: String,
    timeout_ms: u64,
    hosts: String,
}

impl Stripe {
    /// The key, when there is one.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        Some(self.secret_key.expose_secret().trim()).filter(|key| !key.is_empty())
    }
    /// The secrets that webhooks may be signed with.
    #[must_use]
    pub fn webhook_secrets(&self) -> Vec<String> {
        let all = self.webhook_secrets.expose_secret().split(',').map(|s| s.trim().to_owned());
        all.filter(|secret| !secret.is_empty()).collect()
    }
    /// How long it may take to answer.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        Duration::from_millis(self.timeout_ms.max(100))
    }
    /// Hosts to which customers may be sent.
    #[must_use]
    pub fn hosts(&self) -> Vec<String> {
        self.hosts.split(',').map(|host| host.trim().to_owned()).filter(|host| !host.is_empty()).collect()
    }
}
