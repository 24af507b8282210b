//! When a product is sold, as one cell: `mon tue 12:00-14:00;sun`. No day: every day; no time: all day.
use crate::domain::hours::WeeklyInput;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MIDNIGHT: &str = "00:00";

/// Intervals by the days they are on, in the order of their first day.
pub fn grouped(weekly: &[WeeklyInput]) -> Vec<(Vec<u8>, String, String)> {
    let mut groups: Vec<(Vec<u8>, String, String)> = Vec::new();
    for row in weekly {
        match groups.iter_mut().find(|(_, from, to)| *from == row.from && *to == row.to) {
            Some((days, ..)) => days.push(row.weekday),
            None => groups.push((vec![row.weekday], row.from.clone(), row.to.clone())),
        }
    }
    groups
}

/// The entries of the cell.
pub fn written(weekly: &[WeeklyInput]) -> Vec<String> {
    let name = |day: &u8| DAYS.get(usize::from(day.saturating_sub(1))).copied().unwrap_or_default();
    let entry = |(days, from, to): (Vec<u8>, String, String)| {
        let days = days.iter().map(name).collect::<Vec<_>>().join(" ");
        if from == MIDNIGHT && to == MIDNIGHT { days } else { format!("{days} {from}-{to}") }
    };
    grouped(weekly).into_iter().map(entry).collect()
}

/// The number of a day by its name.
fn day(word: &str) -> Option<u8> {
    DAYS.iter().zip(1u8..).find(|(name, _)| **name == word).map(|(_, number)| number)
}

/// The days that a word names: one, or from one to another.
fn days(word: &str) -> Option<Vec<u8>> {
    match word.split_once('-') {
        None => day(word).map(|day| vec![day]),
        Some((first, last)) => {
            let (first, last) = (day(first)?, day(last)?);
            Some(if first <= last { (first..=last).collect() } else { (first..=7).chain(1..=last).collect() })
        }
    }
}

/// Reads the entries of a cell; none when one of them cannot be read.
pub fn read(entries: &[String]) -> Option<Vec<WeeklyInput>> {
    let mut weekly = Vec::new();
    for entry in entries {
        let (mut on, mut times) = (Vec::new(), None);
        for word in entry.to_lowercase().split_whitespace() {
            match (days(word), word.split_once('-')) {
                (Some(found), _) => on.extend(found),
                (None, Some((from, to))) if times.is_none() => times = Some((from.to_owned(), to.to_owned())),
                _ => return None,
            }
        }
        let (from, to) = times.unwrap_or_else(|| (MIDNIGHT.to_owned(), MIDNIGHT.to_owned()));
        let every_day = on.is_empty();
        let all = (1..=7).filter(|day| every_day || on.contains(day));
        weekly.extend(all.map(|weekday| WeeklyInput { weekday, from: from.clone(), to: to.clone() }));
    }
    Some(weekly)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(weekday: u8, from: &str, to: &str) -> WeeklyInput {
        WeeklyInput { weekday, from: from.into(), to: to.into() }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let weekly = vec![row(1, "12:00", "14:00"), row(2, "12:00", "14:00"), row(7, "00:00", "00:00")];
        let cell = written(&weekly);
        assert_eq!(cell, ["mon tue 12:00-14:00", "sun"]);
        assert_eq!(read(&cell), Some(weekly));
    }

    #[test]
    fn people_write_it_shorter() {
        let read = |text: &str| read(&[text.to_owned()]);
        assert_eq!(read("Mon-Fri 12:00-14:00").map(|all| all.len()), Some(5));
        assert_eq!(read("sat-mon").map(|all| all.iter().map(|r| r.weekday).collect()), Some(vec![1, 6, 7]));
        assert_eq!(read("18:00-22:00").map(|all| all.len()), Some(7));
        assert_eq!((read("lunch"), read("mon 9 to 5")), (None, None));
    }
}
