//! The form of opening hours between page and rules: what was typed, as fields and as rows.
//!
//! Fields are called `d<weekday>.<row>.<from|to>`, `e<date>.<row>.<from|to>` and `e<date>.<date|closed|note|remove>`.
use std::collections::HashMap;

use chrono::NaiveDate;
use souk_kit::FieldError;

use crate::domain::hours::{ExceptionInput, Hours, HoursInput, IntervalInput, PER_DAY, WeeklyInput};

/// What stands in the form, by field name.
#[derive(Clone, Debug, Default)]
pub struct Typed(pub HashMap<String, String>);

/// Which fields the rows of an input came from.
#[derive(Debug, Default)]
pub struct Names {
    weekly: Vec<String>,
    exceptions: Vec<(String, Vec<String>)>,
}

impl Names {
    /// The form's name of the field that a pointer names.
    pub fn field(&self, pointer: &str) -> String {
        let parts: Vec<&str> = pointer.split('/').skip(1).collect();
        let number = |text: &str| text.parse::<usize>().unwrap_or(usize::MAX);
        match parts.as_slice() {
            ["weekly", i, end] => self.weekly.get(number(i)).map(|name| format!("{name}.{end}")),
            ["weekly", i] => self.weekly.get(number(i)).map(|name| format!("{name}.from")),
            ["exceptions", i, "intervals", row, end @ ..] => {
                let name = self.exceptions.get(number(i)).and_then(|(_, rows)| rows.get(number(row)));
                name.map(|name| format!("{name}.{}", end.first().unwrap_or(&"from")))
            }
            ["exceptions", i, field] => {
                self.exceptions.get(number(i)).map(|(name, _)| format!("{name}.{field}"))
            }
            _ => None,
        }
        .unwrap_or_default()
    }
}

impl Typed {
    /// A field's text; empty when it was not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    fn fill(&mut self, prefix: &str, intervals: &[IntervalInput]) {
        for (i, of) in intervals.iter().enumerate() {
            self.set(format!("{prefix}.{i}.from"), &of.from);
            self.set(format!("{prefix}.{i}.to"), &of.to);
        }
    }

    /// What stands in the form of hours as they are kept. Dates that are over are left out.
    pub fn of(hours: &Hours, version: i64, today: NaiveDate) -> Self {
        let mut typed = Self::default();
        typed.set("version", version.to_string());
        for ((_, intervals), number) in hours.week().days().zip(1..) {
            let rows: Vec<_> = intervals.iter().copied().map(IntervalInput::from).collect();
            typed.fill(&format!("d{number}"), &rows);
        }
        let coming = HoursInput::from(hours).exceptions.into_iter().filter(|other| other.date >= today);
        let mut dates = 0;
        for (i, other) in coming.enumerate() {
            dates = i + 1;
            typed.set(format!("e{i}.date"), other.date.to_string());
            typed.set(format!("e{i}.note"), &other.note);
            typed.set(format!("e{i}.closed"), if other.closed { "1" } else { "" });
            typed.fill(&format!("e{i}"), &other.intervals);
        }
        typed.set("dates", dates.to_string());
        typed
    }

    /// The rows of a day that say something.
    fn filled(&self, prefix: &str) -> Vec<usize> {
        let said =
            |i: &usize| ["from", "to"].iter().any(|end| !self.get(&format!("{prefix}.{i}.{end}")).is_empty());
        (0..PER_DAY).filter(said).collect()
    }

    /// How many rows a day shows: one more than it has, two at least for a break.
    pub fn rows(&self, prefix: &str) -> usize {
        self.filled(prefix).last().map_or(2, |last| last + 2).clamp(2, PER_DAY)
    }

    /// How many dates the form shows.
    pub fn dates(&self) -> usize {
        self.get("dates").parse().unwrap_or(0).min(100)
    }

    /// One date more.
    pub fn add_date(&mut self) {
        let dates = (self.dates() + 1).min(100);
        self.set("dates", dates.to_string());
    }

    /// Monday's hours on every day.
    pub fn copy_monday(&mut self) {
        for day in 2..=7 {
            for i in 0..PER_DAY {
                for end in ["from", "to"] {
                    let monday = self.get(&format!("d1.{i}.{end}")).to_owned();
                    self.set(format!("d{day}.{i}.{end}"), monday);
                }
            }
        }
    }

    fn interval(&self, name: &str) -> IntervalInput {
        let end = |end: &str| self.get(&format!("{name}.{end}")).to_owned();
        IntervalInput { from: end("from"), to: end("to") }
    }

    /// The hours that were typed, the fields they came from, and dates that are none.
    pub fn input(&self) -> (HoursInput, Names, Vec<FieldError>) {
        let (mut input, mut names, mut errors) = (HoursInput::default(), Names::default(), Vec::new());
        for weekday in 1..=7u8 {
            for i in self.filled(&format!("d{weekday}")) {
                let name = format!("d{weekday}.{i}");
                let IntervalInput { from, to } = self.interval(&name);
                input.weekly.push(WeeklyInput { weekday, from, to });
                names.weekly.push(name);
            }
        }
        for i in 0..self.dates() {
            let prefix = format!("e{i}");
            let cell = |field: &str| self.get(&format!("{prefix}.{field}"));
            let rows = self.filled(&prefix);
            let says = !cell("date").is_empty() || !cell("note").is_empty() || !rows.is_empty();
            if !says || !cell("remove").is_empty() {
                continue;
            }
            let date = cell("date").parse().ok();
            if date.is_none() {
                errors.push(FieldError::new(
                    format!("/exceptions/{}/date", names.exceptions.len()),
                    "date_wrong",
                ));
            }
            let rows: Vec<String> = rows.into_iter().map(|row| format!("{prefix}.{row}")).collect();
            input.exceptions.push(ExceptionInput {
                date: date.unwrap_or_default(),
                closed: !cell("closed").is_empty(),
                intervals: rows.iter().map(|name| self.interval(name)).collect(),
                note: cell("note").to_owned(),
            });
            names.exceptions.push((prefix, rows));
        }
        (input, names, errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_finds_its_field() {
        let fields = [
            ("d1.0.from", "09:00"),
            ("d1.0.to", "12:00"),
            ("d1.1.from", "late"),
            ("dates", "3"),
            ("e0.date", "2026-12-24"),
            ("e0.remove", "1"),
            ("e1.date", "soon"),
            ("e1.1.from", "10:00"),
        ];
        let mut form = Typed(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect());
        let (input, names, wrong) = form.input();
        assert_eq!((input.weekly.len(), input.exceptions.len()), (2, 1));
        assert_eq!(names.field(&wrong[0].pointer), "e1.date");
        assert_eq!(names.field("/weekly/1/from"), "d1.1.from");
        assert_eq!(names.field("/exceptions/0/intervals/0/to"), "e1.1.to");
        assert_eq!((form.rows("d1"), form.rows("d2")), (3, 2));
        form.copy_monday();
        assert_eq!(form.get("d7.0.to"), "12:00");
    }
}
