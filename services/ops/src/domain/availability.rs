//! The share of time that a module was there: counted looks, never guessed.
use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};
use serde::Serialize;

/// Minutes that are counted together.
const SLOT: TimeDelta = TimeDelta::minutes(10);
/// Hours that are shown one by one.
const HOURS: i32 = 24;

/// The slot that a moment is in.
#[must_use]
pub fn slot(now: DateTime<Utc>) -> DateTime<Utc> {
    now.duration_trunc(SLOT).unwrap_or(now)
}

/// Where the hours that are shown one by one begin.
#[must_use]
pub fn first_hour(now: DateTime<Utc>) -> DateTime<Utc> {
    hour(now) - TimeDelta::hours(i64::from(HOURS - 1))
}

fn hour(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::hours(1)).unwrap_or(at)
}

/// Looks at a module, and how many found it well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// How many.
    pub all: i64,
    /// How many found it well.
    pub well: i64,
}

impl Looks {
    fn add(self, other: Self) -> Self {
        Self { all: self.all + other.all, well: self.well + other.well }
    }

    /// In basis points, rounded down: it is 10 000 only when every look found it well. None without a look.
    #[must_use]
    pub fn share(self) -> Option<i64> {
        (self.all > 0).then(|| self.well.saturating_mul(10_000) / self.all.max(1))
    }
}

/// One hour of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Hour {
    /// Its beginning.
    pub start: DateTime<Utc>,
    /// In basis points; none when nobody looked.
    pub share: Option<i64>,
}

/// How much of the time a module was there, in basis points; none when nobody looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Availability {
    /// The module.
    pub module: String,
    /// In the last hour.
    pub hour: Option<i64>,
    /// In the last 24 hours of the clock, this one included.
    pub day: Option<i64>,
    /// In the last 30 days.
    pub month: Option<i64>,
    /// Each of those 24 hours, the oldest first.
    pub hours: Vec<Hour>,
}

/// Sums up: the slots of a module since [`first_hour`], and its looks of 30 days.
#[must_use]
pub fn sum_up(
    module: &str,
    slots: &[(DateTime<Utc>, Looks)],
    month: Looks,
    now: DateTime<Utc>,
) -> Availability {
    let sum = |from: DateTime<Utc>, to: DateTime<Utc>| {
        let inside = slots.iter().filter(|(at, _)| *at >= from && *at < to);
        inside.fold(Looks::default(), |sum, (_, looks)| sum.add(*looks)).share()
    };
    let end = slot(now) + SLOT;
    let hours = (0..HOURS).map(|n| first_hour(now) + TimeDelta::hours(i64::from(n)));
    Availability {
        module: module.to_owned(),
        hour: sum(end - TimeDelta::hours(1), end),
        day: sum(first_hour(now), end),
        month: month.share(),
        hours: hours.map(|start| Hour { start, share: sum(start, start + TimeDelta::hours(1)) }).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        // Ten o'clock, sharp.
        DateTime::from_timestamp(1_790_071_200, 0).unwrap() + TimeDelta::minutes(minutes)
    }

    #[test]
    fn slots_are_ten_minutes_and_hours_those_of_the_clock() {
        assert_eq!(slot(at(19)), at(10));
        assert_eq!(first_hour(at(19)), at(-23 * 60));
    }

    #[test]
    fn shares_count_looks_and_say_when_nobody_looked() {
        let looks = |all, well| Looks { all, well };
        let slots = [(at(-70), looks(100, 0)), (at(-40), looks(100, 100)), (at(10), looks(50, 49))];
        let sum = sum_up("orders", &slots, looks(10_000, 9_999), at(19));
        assert_eq!((sum.hour, sum.day, sum.month), (Some(9_933), Some(5_960), Some(9_999)));
        assert_eq!(sum.hours.len(), 24);
        let last: Vec<_> = sum.hours.iter().rev().take(4).map(|h| h.share).collect();
        assert_eq!(last, [Some(9_800), Some(10_000), Some(0), None]);
        assert_eq!(sum_up("orders", &[], Looks::default(), at(0)).hour, None);
    }
}
