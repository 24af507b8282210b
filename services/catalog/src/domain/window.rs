//! When a product is sold: at lunch, on Sundays, between two dates; within the hours of its store, in its time zone.
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use souk_kit::{FieldError, wall};

use super::hours::{Hours, HoursInput, WeeklyInput};

/// Openings of store and window that are compared before a search gives up.
const LOOKS: usize = 64;

/// When a product is sold. Nothing given: always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WindowInput {
    /// Intervals of weekdays; none: all day on every day.
    #[serde(default)]
    #[schema(max_items = 28)]
    pub weekly: Vec<WeeklyInput>,
    /// The first date on which it is sold.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last date on which it is sold.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

impl WindowInput {
    /// Whether it says nothing: always.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.weekly.is_empty() && self.from.is_none() && self.until.is_none()
    }
}

/// When a product is sold, found sound. It knows no time zone: that is the store's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    week: Hours,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Window {
    /// Checks everything and names all that is wrong, by pointer below `at`.
    ///
    /// # Errors
    /// One entry for each field that is wrong.
    pub fn check(input: &WindowInput, at: &str) -> Result<Self, Vec<FieldError>> {
        let weekly = HoursInput { weekly: input.weekly.clone(), exceptions: Vec::new() };
        let week = Hours::check(&weekly, Tz::UTC);
        let mut errors: Vec<_> = week.as_ref().err().into_iter().flatten().cloned().collect();
        for error in &mut errors {
            error.pointer = format!("{at}{}", error.pointer);
        }
        for (date, field) in [(input.from, "from"), (input.until, "until")] {
            if date.is_some_and(|date| !(2000..2200).contains(&date.year())) {
                errors.push(FieldError::new(format!("{at}/{field}"), "date_wrong"));
            }
        }
        if input.from.zip(input.until).is_some_and(|(from, until)| until < from) {
            errors.push(FieldError::new(format!("{at}/until"), "dates_reversed"));
        }
        match week {
            Ok(week) if errors.is_empty() => Ok(Self { week, from: input.from, until: input.until }),
            _ => Err(errors),
        }
    }

    /// A window as it is kept; none for always, and for what cannot be read.
    #[must_use]
    pub fn read(kept: Option<&serde_json::Value>) -> Option<Self> {
        let input = WindowInput::deserialize(kept?).ok().filter(|input| !input.is_always())?;
        Self::check(&input, "").ok()
    }

    /// When its dates begin and end.
    fn span(&self, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
        let midnight = |date: NaiveDate| wall::begins(zone, date.and_time(NaiveTime::MIN));
        let from = self.from.and_then(midnight).unwrap_or(DateTime::<Utc>::MIN_UTC);
        let until = self.until.and_then(|date| midnight(date.checked_add_days(Days::new(1))?));
        (from, until.unwrap_or(DateTime::<Utc>::MAX_UTC))
    }

    /// Whether it is sold at a moment.
    #[must_use]
    pub fn open_at(&self, zone: Tz, at: DateTime<Utc>) -> bool {
        let (from, until) = self.span(zone);
        (from..until).contains(&at) && self.week.in_zone(zone).open_at(at)
    }

    /// The first moment from `at` on at which it is sold; none when there is none within a year of its first date.
    fn next(&self, zone: Tz, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let (from, until) = self.span(zone);
        let (start, week) = (at.max(from), self.week.in_zone(zone));
        let found = if week.open_at(start) { Some(start) } else { week.next_opening(start) };
        found.filter(|found| *found < until)
    }

    /// The first moment from `at` on at which it is sold and its store is open; none when there is none in sight.
    #[must_use]
    pub fn next_with(&self, store: &Hours, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut found = at;
        for _ in 0..LOOKS {
            found = self.next(store.zone, found)?;
            if store.open_at(found) {
                return Some(found);
            }
            found = store.next_opening(found)?;
        }
        None
    }
}

impl From<&Window> for WindowInput {
    fn from(window: &Window) -> Self {
        Self { weekly: HoursInput::from(&window.week).weekly, from: window.from, until: window.until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn lunch() -> WindowInput {
        let row = |weekday| WeeklyInput { weekday, from: "12:00".into(), to: "14:00".into() };
        WindowInput { weekly: (1..=5).map(row).collect(), ..WindowInput::default() }
    }

    #[test]
    fn only_at_lunch_in_the_zone_of_the_store() {
        let (zone, window) = (Tz::Europe__Paris, Window::check(&lunch(), "").unwrap());
        // 23 November 2026 is a Monday; noon in Paris is 11:00 UTC.
        assert!(!window.open_at(zone, utc("2026-11-23T10:59:59Z")));
        assert!(window.open_at(zone, utc("2026-11-23T11:00:00Z")));
        assert!(!window.open_at(zone, utc("2026-11-23T13:00:00Z")));
        let friday = utc("2026-11-27T14:00:00Z");
        let always = Hours::always(zone);
        assert_eq!(window.next_with(&always, friday), Some(utc("2026-11-30T11:00:00Z")));
        let rows = [(1, "13:00", "19:00"), (2, "18:00", "20:00")];
        let weekly =
            rows.map(|(weekday, from, to)| WeeklyInput { weekday, from: from.into(), to: to.into() });
        let store = HoursInput { weekly: weekly.into(), exceptions: Vec::new() };
        let store = Hours::check(&store, zone).unwrap();
        assert_eq!(window.next_with(&store, friday), Some(utc("2026-11-30T12:00:00Z")), "both at once");
        let monday = utc("2026-11-30T13:00:00Z");
        assert_eq!(window.next_with(&store, monday), Some(utc("2026-12-07T12:00:00Z")), "not on Tuesday");
    }

    #[test]
    fn between_two_dates_both_of_them_whole() {
        let zone = Tz::Europe__Paris;
        let input = WindowInput {
            from: "2026-12-01".parse().ok(),
            until: "2026-12-24".parse().ok(),
            ..WindowInput::default()
        };
        let window = Window::check(&input, "").unwrap();
        let always = Hours::always(zone);
        assert_eq!(window.next_with(&always, utc("2026-11-22T00:00:00Z")), Some(utc("2026-11-30T23:00:00Z")));
        assert!(window.open_at(zone, utc("2026-12-24T22:59:59Z")));
        assert!(!window.open_at(zone, utc("2026-12-24T23:00:00Z")));
        assert_eq!(window.next_with(&always, utc("2026-12-24T23:00:00Z")), None);
        let kept = serde_json::to_value(WindowInput::from(&window)).unwrap();
        assert_eq!(Window::read(Some(&kept)), Some(window));
        assert_eq!(Window::read(Some(&serde_json::json!({}))), None);
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        let weekly = vec![WeeklyInput { weekday: 8, from: "noon".into(), to: "14:00".into() }];
        let input = WindowInput { weekly, from: "2026-12-24".parse().ok(), until: "2026-12-01".parse().ok() };
        let errors = Window::check(&input, "/availability").unwrap_err();
        let found: Vec<_> = errors.iter().map(|e| (e.pointer.as_str(), e.code.as_ref())).collect();
        assert_eq!(
            found,
            [
                ("/availability/weekly/0/weekday", "weekday_wrong"),
                ("/availability/weekly/0/from", "time_wrong"),
                ("/availability/until", "dates_reversed"),
            ]
        );
    }
}
