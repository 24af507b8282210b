//! What a reduced price may be compared with: the lowest price of the thirty days before the reduction began.
use chrono::{DateTime, TimeDelta, Utc};

/// Days that are looked back on.
const DAYS: i64 = 30;

/// A price with the moment from which it held, oldest first.
pub type Change = (DateTime<Utc>, i64);

/// The lowest price in the thirty days before a moment; none when nothing was asked for in them.
#[must_use]
pub fn lowest_before(changes: &[Change], at: DateTime<Utc>) -> Option<i64> {
    let from = at - TimeDelta::days(DAYS);
    let held_then = changes.iter().rev().find(|(since, _)| *since <= from);
    let since_then = changes.iter().filter(|(since, _)| *since > from && *since < at);
    held_then.into_iter().chain(since_then).map(|(_, price)| *price).min()
}

/// What a price that is to be shown as reduced from now on is compared with; none when it was not higher.
#[must_use]
pub fn former(changes: &[Change], price: i64, now: DateTime<Utc>) -> Option<i64> {
    lowest_before(changes, now).filter(|lowest| *lowest > price)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(day)
    }

    #[test]
    fn the_price_at_the_windows_beginning_counts_and_older_ones_do_not() {
        let changes = [(day(0), 300), (day(20), 500), (day(90), 900), (day(99), 450)];
        assert_eq!(lowest_before(&changes, day(99)), Some(500), "the 500 held until day 90");
        assert_eq!(lowest_before(&changes, day(121)), Some(450));
        assert_eq!(lowest_before(&changes, day(0)), None);
        assert_eq!(former(&changes, 450, day(99)), Some(500));
        assert_eq!(former(&changes, 500, day(99)), None, "raised for a week only");
    }

    proptest::proptest! {
        #[test]
        fn it_is_the_lowest_that_any_day_of_the_window_saw(
            mut days in proptest::collection::vec((0i64..80, 1i64..9), 1..12),
            now in 1i64..90,
        ) {
            days.sort_by_key(|(day, _)| *day);
            let changes: Vec<Change> = days.iter().map(|(at, price)| (day(*at), *price)).collect();
            let on = |at: i64| days.iter().rev().find(|(since, _)| *since <= at).map(|(_, price)| *price);
            let seen = (now - DAYS..now).filter_map(on).min();
            let low = lowest_before(&changes, day(now));
            // Two prices on one day: the first of them held for no time, and may only lower the answer.
            proptest::prop_assert!(low.is_some() == seen.is_some() && low <= seen);
        }
    }
}
