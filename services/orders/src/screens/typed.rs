//! What was typed into a form, by field name, and reading it with a note of what cannot be read.
use std::collections::HashMap;

use souk_events::{Currency, Money};
use souk_kit::FieldError;

/// What stands in a form.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed(pub HashMap<String, String>);

impl Typed {
    /// A field's text; empty when it was not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }

    pub fn set_some(&mut self, name: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.set(name, value.to_string());
        }
    }
}

/// Reads fields and notes what cannot be read.
pub(super) struct Reader<'a> {
    pub typed: &'a Typed,
    pub currency: Currency,
    pub wrong: &'a mut Vec<FieldError>,
}

impl Reader<'_> {
    pub fn parsed<T>(
        &mut self,
        name: &str,
        code: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.typed.get(name);
        if text.is_empty() {
            return None;
        }
        let value = read(text);
        if value.is_none() {
            self.wrong.push(FieldError::new(format!("/{name}"), code));
        }
        value
    }
    pub fn money(&mut self, name: &str) -> Option<i64> {
        let currency = self.currency;
        self.parsed(name, "amount_wrong", |t| Some(Money::parse_decimal(t, currency).ok()?.amount))
    }
    pub fn number<T: std::str::FromStr>(&mut self, name: &str) -> Option<T> {
        self.parsed(name, "number_wrong", |t| t.parse().ok())
    }
}
