//! Times as a clock on the wall shows them, as moments: some come twice in a year, some never.
use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// When something begins at a local time. A time that comes twice is its first; one that the clock jumps over is the
/// moment of the jump. None: no clock shows it or anything after it for a day.
#[must_use]
pub fn begins(zone: Tz, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&local).earliest().map(|at| at.to_utc()).or_else(|| jump(zone, local))
}

/// When something ends at a local time: like [`begins`], but a time that comes twice is its last.
#[must_use]
pub fn ends(zone: Tz, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&local).latest().map(|at| at.to_utc()).or_else(|| jump(zone, local))
}

fn jump(zone: Tz, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    let later = (1..=24 * 60).filter_map(|minutes| local.checked_add_signed(TimeDelta::minutes(minutes)));
    let mut real = later.filter_map(|local| zone.from_local_datetime(&local).earliest());
    real.next().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }
    fn utc(text: &str) -> Option<DateTime<Utc>> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn the_clock_may_jump() {
        let paris = Tz::Europe__Paris;
        assert_eq!(begins(paris, local("2026-03-29T02:30:00")), utc("2026-03-29T01:00:00Z"), "never shown");
        assert_eq!(ends(paris, local("2026-03-29T02:30:00")), utc("2026-03-29T01:00:00Z"));
        assert_eq!(begins(paris, local("2026-10-25T02:30:00")), utc("2026-10-25T00:30:00Z"), "shown twice");
        assert_eq!(ends(paris, local("2026-10-25T02:30:00")), utc("2026-10-25T01:30:00Z"));
        assert_eq!(begins(Tz::Pacific__Apia, local("2011-12-30T12:00:00")), utc("2011-12-30T10:00:00Z"));
    }

    proptest! {
        #[test]
        fn the_clock_shows_what_was_asked_unless_it_jumps(
            minutes in 0..2 * 365 * 24 * 60_i64, more in 0..3000_i64,
            zone in proptest::sample::select(vec![Tz::Europe__Paris, Tz::America__Sao_Paulo, Tz::Africa__Casablanca, Tz::Australia__Lord_Howe]),
        ) {
            let asked = local("2025-12-01T00:00:00") + TimeDelta::minutes(minutes);
            let (first, last) = (begins(zone, asked).unwrap(), ends(zone, asked).unwrap());
            prop_assert!(first <= last);
            let shown = first.with_timezone(&zone).naive_local();
            prop_assert!(shown == asked || zone.from_local_datetime(&asked).earliest().is_none());
            prop_assert!(shown >= asked);
            let later = asked + TimeDelta::minutes(more);
            prop_assert!(begins(zone, later).unwrap() >= first && ends(zone, later).unwrap() >= last);
        }
    }
}
