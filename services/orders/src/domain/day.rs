//! Days as a shop counts them, in its time zone.
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// When a day begins in a zone; midnight UTC on the rare days on which a zone skips midnight.
#[must_use]
pub fn begins(zone: Tz, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let here = midnight.and_local_timezone(zone).earliest();
    here.map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}
