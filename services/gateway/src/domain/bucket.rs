//! A token bucket as one number: the time at which it would be full again (GCRA).

/// How many requests, how fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Requests that may come at once.
    pub burst: u32,
    /// Requests that may follow per minute.
    pub per_minute: u32,
}

impl Rate {
    /// Microseconds between two requests at full speed.
    fn interval(self) -> i64 {
        60_000_000 / i64::from(self.per_minute.max(1))
    }
}

/// What a bucket answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// May this request pass?
    pub allowed: bool,
    /// Requests left right now.
    pub remaining: i64,
    /// Seconds until one more may pass; 0 when one may pass now.
    pub retry_after: u64,
    /// Seconds until the bucket is full again.
    pub reset: u64,
}

/// Takes one request at `now` (microseconds). `full_at` is the bucket; 0 is a fresh one.
#[must_use]
pub fn take(full_at: i64, now: i64, rate: Rate) -> (i64, Verdict) {
    let interval = rate.interval();
    let capacity = interval * i64::from(rate.burst.max(1));
    let next = full_at.max(now) + interval;
    let allowed = next - now <= capacity;
    let kept = if allowed { next } else { full_at };
    let spent = (kept - now).max(0);
    let verdict = Verdict {
        allowed,
        remaining: (capacity - spent).max(0) / interval,
        retry_after: seconds(spent + interval - capacity),
        reset: seconds(spent),
    };
    (kept, verdict)
}

fn seconds(micros: i64) -> u64 {
    u64::try_from(micros).map_or(0, |m| m.div_ceil(1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { burst: 3, per_minute: 60 };
    const SECOND: i64 = 1_000_000;

    #[test]
    fn a_burst_passes_then_the_rate_holds() {
        let now = 1_000 * SECOND;
        let mut bucket = 0;
        for left in [2, 1, 0] {
            let (next, verdict) = take(bucket, now, RATE);
            assert!(verdict.allowed);
            assert_eq!(verdict.remaining, left);
            bucket = next;
        }
        let (kept, refused) = take(bucket, now, RATE);
        assert!(!refused.allowed);
        assert_eq!((refused.retry_after, refused.reset, kept), (1, 3, bucket), "a refusal costs nothing");
        assert!(take(kept, now + SECOND, RATE).1.allowed);
        assert_eq!(take(kept, now + 60 * SECOND, RATE).1.remaining, 2, "full again, less this one");
    }

    #[test]
    fn a_rate_of_zero_does_not_divide_by_zero() {
        assert!(take(0, SECOND, Rate { burst: 0, per_minute: 0 }).1.allowed);
    }
}
