//! The module's own settings, typed; `config.toml` explains each.
use std::time::Duration;

use chrono::TimeDelta;
use serde::Deserialize;

/// `[reservations]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Reservations {
    whatsapp_ms: u64,
    file_ms: u64,
    closer_seconds: u32,
    late_minutes: u32,
}

impl Reservations {
    /// How long whatsapp may take to answer.
    #[must_use]
    pub fn whatsapp(&self) -> Duration {
        Duration::from_millis(self.whatsapp_ms)
    }

    /// How long whatsapp may take to give a file.
    #[must_use]
    pub fn files(&self) -> Duration {
        Duration::from_millis(self.file_ms)
    }

    /// How often idle sessions are looked for.
    #[must_use]
    pub fn closer(&self) -> TimeDelta {
        TimeDelta::seconds(i64::from(self.closer_seconds.max(1)))
    }

    /// How old a code may be to be executed.
    #[must_use]
    pub fn late(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.late_minutes))
    }
}

/// `[live]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Live {
    heartbeat_seconds: u64,
    poll_ms: u64,
    /// Most pages of one process that follow a live.
    pub max_streams: usize,
}

impl Live {
    /// Time between signs of life.
    #[must_use]
    pub fn heartbeat(&self) -> Duration {
        Duration::from_secs(self.heartbeat_seconds.max(1))
    }

    /// Time between looks for changes.
    #[must_use]
    pub fn poll(&self) -> Duration {
        Duration::from_millis(self.poll_ms.max(50))
    }
}
