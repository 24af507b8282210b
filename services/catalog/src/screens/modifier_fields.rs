//! The form of a modifier group between page and rules: what was typed, as fields and as a group.
//!
//! Fields of an answer are called `m<number>.<field>`; a title in a further language has its code as a tail.
use std::collections::HashMap;

use souk_events::{Currency, Money};
use souk_kit::{FieldError, Lang, format};

use super::titles;
use crate::domain::{
    modifier::{Group, GroupInput, ModifierInput, PER_GROUP},
    price,
    titles::{TitleInput, Titles},
};

/// What stands in the form, by field name.
#[derive(Clone, Debug, Default)]
pub struct Typed(pub HashMap<String, String>);

impl Typed {
    /// A field's text; empty when it was not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// The form of a new group: one answer of three has to be given.
    pub fn fresh() -> Self {
        let mut typed = Self::default();
        [("min", "1"), ("max", "1"), ("rows", "3")]
            .into_iter()
            .for_each(|(name, value)| typed.set(name, value));
        typed
    }

    /// What stands in the form of a group as it is kept.
    pub fn of(lang: Lang, group: &Group, currency: Currency) -> Self {
        let mut typed = Self::default();
        let titles = |typed: &mut Self, name: &str, titles: &Titles| {
            titles::fill(name, titles, |field, title| typed.set(field, title));
        };
        typed.set("title", &group.title);
        titles(&mut typed, "title", &group.titles);
        typed.set("min", group.min.to_string());
        typed.set("max", group.max.to_string());
        typed.set("version", group.version.to_string());
        for (i, of) in group.modifiers.iter().enumerate() {
            typed.set(format!("m{i}.id"), of.id.to_string());
            typed.set(format!("m{i}.title"), &of.title);
            titles(&mut typed, &format!("m{i}.title"), &of.titles);
            typed.set(
                format!("m{i}.price_delta"),
                format::decimal(lang, Money::new(of.price_delta, currency)),
            );
            typed.set(format!("m{i}.sold_out"), if of.sold_out { "1" } else { "" });
        }
        typed.set("rows", group.modifiers.len().to_string());
        typed
    }

    /// How many answers the form shows.
    pub fn rows(&self) -> usize {
        self.get("rows").parse().unwrap_or(1).clamp(1, PER_GROUP)
    }

    /// One answer more.
    pub fn add_row(&mut self) {
        let rows = (self.rows() + 1).min(PER_GROUP);
        self.set("rows", rows.to_string());
    }

    /// The numbers of the answers that say something and are not to go.
    fn filled(&self) -> Vec<usize> {
        let says = |i: &usize| {
            ["id", "title", "price_delta"].iter().any(|f| !self.get(&format!("m{i}.{f}")).is_empty())
        };
        (0..self.rows()).filter(says).filter(|i| self.get(&format!("m{i}.remove")).is_empty()).collect()
    }

    fn titles(&self, name: &str) -> Vec<TitleInput> {
        titles::typed(name, |field| self.get(field))
    }

    /// The group that was typed, and what of it is no number.
    pub fn input(&self, currency: Currency) -> (GroupInput, Vec<FieldError>) {
        let mut errors = Vec::new();
        let mut modifiers = Vec::new();
        for (place, i) in self.filled().into_iter().enumerate() {
            let cell = |field: &str| self.get(&format!("m{i}.{field}"));
            let price_delta = match cell("price_delta") {
                "" => 0,
                text => price::parse(text, currency).unwrap_or_else(|code| {
                    errors.push(FieldError::new(format!("/modifiers/{place}/price_delta"), code));
                    0
                }),
            };
            modifiers.push(ModifierInput {
                id: cell("id").parse().ok(),
                title: cell("title").to_owned(),
                translations: self.titles(&format!("m{i}.title")),
                price_delta,
                sold_out: !cell("sold_out").is_empty(),
            });
        }
        let mut number = |name: &str| {
            self.get(name).parse().unwrap_or_else(|_| {
                errors.push(FieldError::new(
                    format!("/{name}"),
                    if name == "min" { "modifiers_min" } else { "modifiers_max" },
                ));
                0
            })
        };
        let (min, max) = (number("min"), number("max"));
        let translations = self.titles("title");
        (GroupInput { title: self.get("title").to_owned(), translations, min, max, modifiers }, errors)
    }

    /// The form's name of the field that a pointer names.
    pub fn field(&self, pointer: &str, input: &GroupInput) -> String {
        let parts: Vec<&str> = pointer.split('/').skip(1).collect();
        let number = |text: &str| text.parse::<usize>().unwrap_or(usize::MAX);
        match parts.as_slice() {
            ["translations", at, ..] => titles::field("title", &input.translations, at),
            ["modifiers", place, rest @ ..] => {
                let row = self.filled().get(number(place)).copied().unwrap_or_default();
                match (rest, input.modifiers.get(number(place))) {
                    (["translations", at, ..], Some(of)) => {
                        titles::field(&format!("m{row}.title"), &of.translations, at)
                    }
                    (["id"] | [], _) => format!("m{row}.title"),
                    (rest, _) => format!("m{row}.{}", rest.first().unwrap_or(&"title")),
                }
            }
            ["modifiers"] => "m0.title".to_owned(),
            [name] => (*name).to_owned(),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_finds_its_field() {
        let fields = [
            ("title", "Taille"),
            ("title_en", "Size"),
            ("min", "1"),
            ("max", "one"),
            ("rows", "4"),
            ("m0.title", "Petite"),
            ("m0.remove", "1"),
            ("m2.title", "Grande"),
            ("m2.title_ar", "كبير"),
            ("m2.price_delta", "beaucoup"),
        ];
        let form = Typed(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect());
        let (input, errors) = form.input(Currency::EUR);
        assert_eq!((input.modifiers.len(), input.min), (1, 1));
        let named: Vec<_> = errors.iter().map(|e| form.field(&e.pointer, &input)).collect();
        assert_eq!(named, ["m2.price_delta", "max"]);
        assert_eq!(form.field("/modifiers/0/translations/0/title", &input), "m2.title_ar");
        assert_eq!(form.field("/translations/0/title", &input), "title_en");
    }
}
