//! Rate limits in this process's memory: one bucket per client and class. Each replica counts for itself.
use std::sync::atomic::{AtomicI64, Ordering};

use dashmap::DashMap;
use souk_kit::Clock;

use crate::{
    config::Rates,
    domain::bucket::{Rate, Verdict, take},
};

/// What kind of request it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Sign-in and sign-up.
    Login,
    /// Unsafe methods.
    Write,
    /// The rest.
    Read,
}

/// All buckets.
pub struct Limiter {
    rates: Rates,
    clock: Clock,
    buckets: DashMap<(Class, String), i64>,
    swept: AtomicI64,
}

const SWEEP_EVERY_MICROS: i64 = 10_000_000;

impl Limiter {
    /// No bucket yet.
    #[must_use]
    pub fn new(rates: Rates, clock: Clock) -> Self {
        Self { rates, clock, buckets: DashMap::new(), swept: AtomicI64::new(0) }
    }

    /// The rate of a class.
    #[must_use]
    pub fn rate(&self, class: Class) -> Rate {
        match class {
            Class::Login => self.rates.login,
            Class::Write => self.rates.write,
            Class::Read => self.rates.read,
        }
    }

    /// Counts one request of a client.
    #[must_use]
    pub fn take(&self, class: Class, client: &str) -> Verdict {
        let now = self.clock.now().timestamp_micros();
        self.sweep(now);
        let mut bucket = self.buckets.entry((class, client.to_owned())).or_insert(0);
        let (next, verdict) = take(*bucket, now, self.rate(class));
        *bucket = next;
        verdict
    }

    /// Drops full buckets now and then, and everything when somebody fills the memory faster than that.
    fn sweep(&self, now: i64) {
        let crowded = self.buckets.len() >= self.rates.most;
        let due = now - self.swept.load(Ordering::Relaxed) > SWEEP_EVERY_MICROS;
        if !crowded && !due {
            return;
        }
        self.swept.store(now, Ordering::Relaxed);
        self.buckets.retain(|_, full_at| *full_at > now);
        if self.buckets.len() >= self.rates.most {
            tracing::warn!("too many clients at once; all rate limits start afresh");
            self.buckets.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded() {
        let rate = Rate { burst: 2, per_minute: 1 };
        let rates = Rates { login: rate, write: rate, read: rate, most: 10, exempt: Vec::new() };
        let clock = Clock::fixed(chrono::DateTime::UNIX_EPOCH + chrono::Duration::days(1));
        let limiter = Limiter::new(rates, clock.clone());
        for n in 0..100 {
            assert!(limiter.take(Class::Read, &n.to_string()).allowed);
            assert!(limiter.buckets.len() <= 10);
        }
        clock.advance(chrono::Duration::hours(1));
        let _ = limiter.take(Class::Login, "x");
        assert_eq!(limiter.buckets.len(), 1, "full buckets are dropped");
    }
}
