//! Slots: made from a store's opening hours, in its own time, and counted in real time.
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use souk_kit::wall;

use super::Slots;

/// When a store is open.
#[derive(Clone, Debug)]
pub struct Hours {
    /// The store's time.
    pub zone: Tz,
    /// By day of the week, Monday is 1: from and to, local time.
    pub weekly: Vec<(u8, NaiveTime, NaiveTime)>,
    /// Days that are different; without times they are closed.
    pub exceptions: Vec<(NaiveDate, Vec<(NaiveTime, NaiveTime)>)>,
}

/// A time to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// From.
    pub start: DateTime<Utc>,
    /// To.
    pub end: DateTime<Utc>,
}

/// What a store that never says when it is open offers.
const ALWAYS: (u32, u32) = (8, 20);

impl Hours {
    /// A store that says nothing about its hours.
    #[must_use]
    pub fn unsaid(zone: Tz) -> Self {
        Self { zone, weekly: Vec::new(), exceptions: Vec::new() }
    }

    fn of(&self, day: NaiveDate) -> Vec<(NaiveTime, NaiveTime)> {
        if let Some((_, times)) = self.exceptions.iter().find(|(d, _)| *d == day) {
            return times.clone();
        }
        if self.weekly.is_empty() {
            let hour = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap_or(NaiveTime::MIN);
            return vec![(hour(ALWAYS.0), hour(ALWAYS.1))];
        }
        let weekday = day.weekday().number_from_monday();
        let theirs = self.weekly.iter().filter(|(d, ..)| u32::from(*d) == weekday);
        theirs.map(|(_, from, to)| (*from, *to)).collect()
    }
}

