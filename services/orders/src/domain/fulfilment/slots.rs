//! Slots: made from a store's opening hours, in its own time, and counted in real time.
use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;

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

/// The moment of a local time. The hour that happens twice is the first one; the hour that is left out is taken an
/// hour later.
fn instant(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    let later = || zone.from_local_datetime(&(local + TimeDelta::hours(1))).earliest();
    let here = match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at),
        LocalResult::None => later(),
    };
    here.map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
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
    let mut all = Vec::new();
    for ahead in u64::from(late)..=days {
        let Some(day) = today.checked_add_days(Days::new(ahead)) else { break };
        if slots.closed.contains(&day) {
            continue;
        }
        for (from, to) in hours.of(day) {
            // Open past midnight, or until midnight.
            let last = if to <= from { day.checked_add_days(Days::new(1)).unwrap_or(day) } else { day };
            let closes = instant(hours.zone, last.and_time(to));
            let mut start = instant(hours.zone, day.and_time(from));
            while start + length <= closes {
                all.push(Slot { start, end: start + length });
                start += length;
            }
        }
    }
    all.retain(|slot| slot.start >= earliest);
    all.sort_unstable();
    all.dedup();
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
        assert_eq!(missing, ["29 03:30"], "an opening time that is left out comes an hour later");
        let late = starts(&slots(60), &open("22:00", "01:00"), "2026-11-23T00:00:00Z");
        assert_eq!(late, ["23 22:00", "23 23:00", "24 00:00"]);
    }
}
