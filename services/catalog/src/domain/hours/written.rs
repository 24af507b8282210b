//! Hours as somebody writes them and as they are kept; all that is wrong is named by JSON pointer.
use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use souk_kit::FieldError;

use super::{Exception, Hours, Interval, Week};
use crate::domain::text;

/// Most intervals of one day.
pub const PER_DAY: usize = 4;
/// Most dates with other hours.
const DATES: usize = 100;

/// The hours of a store. Without intervals in `weekly` it is open on every day that is no exception.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursInput {
    /// Intervals of weekdays; several of one day are breaks.
    #[serde(default)]
    #[schema(max_items = 28)]
    pub weekly: Vec<WeeklyInput>,
    /// Dates on which other hours hold.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub exceptions: Vec<ExceptionInput>,
}

/// An interval of a weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeeklyInput {
    /// 1 is Monday, 7 is Sunday.
    #[schema(minimum = 1, maximum = 7)]
    pub weekday: u8,
    /// It begins then, in the store's time zone.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub from: String,
    /// It ends then; on the next day when that is not later than `from`.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub to: String,
}

/// A date on which other hours hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExceptionInput {
    /// The date in the store's time zone.
    pub date: NaiveDate,
    /// Closed, without intervals; else there is at least one.
    #[serde(default)]
    pub closed: bool,
    /// What holds in place of the weekday's intervals.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub intervals: Vec<IntervalInput>,
    /// Why, for customers.
    #[serde(default)]
    #[schema(max_length = 80)]
    pub note: String,
}

/// From a time of day to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IntervalInput {
    /// It begins then, in the store's time zone.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub from: String,
    /// It ends then; on the next day when that is not later than `from`.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub to: String,
}

/// A time of day as it is written.
#[must_use]
pub fn time(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

impl From<Interval> for IntervalInput {
    fn from(of: Interval) -> Self {
        Self { from: time(of.from), to: time(of.to) }
    }
}

fn interval(from: &str, to: &str, at: &str, errors: &mut Vec<FieldError>) -> Option<Interval> {
    let mut read = |text: &str, field: &str| {
        let found = NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
        if found.is_none() {
            errors.push(FieldError::new(format!("{at}/{field}"), "time_wrong"));
        }
        found
    };
    let (from, to) = (read(from, "from"), read(to, "to"));
    Some(Interval { from: from?, to: to? })
}

/// Puts an interval among those of its day, unless it overlaps one of them.
fn put(day: &mut Vec<Interval>, new: Interval, at: &str, errors: &mut Vec<FieldError>) {
    let after_midnight = |of: &Interval| of.to <= of.from;
    let before = |a: &Interval, b: &Interval| !after_midnight(a) && a.to <= b.from;
    if day.len() >= PER_DAY {
        errors.push(FieldError::new(at, "too_many"));
    } else if day.iter().all(|known| before(known, &new) || before(&new, known)) {
        day.push(new);
        day.sort_unstable();
    } else {
        errors.push(FieldError::new(format!("{at}/from"), "hours_overlap"));
    }
}

impl Hours {
    /// Checks everything and names all that is wrong.
    ///
    /// # Errors
    /// One entry for each field that is wrong.
    pub fn check(input: &HoursInput, zone: Tz) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut week = Week::default();
        for (i, row) in input.weekly.iter().enumerate() {
            let at = format!("/weekly/{i}");
            let day = row.weekday.checked_sub(1).and_then(|day| Weekday::try_from(day).ok());
            if day.is_none() {
                errors.push(FieldError::new(format!("{at}/weekday"), "weekday_wrong"));
            }
            let new = interval(&row.from, &row.to, &at, &mut errors);
            if let (Some(day), Some(new)) = (day.and_then(|day| week.on_mut(day)), new) {
                put(day, new, &at, &mut errors);
            }
        }
        let mut exceptions = BTreeMap::new();
        if input.exceptions.len() > DATES {
            errors.push(FieldError::new("/exceptions", "too_many"));
        }
        for (i, row) in input.exceptions.iter().enumerate().take(DATES) {
            let at = format!("/exceptions/{i}");
            let exception = exception(row, &at, &mut errors);
            if exceptions.insert(row.date, exception).is_some() {
                errors.push(FieldError::new(format!("{at}/date"), "date_twice"));
            }
        }
        if errors.is_empty() { Ok(Self { zone, week, exceptions }) } else { Err(errors) }
    }

    /// Hours as they are kept. What cannot be read counts as always open.
    #[must_use]
    pub fn read(kept: Option<&serde_json::Value>, timezone: &str) -> Self {
        let zone = timezone.parse().unwrap_or(Tz::UTC);
        let input = kept.and_then(|value| HoursInput::deserialize(value).ok());
        input.and_then(|input| Self::check(&input, zone).ok()).unwrap_or_else(|| Self::always(zone))
    }
}

fn exception(row: &ExceptionInput, at: &str, errors: &mut Vec<FieldError>) -> Exception {
    let mut intervals = Vec::new();
    for (i, of) in row.intervals.iter().enumerate() {
        let at = format!("{at}/intervals/{i}");
        if let Some(new) = interval(&of.from, &of.to, &at, errors) {
            put(&mut intervals, new, &at, errors);
        }
    }
    if row.closed != row.intervals.is_empty() {
        errors.push(FieldError::new(format!("{at}/closed"), "closed_or_hours"));
    }
    let note = text::read(&row.note, 80, false, format!("{at}/note"), errors);
    Exception { intervals, note }
}

impl From<&Hours> for HoursInput {
    fn from(hours: &Hours) -> Self {
        let weekly = hours.week.days().zip(1..).flat_map(|((_, intervals), weekday)| {
            let row = move |of: &Interval| WeeklyInput { weekday, from: time(of.from), to: time(of.to) };
            intervals.iter().map(row)
        });
        let exceptions = hours.exceptions().map(|(date, other)| ExceptionInput {
            date,
            closed: other.intervals.is_empty(),
            intervals: other.intervals.iter().copied().map(Into::into).collect(),
            note: other.note.clone(),
        });
        Self { weekly: weekly.collect(), exceptions: exceptions.collect() }
    }
}
