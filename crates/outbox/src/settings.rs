//! The knobs of one module's events, read by the configuration as a section.
use std::time::Duration;

use serde::Deserialize;

/// How a module tells and hears. Every field has a default that fits most modules.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct EventSettings {
    /// Rows sent, received or handled at once.
    pub batch: u16,
    /// How long each of relay, receiver and worker rests after a batch that was not full, so that what comes
    /// meanwhile shares the next one. What comes after a rest is not kept waiting.
    pub gather_ms: u64,
    /// How often the relay looks without being woken.
    pub relay_poll_ms: u64,
    /// How often the worker looks without being woken: also the net behind replays and retries.
    pub worker_poll_ms: u64,
    /// How often timers are looked at when none is due sooner.
    pub timer_poll_ms: u64,
    /// How long the broker may take to confirm a batch.
    pub publish_timeout_ms: u64,
    /// How long one handler may take.
    pub handler_timeout_ms: u64,
    /// The wait after the first failure; it doubles with every further one.
    pub retry_first_ms: u64,
    /// The longest wait between two attempts.
    pub retry_cap_ms: u64,
    /// Failed attempts before a row becomes a dead letter.
    pub max_attempts: u16,
    /// Days that sent facts are kept for replay. Finished inbox rows are kept twice as long, so that a
    /// replayed fact is still known.
    pub retention_days: u16,
    /// How often old rows are removed.
    pub purge_every_ms: u64,
    /// How long work in flight may take to finish when the process stops.
    pub shutdown_ms: u64,
}

impl Default for EventSettings {
    fn default() -> Self {
        Self {
            batch: 100,
            gather_ms: 15,
            relay_poll_ms: 500,
            worker_poll_ms: 500,
            timer_poll_ms: 1_000,
            publish_timeout_ms: 5_000,
            handler_timeout_ms: 20_000,
            retry_first_ms: 500,
            retry_cap_ms: 600_000,
            max_attempts: 8,
            retention_days: 7,
            purge_every_ms: 60_000,
            shutdown_ms: 10_000,
        }
    }
}

impl EventSettings {
    pub(crate) fn gather(&self) -> Duration {
        Duration::from_millis(self.gather_ms)
    }
    pub(crate) fn relay_poll(&self) -> Duration {
        Duration::from_millis(self.relay_poll_ms)
    }
    pub(crate) fn worker_poll(&self) -> Duration {
        Duration::from_millis(self.worker_poll_ms)
    }
    pub(crate) fn timer_poll(&self) -> Duration {
        Duration::from_millis(self.timer_poll_ms)
    }
    pub(crate) fn publish_timeout(&self) -> Duration {
        Duration::from_millis(self.publish_timeout_ms)
    }
    pub(crate) fn handler_timeout(&self) -> Duration {
        Duration::from_millis(self.handler_timeout_ms)
    }
    pub(crate) fn shutdown(&self) -> Duration {
        Duration::from_millis(self.shutdown_ms)
    }
}
