//! Hours against plain examples, and against a second reckoning minute by minute.
use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::{ExceptionInput, Hours, HoursInput, IntervalInput, WeeklyInput, next_morning};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn hours(zone: Tz, weekly: &[(u8, &str, &str)], exceptions: &[(&str, &[(&str, &str)])]) -> Hours {
    let weekly = weekly.iter().map(|(weekday, from, to)| WeeklyInput {
        weekday: *weekday,
        from: (*from).into(),
        to: (*to).into(),
    });
    let exceptions = exceptions.iter().map(|(date, intervals)| ExceptionInput {
        date: date.parse().unwrap(),
        closed: intervals.is_empty(),
        intervals: intervals
            .iter()
            .map(|(from, to)| IntervalInput { from: (*from).into(), to: (*to).into() })
            .collect(),
        note: String::new(),
    });
    Hours::check(&HoursInput { weekly: weekly.collect(), exceptions: exceptions.collect() }, zone).unwrap()
}

#[test]
fn a_break_an_exception_and_a_night() {
    let zone = Tz::Europe__Paris;
    // 23 November 2026 is a Monday; Paris is one hour ahead of UTC.
    let store = hours(
        zone,
        &[(1, "09:00", "12:30"), (1, "14:00", "19:00"), (5, "20:00", "02:00")],
        &[("2026-11-30", &[]), ("2026-12-01", &[("10:00", "11:00")])],
    );
    let said = |at: &str| (store.open_at(utc(at)), store.closes_at(utc(at)), store.next_opening(utc(at)));
    assert_eq!(said("2026-11-23T08:00:00Z"), (true, Some(utc("2026-11-23T11:30:00Z")), None));
    assert_eq!(said("2026-11-23T11:30:00Z"), (false, None, Some(utc("2026-11-23T13:00:00Z"))), "the break");
    assert_eq!(
        said("2026-11-23T18:00:00Z"),
        (false, None, Some(utc("2026-11-27T19:00:00Z"))),
        "closed sharp"
    );
    assert_eq!(
        said("2026-11-28T00:59:59Z"),
        (true, Some(utc("2026-11-28T01:00:00Z")), None),
        "past midnight"
    );
    assert_eq!(said("2026-11-30T10:00:00Z"), (false, None, Some(utc("2026-12-01T09:00:00Z"))), "a holiday");
}

#[test]
fn without_hours_it_never_closes_and_an_exception_alone_closes_that_day() {
    let zone = Tz::Europe__Paris;
    assert!(Hours::always(zone).open_at(utc("2026-01-01T03:00:00Z")));
    let store = hours(zone, &[], &[("2026-12-25", &[])]);
    assert_eq!(store.closes_at(utc("2026-11-22T00:00:00Z")), None, "not within a week");
    assert_eq!(store.closes_at(utc("2026-12-24T12:00:00Z")), Some(utc("2026-12-24T23:00:00Z")));
    assert_eq!(store.next_opening(utc("2026-12-25T12:00:00Z")), Some(utc("2026-12-25T23:00:00Z")));
}

#[test]
fn the_clock_may_jump() {
    let store = hours(Tz::Europe__Paris, &[(7, "02:30", "05:00")], &[]);
    // On 29 March 2026 it is 03:00 right after 02:00; on 25 October it is 02:30 twice.
    assert_eq!(store.next_opening(utc("2026-03-29T00:30:00Z")), Some(utc("2026-03-29T01:00:00Z")));
    assert_eq!(store.closes_at(utc("2026-03-29T01:30:00Z")), Some(utc("2026-03-29T03:00:00Z")));
    assert!(store.open_at(utc("2026-10-25T00:30:00Z")) && store.open_at(utc("2026-10-25T01:15:00Z")));
    let night = hours(Tz::Europe__Paris, &[(6, "22:00", "02:30")], &[]);
    assert_eq!(
        night.closes_at(utc("2026-10-24T21:00:00Z")),
        Some(utc("2026-10-25T01:30:00Z")),
        "the second one"
    );
}

#[test]
fn a_day_begins_at_four() {
    let zone = Tz::Europe__Paris;
    assert_eq!(next_morning(zone, utc("2026-11-22T12:00:00Z")), utc("2026-11-23T03:00:00Z"));
    assert_eq!(
        next_morning(zone, utc("2026-11-22T01:00:00Z")),
        utc("2026-11-22T03:00:00Z"),
        "still the same night"
    );
    assert_eq!(next_morning(zone, utc("2026-11-22T03:00:00Z")), utc("2026-11-23T03:00:00Z"));
}

