//! What options and their values are called in further languages, between the product form and its rules.
//!
//! The titles of an option are called `option<number>_<code>`; those of a value `ov<option>.<number>_<code>`, beside the
//! value itself as `ov<option>.<number>`.
use souk_kit::{Lang, View};
use souk_ui::{Markup, field_group, html};

use super::{FormErrors, form_fields::Typed, titles};
use crate::{
    app::products::Whole,
    domain::{
        kind::ProductKind,
        option::{self, OptionInput, ValueInput},
        product::MAX_VARIANTS,
    },
};

/// Most values that a form asks titles for: beyond that they are the API's.
const MOST: usize = MAX_VARIANTS;

impl Typed {
    /// What stands in the form of a product as it is kept.
    pub(super) fn fill_options(&mut self, whole: &Whole) {
        let kept = option::read(&whole.row.option_titles);
        for (o, name) in whole.row.options.iter().enumerate() {
            let Some(of) = kept.get(name) else { continue };
            titles::fill(&format!("option{o}"), &of.titles, |field, title| self.set(field, title));
            for (k, (value, titles)) in of.values.iter().enumerate() {
                let field = format!("ov{o}.{k}");
                self.set(&field, value);
                titles::fill(&field, titles, |field, title| self.set(field, title));
            }
        }
    }

    /// The options that have a name: the number of the field, and the name. A bundle has none, whatever was typed.
    fn named(&self) -> impl Iterator<Item = (usize, &str)> {
        let none = self.kind() == ProductKind::Bundle;
        let names = (0..3).filter(move |_| !none).map(|o| (o, self.get(&format!("option{o}")).trim()));
        names.filter(|(_, name)| !name.is_empty())
    }

    /// The different values of the option at a place, in the order of the variants.
    fn option_values(&self, place: usize) -> Vec<&str> {
        let mut values: Vec<&str> = Vec::new();
        for i in self.filled() {
            let value = self.get(&format!("v{i}.value{place}")).trim();
            if !value.is_empty() && !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// How many values the form would ask titles for.
    fn many(&self) -> bool {
        self.named().enumerate().map(|(place, _)| self.option_values(place).len()).sum::<usize>() > MOST
    }

    /// What was typed for a value, by the name that its field has when its option's values are numbered anew.
    fn value_title(&self, place: usize, value: &str, field: &str) -> &str {
        let known = (0..MOST).find(|k| self.get(&format!("ov{place}.{k}")).trim() == value);
        let code = field.rsplit_once('_').map_or("", |(_, code)| code);
        known.map_or("", |k| self.get(&format!("ov{place}.{k}_{code}")))
    }

    /// What was typed of options; none when the form did not ask.
    pub(super) fn option_translations(&self) -> Option<Vec<OptionInput>> {
        if self.many() {
            return None;
        }
        let one = |(place, (o, name)): (usize, (usize, &str))| {
            let value = |value: &str| {
                let typed = titles::typed("_", |field| self.value_title(place, value, field));
                (!typed.is_empty()).then(|| ValueInput { value: value.to_owned(), translations: typed })
            };
            OptionInput {
                option: name.to_owned(),
                translations: titles::typed(&format!("option{o}"), |field| self.get(field)),
                values: self.option_values(place).into_iter().filter_map(value).collect(),
            }
        };
        Some(self.named().enumerate().map(one).collect())
    }

    /// The form's name of what a pointer below `/option_translations/` names.
    pub(super) fn option_field(&self, rest: &str, said: &[OptionInput]) -> Option<String> {
        let parts: Vec<&str> = rest.split('/').collect();
        let place = parts.first()?.parse::<usize>().ok()?;
        let of = said.get(place)?;
        let (o, _) = self.named().nth(place)?;
        match parts.get(1..)? {
            ["translations", at, ..] => Some(titles::field(&format!("option{o}"), &of.translations, at)),
            ["values", j, "translations", at, ..] => {
                let value = of.values.get(j.parse::<usize>().ok()?)?;
                let k = self.option_values(place).iter().position(|known| *known == value.value)?;
                Some(titles::field(&format!("ov{place}.{k}"), &value.translations, at))
            }
            _ => Some(format!("option{o}")),
        }
    }
}

/// A field for each option and each value in each further language, folded.
pub(super) fn fields(view: &View, own: Lang, typed: &Typed, errors: &FormErrors) -> Markup {
    if typed.many() || typed.named().next().is_none() {
        return Markup::default();
    }
    html! {
        details {
            summary { (view.t("form-translations")) }
            p class="hint" { (view.t("form-options-translations-hint")) }
            @for (place, (o, name)) in typed.named().enumerate() {
                (field_group(name, titles::fields(Some(own), &format!("option{o}"), |field| typed.get(field), errors)))
                @for (k, value) in typed.option_values(place).into_iter().enumerate() {
                    @let field = format!("ov{place}.{k}");
                    (field_group(&format!("{name} · {value}"), html! {
                        input type="hidden" name=(field) value=(value);
                        (titles::fields(Some(own), &field, |field| typed.value_title(place, value, field), errors))
                    }))
                }
            }
        }
    }
}
