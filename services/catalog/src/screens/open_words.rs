//! Whether a store is open, and its hours, in words.
use chrono::{DateTime, Datelike, Days, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use souk_kit::{View, format};
use souk_ui::{Card, Markup, description_list, html};

use crate::{
    domain::{
        csv::times::grouped,
        hours::{Hours, Interval, WHOLE_DAY, time},
        window::{Window, WindowInput},
    },
    shelf::{Shown, StoreCard},
    state::State,
};

/// Days ahead whose exceptions are shown.
const AHEAD: u64 = 60;

/// The name of a weekday.
pub fn weekday(view: &View, day: Weekday) -> String {
    view.t(&format!("weekday-{}", day.number_from_monday()))
}

/// Whether a store takes orders, and until or from when.
pub fn now(view: &View, store: &StoreCard, at: DateTime<Utc>) -> (bool, String) {
    let hours = &store.hours;
    if store.paused {
        return (false, view.t("store-breaks"));
    }
    if hours.open_at(at) {
        return match hours.closes_at(at).filter(|end| *end < at + TimeDelta::days(1)) {
            Some(end) => (true, view.with("open-until", &[("time", &format::time(hours.zone, end))])),
            None => (true, view.t("store-open")),
        };
    }
    let Some(opens) = hours.next_opening(at) else { return (false, view.t("store-closed")) };
    (false, from(view, "opens", hours.zone, at, opens))
}

/// From when on something is so: today, tomorrow, on a weekday, on a date; `what` begins the keys of the sentences.
fn from(view: &View, what: &str, zone: Tz, at: DateTime<Utc>, then: DateTime<Utc>) -> String {
    let time = format::time(zone, then);
    let (today, then) = (at.with_timezone(&zone).date_naive(), then.with_timezone(&zone).date_naive());
    let key = |when: &str| format!("{what}-{when}");
    match (then - today).num_days() {
        ..=0 => view.with(&key("today"), &[("time", &time)]),
        1 => view.with(&key("tomorrow"), &[("time", &time)]),
        2..=6 => view.with(&key("weekday"), &[("day", &weekday(view, then.weekday())), ("time", &time)]),
        _ => view.with(&key("date"), &[("day", &format::day(view.lang, then)), ("time", &time)]),
    }
}

/// That a product is not sold at a moment, and when it is; none when it is, as far as it has times of its own.
pub fn not_now(view: &View, shown: Shown<'_>, at: DateTime<Utc>) -> Option<String> {
    if shown.is_sold_at(at) {
        return None;
    }
    let zone = shown.store.hours.zone;
    Some(match shown.sold_from(at) {
        Some(then) => from(view, "sold", zone, at, then),
        None => view.t("not-now"),
    })
}

/// When a product is sold, for one that has times of its own.
pub fn window(view: &View, window: &Window) -> Markup {
    let input = WindowInput::from(window);
    let mut lines: Vec<String> = Vec::new();
    for (days, from, to) in grouped(&input.weekly) {
        let name = |day: &u8| view.t(&format!("weekday-{day}"));
        let days = if days.len() == 7 {
            view.t("every-day")
        } else {
            days.iter().map(name).collect::<Vec<_>>().join(", ")
        };
        let times = if (from.as_str(), to.as_str()) == ("00:00", "00:00") {
            view.t("hours-all-day")
        } else {
            format!("{from}–{to}")
        };
        lines.push(format!("{days} · {times}"));
    }
    let day = |date| format::day(view.lang, date);
    match (input.from.map(day), input.until.map(day)) {
        (Some(from), Some(until)) => {
            lines.push(view.with("sold-between", &[("from", &from), ("until", &until)]))
        }
        (Some(from), None) => lines.push(view.with("sold-since", &[("from", &from)])),
        (None, Some(until)) => lines.push(view.with("sold-until", &[("until", &until)])),
        (None, None) => {}
    }
    html! {
        h2 { (view.t("sold-times")) }
        ul { @for line in &lines { li { bdi { (line) } } } }
    }
}

/// The intervals of a day in one line.
fn line(view: &View, intervals: &[Interval]) -> String {
    let one = |of: &Interval| {
        if *of == WHOLE_DAY {
            view.t("hours-all-day")
        } else {
            format!("{}–{}", time(of.from), time(of.to))
        }
    };
    if intervals.is_empty() {
        return view.t("store-closed");
    }
    intervals.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The week and the next exceptions, folded; nothing for a store that is always open.
pub fn table(view: &View, hours: &Hours, at: DateTime<Utc>) -> Markup {
    if hours.is_always() {
        return Markup::default();
    }
    let cell = |text: String| html! { bdi { (text) } };
    let days: Vec<_> =
        hours.week().days().map(|(day, of)| (weekday(view, day), cell(line(view, of)))).collect();
    let today = at.with_timezone(&hours.zone).date_naive();
    let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let dates: Vec<_> = hours
        .exceptions()
        .filter(|(date, _)| (today..=last).contains(date))
        .map(|(date, other)| {
            let text = line(view, &other.intervals);
            let text = if other.note.is_empty() { text } else { format!("{text} · {}", other.note) };
            (format::day(view.lang, date), cell(text))
        })
        .collect();
    html! {
        (Card::bare().body(html! { details {
            summary { (view.t("opening-hours")) }
            @if !hours.week().is_empty() {
                (description_list(&days.iter().map(|(day, of)| (day.as_str(), of.clone())).collect::<Vec<_>>()))
            }
            @if !dates.is_empty() {
                h2 { (view.t("hours-exceptions")) }
                (description_list(&dates.iter().map(|(day, of)| (day.as_str(), of.clone())).collect::<Vec<_>>()))
            }
        } }))
    }
}

/// The hours as search engines read them; nothing for a store that is always open.
pub fn json_ld(state: &State, store: &StoreCard) -> Markup {
    if store.hours.is_always() {
        return Markup::default();
    }
    // Search engines read midnight to midnight as closed, and the whole day as until 23:59.
    let row = |of: &Interval| {
        let closes = if *of == WHOLE_DAY { "23:59".to_owned() } else { time(of.to) };
        said(&time(of.from), &closes)
    };
    let mut rows = Vec::new();
    for (day, intervals) in store.hours.week().days() {
        rows.extend(intervals.iter().map(|of| {
            let mut row = row(of);
            row["dayOfWeek"] = format!("https://schema.org/{}", english(day)).into();
            row
        }));
    }
    for (date, other) in store.hours.exceptions() {
        let mut day: Vec<_> = other.intervals.iter().map(row).collect();
        if day.is_empty() {
            day.push(said("00:00", "00:00"));
        }
        for row in &mut day {
            row["validFrom"] = date.to_string().into();
            row["validThrough"] = date.to_string().into();
        }
        rows.extend(day);
    }
    let data = serde_json::json!({
        "@context": "https://schema.org", "@type": "Store", "name": store.name,
        "url": format!("{}/m/{}", state.public_url, store.slug), "openingHoursSpecification": rows,
    });
    souk_ui::json_ld(&data)
}

fn said(opens: &str, closes: &str) -> serde_json::Value {
    serde_json::json!({ "@type": "OpeningHoursSpecification", "opens": opens, "closes": closes })
}

fn english(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
