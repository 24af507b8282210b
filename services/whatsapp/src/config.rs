//! The settings of whatsapp; `config.toml` says what each is for.
use std::time::Duration;

use chrono::TimeDelta;
use serde::Deserialize;

use crate::domain::cost::Prices;

/// `[whatsapp]`
#[derive(Clone, Debug, Deserialize)]
pub struct Settings {
    reservations_ms: u64,
    /// Messages of one contact a minute.
    pub contact_per_minute: i32,
    /// Whether the simulator is offered.
    pub simulator: bool,
    keep_days: i64,
}

impl Settings {
    /// How long reservations may take to answer.
    #[must_use]
    pub fn reservations(&self) -> Duration {
        Duration::from_millis(self.reservations_ms)
    }
    /// How long the texts of messages are kept.
    #[must_use]
    pub fn keep(&self) -> TimeDelta {
        TimeDelta::days(self.keep_days.clamp(1, 3650))
    }
}

/// `[twilio]`
#[derive(Clone, Debug, Deserialize)]
pub struct TwilioSettings {
    /// Where its API is.
    pub api_base: String,
    media_hosts: String,
    timeout_ms: u64,
}

impl TwilioSettings {
    /// Where files of messages may be fetched from.
    #[must_use]
    pub fn media_hosts(&self) -> Vec<String> {
        let hosts = self.media_hosts.split(',').map(|host| host.trim().to_ascii_lowercase());
        hosts.filter(|host| !host.is_empty()).collect()
    }
    /// How long it may take to answer.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        Duration::from_millis(self.timeout_ms)
    }
}

/// `[cost]`
#[derive(Clone, Debug, Deserialize)]
pub struct CostSettings {
    /// The currency of the estimate.
    pub currency: souk_events::Currency,
    twilio_millionths: i64,
    service_millionths: i64,
    template_millionths: i64,
}

impl CostSettings {
    /// What one message costs.
    #[must_use]
    pub fn prices(&self) -> Prices {
        Prices {
            twilio: self.twilio_millionths.max(0),
            service: self.service_millionths.max(0),
            template: self.template_millionths.max(0),
        }
    }
}

/// `[sending]`
#[derive(Clone, Debug, Deserialize)]
pub struct Sending {
    /// Messages of one number a second.
    pub per_second: u32,
    look_ms: u64,
    lease_seconds: i64,
}

impl Sending {
    /// Time between two looks.
    #[must_use]
    pub fn look(&self) -> Duration {
        Duration::from_millis(self.look_ms.max(10))
    }
    /// After that a sending died with its process.
    #[must_use]
    pub fn lease(&self) -> TimeDelta {
        TimeDelta::seconds(self.lease_seconds.clamp(5, 3600))
    }
}
