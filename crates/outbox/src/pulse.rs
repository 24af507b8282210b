//! How the runner is doing, cheap to read: health checks and dashboards ask here, not the database.
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};

/// The loops of a runner.
const PARTS: [&str; 5] = ["relay", "receiver", "worker", "timers", "purge"];
/// A fact that waits longer than this is a sign of trouble.
const LATE: TimeDelta = TimeDelta::seconds(30);
/// How long a process that starts waits for its queue before it goes without.
const FIRST_QUEUE: Duration = Duration::from_secs(15);

/// A window on a running [`crate::Runner`]; clones show the same one.
#[derive(Clone, Debug)]
pub struct Pulse {
    born: Instant,
    reading: Arc<Mutex<Reading>>,
}

impl Default for Pulse {
    fn default() -> Self {
        Self::new()
    }
}

/// What a [`Pulse`] shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// This process sends the schema's facts; false: another one does, or none can.
    pub relay_active: bool,
    /// When the relay last looked at the outbox.
    pub relay_looked_at: Option<DateTime<Utc>>,
    /// When the broker last confirmed a batch.
    pub published_at: Option<DateTime<Utc>>,
    /// When the oldest fact that waits to be sent was told, as of the relay's last look.
    pub oldest_waiting: Option<DateTime<Utc>>,
    /// The queue is there and its bindings are, since this process made sure of it: facts wait in it.
    pub queue_there: bool,
    /// The receiver has its queue.
    pub receiver_connected: bool,
    /// Facts sent.
    pub published: u64,
    /// Messages received, duplicates included.
    pub received: u64,
    /// Inbox rows handled with success.
    pub handled: u64,
    /// Failed attempts of handlers and timers.
    pub failed: u64,
    /// Rows that became dead letters.
    pub dead: u64,
    /// Timers fired.
    pub fired: u64,
    /// Loops in trouble right now (`relay`, `receiver`, `worker`, `timers`, `purge`) and their last error.
    pub troubles: BTreeMap<&'static str, String>,
}

impl Pulse {
    /// A pulse nobody feels yet.
    #[must_use]
    pub fn new() -> Self {
        Self { born: Instant::now(), reading: Arc::default() }
    }

    /// Facts told from now on reach this module: its queue is there, or was given its time. On a broker that never
    /// saw the module they would go nowhere; one that is away must not keep a module from starting.
    #[must_use]
    pub fn listens(&self) -> bool {
        self.listens_at_age(self.born.elapsed())
    }

    fn listens_at_age(&self, age: Duration) -> bool {
        self.lock().queue_there || age >= FIRST_QUEUE
    }

    /// The reading now.
    #[must_use]
    pub fn read(&self) -> Reading {
        self.lock().clone()
    }

    /// Health checks: name, whether it works, what is wrong. A relay that stands by behind another
    /// process is well.
    #[must_use]
    pub fn checks(&self, now: DateTime<Utc>) -> Vec<(&'static str, bool, String)> {
        let reading = self.read();
        let late = reading.oldest_waiting.map(|told| now - told).filter(|age| *age > LATE);
        PARTS
            .iter()
            .map(|part| {
                let mut detail = reading.troubles.get(part).cloned().unwrap_or_default();
                if let ("relay", Some(age), "") = (*part, late, detail.as_str()) {
                    detail = format!("a fact waits to be sent since {} s", age.num_seconds());
                }
                (*part, detail.is_empty(), detail)
            })
            .collect()
    }

    pub(crate) fn note(&self, change: impl FnOnce(&mut Reading)) {
        change(&mut self.lock());
    }

    pub(crate) fn trouble(&self, part: &'static str, error: String) {
        self.lock().troubles.insert(part, error);
    }

    pub(crate) fn fine(&self, part: &'static str) {
        self.lock().troubles.remove(part);
    }

    fn lock(&self) -> MutexGuard<'_, Reading> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_waits_for_its_queue_but_not_for_ever() {
        let pulse = Pulse::new();
        assert!(!pulse.listens_at_age(Duration::ZERO));
        assert!(pulse.listens_at_age(FIRST_QUEUE), "the broker is away");
        pulse.note(|r| r.queue_there = true);
        assert!(pulse.listens_at_age(Duration::ZERO));
    }
}