#[test]
fn everything_wrong_is_named_at_once() {
    let row = |weekday, from: &str, to: &str| WeeklyInput { weekday, from: from.into(), to: to.into() };
    let closed = |date: &str, closed| ExceptionInput {
        date: date.parse().unwrap(),
        closed,
        intervals: Vec::new(),
        note: "x".repeat(81),
    };
    let input = HoursInput {
        weekly: vec![
            row(1, "09:00", "12:00"),
            row(1, "11:00", "13:00"),
            row(8, "9", "24:00"),
            row(2, "20:00", "02:00"),
            row(2, "22:00", "23:00"),
        ],
        exceptions: vec![closed("2026-12-25", true), closed("2026-12-25", false)],
    };
    let errors = Hours::check(&input, Tz::UTC).unwrap_err();
    let found: Vec<_> = errors.iter().map(|e| (e.pointer.as_str(), e.code.as_ref())).collect();
    assert_eq!(
        found,
        [
            ("/weekly/1/from", "hours_overlap"),
            ("/weekly/2/weekday", "weekday_wrong"),
            ("/weekly/2/from", "time_wrong"),
            ("/weekly/2/to", "time_wrong"),
            ("/weekly/4/from", "hours_overlap"),
            ("/exceptions/0/note", "too_long"),
            ("/exceptions/1/closed", "closed_or_hours"),
            ("/exceptions/1/note", "too_long"),
            ("/exceptions/1/date", "date_twice"),
        ]
    );
}

/// Whether the clock on the wall shows an hour of opening, reckoned from the rows alone.
fn by_the_wall(input: &HoursInput, zone: Tz, at: DateTime<Utc>) -> bool {
    let local = at.with_timezone(&zone).naive_local();
    let minute = local.hour() * 60 + local.minute();
    let read =
        |text: &str| -> u32 { text[..2].parse::<u32>().unwrap() * 60 + text[3..].parse::<u32>().unwrap() };
    let on = |date: NaiveDate| -> Vec<(u32, u32)> {
        match input.exceptions.iter().find(|e| e.date == date) {
            Some(e) => e.intervals.iter().map(|i| (read(&i.from), read(&i.to))).collect(),
            None if input.weekly.is_empty() => vec![(0, 0)],
            None => {
                let day = u8::try_from(chrono::Datelike::weekday(&date).number_from_monday()).unwrap();
                let rows = input.weekly.iter().filter(|row| row.weekday == day);
                rows.map(|row| (read(&row.from), read(&row.to))).collect()
            }
        }
    };
    let today = on(local.date()).into_iter().any(|(from, to)| from <= minute && (minute < to || to <= from));
    let eve = on(local.date() - TimeDelta::days(1)).into_iter().any(|(from, to)| to <= from && minute < to);
    today || eve
}

fn clock() -> impl Strategy<Value = String> {
    (0..24, 0..60).prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}"))
}

proptest! {
    #[test]
    fn hours_agree_with_the_clock_on_the_wall(
        rows in proptest::collection::vec((1u8..8, clock(), clock()), 0..6),
        dates in proptest::collection::btree_map(0i64..20, proptest::option::of((clock(), clock())), 0..4),
        zone in prop_oneof![Just(Tz::Europe__Paris), Just(Tz::America__Sao_Paulo), Just(Tz::Asia__Kolkata)],
        minutes in 0i64..28_800,
    ) {
        // From 1 November 2026 on no clock of these jumps for twenty days.
        let first: NaiveDate = "2026-11-01".parse().unwrap();
        let weekly = rows.into_iter().map(|(weekday, from, to)| WeeklyInput { weekday, from, to }).collect();
        let exceptions = dates.into_iter().map(|(day, interval)| ExceptionInput {
            date: first + TimeDelta::days(day),
            closed: interval.is_none(),
            intervals: interval.into_iter().map(|(from, to)| IntervalInput { from, to }).collect(),
            note: String::new(),
        });
        let input = HoursInput { weekly, exceptions: exceptions.collect() };
        let Ok(store) = Hours::check(&input, zone) else { return Ok(()) };
        let at = utc("2026-11-01T00:00:00Z") + TimeDelta::minutes(minutes);
        let is_open = store.open_at(at);
        prop_assert_eq!(is_open, by_the_wall(&input, zone, at));
        if let Some(end) = store.closes_at(at) {
            prop_assert!(is_open && !store.open_at(end) && store.open_at(end - TimeDelta::seconds(1)));
        }
        if let Some(start) = store.next_opening(at) {
            prop_assert!(!is_open && store.open_at(start) && !store.open_at(start - TimeDelta::seconds(1)));
        }
        let kept = serde_json::to_value(HoursInput::from(&store)).unwrap();
        prop_assert_eq!(Hours::read(Some(&kept), zone.name()), store);
    }
}
