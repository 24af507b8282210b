//! When a store sells: intervals by weekday, other hours on single dates, all in the store's time zone.
mod week;
mod written;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use souk_kit::wall;

pub use week::{DAYS, Week};
pub use written::{ExceptionInput, HoursInput, IntervalInput, PER_DAY, WeeklyInput, time};

/// From a time of day to another; one that is not later is on the next day, so that equal ones are a whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// It begins then.
    pub from: NaiveTime,
    /// It ends then.
    pub to: NaiveTime,
}

/// From midnight to midnight.
pub const WHOLE_DAY: Interval = Interval { from: NaiveTime::MIN, to: NaiveTime::MIN };
/// Days that are looked ahead for an end, and for a beginning.
const SOON: u64 = 8;
const LATE: u64 = 370;

/// What holds on a single date in place of the weekday's hours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exception {
    /// Its intervals; none when it is closed.
    pub intervals: Vec<Interval>,
    /// Why.
    pub note: String,
}

/// The hours of a store. Without a weekday's interval it is open on every day that is no exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The store's time zone.
    pub zone: Tz,
    week: Week,
    exceptions: BTreeMap<NaiveDate, Exception>,
}

/// When an interval that begins on a date begins and ends; none when the clock jumps over all of it.
fn span(zone: Tz, date: NaiveDate, of: Interval) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let last = if of.to > of.from { date } else { date.checked_add_days(Days::new(1))? };
    let (from, to) = (wall::begins(zone, date.and_time(of.from))?, wall::ends(zone, last.and_time(of.to))?);
    (from < to).then_some((from, to))
}

/// The next moment after `at` at which a local day begins for people who close late.
#[must_use]
pub fn next_morning(zone: Tz, at: DateTime<Utc>) -> DateTime<Utc> {
    let today = at.with_timezone(&zone).date_naive();
    let four = |date: NaiveDate| wall::begins(zone, date.and_hms_opt(4, 0, 0)?).filter(|four| *four > at);
    let next = (0..3).find_map(|days| four(today.checked_add_days(Days::new(days))?));
    next.unwrap_or(at + TimeDelta::days(1))
}

impl Hours {
    /// Always open.
    #[must_use]
    pub fn always(zone: Tz) -> Self {
        Self { zone, week: Week::default(), exceptions: BTreeMap::new() }
    }

    /// The same hours by the clocks of another zone.
    #[must_use]
    pub fn in_zone(&self, zone: Tz) -> Self {
        Self { zone, ..self.clone() }
    }

    /// Whether nobody set any hours.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.week.is_empty() && self.exceptions.is_empty()
    }

    /// The hours of the week.
    #[must_use]
    pub fn week(&self) -> &Week {
        &self.week
    }

    /// The dates with other hours, the first one first.
    pub fn exceptions(&self) -> impl Iterator<Item = (NaiveDate, &Exception)> {
        self.exceptions.iter().map(|(date, what)| (*date, what))
    }

    /// The intervals that begin on a date.
    fn on(&self, date: NaiveDate) -> &[Interval] {
        match self.exceptions.get(&date) {
            Some(other) => &other.intervals,
            None if self.week.is_empty() => &[WHOLE_DAY],
            None => self.week.on(date.weekday()),
        }
    }

    /// When the intervals of some days from the eve of a moment on begin and end.
    fn spans(&self, at: DateTime<Utc>, days: u64) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> {
        let today = at.with_timezone(&self.zone).date_naive();
        let eve = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        let dates = (0..=days).filter_map(move |day| eve.checked_add_days(Days::new(day)));
        dates.flat_map(move |date| self.on(date).iter().filter_map(move |of| span(self.zone, date, *of)))
    }

    /// Whether it is open at a moment.
    #[must_use]
    pub fn open_at(&self, at: DateTime<Utc>) -> bool {
        self.is_always() || self.spans(at, 1).any(|(from, to)| from <= at && at < to)
    }

    /// When it closes, if it is open at a moment; none when it stays open for a week.
    #[must_use]
    pub fn closes_at(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.is_always() {
            return None;
        }
        let (mut end, mut is_open) = (at, false);
        for (from, to) in self.spans(at, SOON) {
            if from <= end && end < to {
                (end, is_open) = (to, true);
            }
        }
        (is_open && end < at + TimeDelta::days(7)).then_some(end)
    }

    /// When it opens next, if it is closed at a moment; none when it does not within a year, or is open.
    #[must_use]
    pub fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.open_at(at) {
            return None;
        }
        self.spans(at, LATE).map(|(from, _)| from).find(|from| *from > at)
    }
}
