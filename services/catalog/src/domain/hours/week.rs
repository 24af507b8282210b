//! The hours of the seven weekdays.
use chrono::Weekday;

use super::Interval;

/// The intervals of each weekday, Monday first, those of a day by their beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week([Vec<Interval>; 7]);

/// The weekdays, Monday first.
pub const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

impl Week {
    /// No interval on any day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// The intervals that begin on a weekday.
    #[must_use]
    pub fn on(&self, day: Weekday) -> &[Interval] {
        DAYS.iter().zip(&self.0).find(|(known, _)| **known == day).map_or(&[], |(_, intervals)| intervals)
    }

    /// The intervals of a weekday, to change them.
    pub(super) fn on_mut(&mut self, day: Weekday) -> Option<&mut Vec<Interval>> {
        DAYS.iter().zip(&mut self.0).find(|(known, _)| **known == day).map(|(_, intervals)| intervals)
    }

    /// All days with their intervals, Monday first.
    pub fn days(&self) -> impl Iterator<Item = (Weekday, &[Interval])> {
        DAYS.into_iter().zip(self.0.iter().map(Vec::as_slice))
    }
}
