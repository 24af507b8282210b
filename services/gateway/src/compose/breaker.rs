//! Circuit breakers of slots: a module that keeps failing is left alone for a while.
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use dashmap::DashMap;
use souk_kit::Clock;

#[derive(Default)]
struct Breaker {
    failures: AtomicU32,
    open_until: AtomicI64,
}

/// One breaker per module.
pub struct Breakers {
    after: u32,
    open_ms: i64,
    clock: Clock,
    all: DashMap<String, Breaker>,
}

impl Breakers {
    /// All closed.
    #[must_use]
    pub fn new(after: u32, open_ms: i64, clock: Clock) -> Self {
        Self { after, open_ms, clock, all: DashMap::new() }
    }

    /// May the module be asked?
    #[must_use]
    pub fn closed(&self, module: &str) -> bool {
        let now = self.clock.now().timestamp_millis();
        self.all.get(module).is_none_or(|b| b.open_until.load(Ordering::Relaxed) <= now)
    }

    /// It answered.
    pub fn worked(&self, module: &str) {
        if let Some(breaker) = self.all.get(module) {
            breaker.failures.store(0, Ordering::Relaxed);
        }
    }

    /// It failed or was late.
    pub fn failed(&self, module: &str) {
        let breaker = self.all.entry(module.to_owned()).or_default();
        if breaker.failures.fetch_add(1, Ordering::Relaxed) + 1 >= self.after {
            let until = self.clock.now().timestamp_millis() + self.open_ms;
            breaker.open_until.store(until, Ordering::Relaxed);
            tracing::warn!(module, "its slots stay empty for a while");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_after_failures_in_a_row_and_tries_again() {
        let clock = Clock::fixed(chrono::DateTime::UNIX_EPOCH);
        let breakers = Breakers::new(2, 1_000, clock.clone());
        breakers.failed("a");
        breakers.worked("a");
        breakers.failed("a");
        assert!(breakers.closed("a"), "not in a row");
        breakers.failed("a");
        assert!(!breakers.closed("a") && breakers.closed("b"));
        clock.advance(chrono::Duration::seconds(1));
        assert!(breakers.closed("a"), "one more try");
        breakers.failed("a");
        assert!(!breakers.closed("a"));
    }
}
