//! Days as a shop counts them, in its time zone.
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use souk_kit::wall;

/// Whether a day is one to look for: the database does not know every year that can be written.
#[must_use]
pub fn known(day: NaiveDate) -> bool {
    (1..=9999).contains(&day.year())
}

/// When a day begins in a zone.
#[must_use]
pub fn begins(zone: Tz, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    wall::begins(zone, midnight).unwrap_or_else(|| midnight.and_utc())
}