/// The slots that can be chosen now, in order, full ones included.
#[must_use]
pub fn offered(slots: &Slots, hours: &Hours, now: DateTime<Utc>) -> Vec<Slot> {
    let here = now.with_timezone(&hours.zone);
    let today = here.date_naive();
    let earliest = now + TimeDelta::minutes(slots.lead_minutes.max(0).into());
    let length = TimeDelta::minutes(slots.minutes.max(1).into());
    let cutoff = slots.cutoff.as_deref().and_then(|t| NaiveTime::parse_from_str(t, "%H:%M").ok());
    let late = cutoff.is_some_and(|t| here.time() >= t);
    let days = u64::try_from(slots.days_ahead).unwrap_or_default();
    let ahead = (u64::from(late)..=days).filter_map(|n| today.checked_add_days(Days::new(n)));
    // The night that began yesterday is not over; with a cut-off nothing more is offered for it.
    let eve = today.checked_sub_days(Days::new(1)).filter(|_| cutoff.is_none());
    let mut all = Vec::new();
    for day in eve.into_iter().chain(ahead) {
        if slots.closed.contains(&day) {
            continue;
        }
        for (from, to) in hours.of(day) {
            // Open past midnight, or until midnight.
            let last = if to <= from { day.checked_add_days(Days::new(1)).unwrap_or(day) } else { day };
            let (Some(mut start), Some(closes)) =
                (wall::begins(hours.zone, day.and_time(from)), wall::ends(hours.zone, last.and_time(to)))
            else {
                continue;
            };
            while start + length <= closes {
                all.push(Slot { start, end: start + length });
                start += length;
            }
        }
    }
    all.sort_unstable();
    // When an hour comes twice, a night may end after the next one began: no two slots at once.
    let mut until = DateTime::<Utc>::MIN_UTC;
    all.retain(|slot| {
        let free = slot.start >= until;
        until = if free { slot.end } else { until };
        free
    });
    all.retain(|slot| slot.start >= earliest);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(minutes: i32) -> Slots {
        Slots { minutes, capacity: 1, lead_minutes: 0, cutoff: None, days_ahead: 0, closed: Vec::new() }
    }
    fn time(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap()
    }
    fn open(from: &str, to: &str) -> Hours {
        let weekly = (1..=7).map(|d| (d, time(from), time(to))).collect();
        Hours { zone: chrono_tz::Europe::Paris, weekly, exceptions: Vec::new() }
    }
    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }
    fn starts(slots: &Slots, hours: &Hours, now: &str) -> Vec<String> {
        let all = offered(slots, hours, at(now));
        all.iter().map(|s| s.start.with_timezone(&hours.zone).format("%d %H:%M").to_string()).collect()
    }

    #[test]
    fn whole_slots_within_the_hours_after_the_lead_time() {
        let mut wish = slots(30);
        assert_eq!(
            starts(&wish, &open("09:00", "10:45"), "2026-11-23T00:00:00Z"),
            ["23 09:00", "23 09:30", "23 10:00"]
        );
        wish.lead_minutes = 60;
        assert_eq!(starts(&wish, &open("09:00", "10:45"), "2026-11-23T08:05:00Z"), Vec::<String>::new());
        wish.days_ahead = 1;
        wish.cutoff = Some("08:00".into());
        assert_eq!(starts(&wish, &open("09:00", "10:00"), "2026-11-23T07:00:00Z"), ["24 09:00", "24 09:30"]);
        wish.closed = vec!["2026-11-24".parse().unwrap()];
        assert!(starts(&wish, &open("09:00", "10:00"), "2026-11-23T07:00:00Z").is_empty());
    }

    #[test]
    fn days_that_are_different_win_and_no_hours_at_all_mean_daytime() {
        let mut hours = open("09:00", "10:00");
        hours.exceptions = vec![("2026-11-23".parse().unwrap(), vec![(time("14:00"), time("15:00"))])];
        assert_eq!(starts(&slots(60), &hours, "2026-11-23T00:00:00Z"), ["23 14:00"]);
        hours.exceptions = vec![("2026-11-23".parse().unwrap(), Vec::new())];
        assert!(starts(&slots(60), &hours, "2026-11-23T00:00:00Z").is_empty());
        let unsaid = starts(&slots(60), &Hours::unsaid(chrono_tz::Europe::Paris), "2026-11-23T00:00:00Z");
        assert_eq!((unsaid.len(), unsaid[0].as_str()), (12, "23 08:00"));
    }

    #[test]
    fn clocks_that_change_lose_no_slot_and_make_none_twice() {
        let night = open("00:00", "06:00");
        let spring = starts(&slots(60), &night, "2026-03-28T22:00:00Z");
        assert!(spring.is_empty(), "that day is over");
        let mut ahead = slots(60);
        ahead.days_ahead = 1;
        let spring = starts(&ahead, &night, "2026-03-28T12:00:00Z");
        assert_eq!(spring, ["29 00:00", "29 01:00", "29 03:00", "29 04:00", "29 05:00"]);
        let autumn = offered(&ahead, &night, at("2026-10-24T12:00:00Z"));
        assert_eq!(autumn.len(), 7, "the hour that happens twice has two slots");
        assert!(autumn.windows(2).all(|w| w[0].end == w[1].start));
        let missing = starts(&ahead, &open("02:30", "05:00"), "2026-03-28T12:00:00Z");
        assert_eq!(missing, ["29 03:00", "29 04:00"], "an opening time that is left out is the jump");
        let twice = offered(&ahead, &open("01:00", "02:30"), at("2026-10-24T12:00:00Z"));
        assert_eq!(twice.last().unwrap().end, at("2026-10-25T01:00:00Z"), "closing time is the second one");
    }

    #[test]
    fn the_night_that_began_yesterday_is_offered_until_it_ends() {
        let mut wish = slots(60);
        let night = open("22:00", "03:00");
        let starts = |wish: &Slots, now| starts(wish, &night, now);
        assert_eq!(
            starts(&wish, "2026-11-23T00:10:00Z"),
            ["23 02:00", "23 22:00", "23 23:00", "24 00:00", "24 01:00", "24 02:00"]
        );
        wish.closed = vec!["2026-11-22".parse().unwrap()];
        assert_eq!(starts(&wish, "2026-11-23T00:10:00Z")[0], "23 22:00", "that night was closed");
        wish.closed = Vec::new();
        wish.cutoff = Some("18:00".into());
        assert_eq!(starts(&wish, "2026-11-23T00:10:00Z")[0], "23 22:00", "its cut-off has passed");
    }

    proptest::proptest! {
        #[test]
        fn slots_lie_within_the_hours_of_the_wall(
            from in 0..24 * 60_u32, to in 0..24 * 60_u32, minutes in 15..=240_i32,
            now in 0..2 * 365 * 24 * 60_i64,
        ) {
            let time = |m: u32| NaiveTime::from_hms_opt(m / 60, m % 60, 0).unwrap();
            let weekly = (1..=7).map(|d| (d, time(from), time(to))).collect();
            let hours = Hours { zone: chrono_tz::Europe::Paris, weekly, exceptions: Vec::new() };
            let mut wish = slots(minutes);
            wish.days_ahead = 2;
            let now = at("2025-12-01T00:00:00Z") + TimeDelta::minutes(now);
            let all = offered(&wish, &hours, now);
            proptest::prop_assert!(all.iter().all(|s| s.start >= now && s.end - s.start == TimeDelta::minutes(minutes.into())));
            proptest::prop_assert!(all.windows(2).all(|w| w[0].end <= w[1].start), "no two at once");
            let once = |s: &Slot| s.start.with_timezone(&hours.zone).naive_local().and_local_timezone(hours.zone).single().is_some();
            for slot in all.iter().filter(|s| once(s)) {
                let shown = slot.start.with_timezone(&hours.zone).time();
                let open = if from < to { time(from) <= shown && shown < time(to) } else { shown >= time(from) || shown < time(to) };
                proptest::prop_assert!(open, "{shown} is outside {from}-{to}");
            }
        }
    }
}
