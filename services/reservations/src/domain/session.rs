//! A live session: when it may end by itself.
use chrono::{DateTime, TimeDelta, Utc};

/// What the closer looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idle {
    /// The last time something happened in it.
    pub last_activity: DateTime<Utc>,
    /// Reservations of it that are held.
    pub holds: i64,
}

impl Idle {
    /// Whether nothing has happened for so long, and nobody holds anything.
    #[must_use]
    pub fn may_close(&self, now: DateTime<Utc>, inactive: TimeDelta) -> bool {
        self.holds == 0 && self.last_activity + inactive <= now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_when_idle_and_nobody_holds_anything() {
        let start: DateTime<Utc> = "2026-11-22T20:00:00Z".parse().unwrap();
        let idle = |holds| Idle { last_activity: start, holds };
        let limit = TimeDelta::minutes(45);
        assert!(!idle(0).may_close(start + TimeDelta::minutes(44), limit));
        assert!(idle(0).may_close(start + TimeDelta::minutes(45), limit));
        assert!(!idle(1).may_close(start + TimeDelta::minutes(90), limit));
    }
}
