//! Days as a shop counts them, in its time zone.
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use souk_kit::wall;

/// When a day begins in a zone.
#[must_use]
pub fn begins(zone: Tz, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    wall::begins(zone, midnight).unwrap_or_else(|| midnight.and_utc())
}
