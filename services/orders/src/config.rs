//! The module's own settings.
use std::time::Duration;

use chrono::TimeDelta;
use serde::Deserialize;

/// `[orders]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Orders {
    /// Minutes until a new order nobody accepts is turned down.
    pub accept_minutes: i64,
    /// Milliseconds the catalogue may take to answer.
    pub catalog_ms: u64,
    /// Milliseconds identity may take to answer.
    pub identity_ms: u64,
    /// Milliseconds reservations may take to answer.
    pub reservations_ms: u64,
    /// Milliseconds payments may take to open a payment.
    pub payments_ms: u64,
    /// Milliseconds payments may take to say whether something can be paid online.
    pub payment_methods_ms: u64,
    /// Seconds for which units are set aside while an order is paid online: longer than payments lets pay.
    pub paying_seconds: i64,
    /// Seconds for which units are set aside while an order is placed.
    pub hold_seconds: i64,
}

impl Orders {
    /// How long a merchant has to answer.
    #[must_use]
    pub fn accept_within(&self) -> TimeDelta {
        TimeDelta::try_minutes(self.accept_minutes).unwrap_or(TimeDelta::minutes(10))
    }
}

/// `[promotions]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Promotions {
    /// Milliseconds between looks for changes made by another process.
    pub poll_ms: u64,
}

impl Promotions {
    /// Time between looks.
    #[must_use]
    pub fn poll(&self) -> Duration {
        Duration::from_millis(self.poll_ms.max(50))
    }
}

/// `[live]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Live {
    /// Milliseconds between looks.
    pub poll_ms: u64,
    /// Seconds between signs of life.
    pub heartbeat_seconds: u64,
}

impl Live {
    /// Time between looks.
    #[must_use]
    pub fn poll(&self) -> Duration {
        Duration::from_millis(self.poll_ms.max(50))
    }
    /// Time between signs of life.
    #[must_use]
    pub fn heartbeat(&self) -> Duration {
        Duration::from_secs(self.heartbeat_seconds.max(1))
    }
}
