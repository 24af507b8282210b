//! What options and their values are called in further languages, by the product's own names.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use souk_kit::{FieldError, Lang};

use super::{
    product::{MAX_VARIANTS, ProductInput},
    titles::{self, TitleInput, Titles},
};

/// The options of a product by their own names. What is not an option any more may still be named.
pub type Options = BTreeMap<String, OptionTitles>;

/// What an option and its values are called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionTitles {
    /// The option.
    #[serde(default)]
    pub titles: Titles,
    /// Its values, by their own names.
    #[serde(default)]
    pub values: BTreeMap<String, Titles>,
}

/// What an option and its values are called in further languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionInput {
    /// The option, by its own name.
    #[schema(min_length = 1, max_length = 40)]
    pub option: String,
    /// Its name in further languages.
    #[serde(default)]
    #[schema(max_items = 5)]
    pub translations: Vec<TitleInput>,
    /// Its values.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub values: Vec<ValueInput>,
}

/// What a value of an option is called in further languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueInput {
    /// The value, as variants have it.
    #[schema(min_length = 1, max_length = 80)]
    pub value: String,
    /// Its name in further languages.
    #[schema(max_items = 5)]
    pub translations: Vec<TitleInput>,
}

/// Checks what is said of a product's options, and tidies it.
pub fn check(input: &mut ProductInput, errors: &mut Vec<FieldError>) {
    let Some(given) = input.option_translations.take() else { return };
    let mut all = Options::new();
    for (i, said) in given.iter().enumerate() {
        let at = format!("/option_translations/{i}");
        let name = said.option.trim();
        let Some(place) = input.options.iter().position(|option| option == name) else {
            errors.push(FieldError::new(format!("{at}/option"), "option_unknown"));
            continue;
        };
        if said.values.len() > MAX_VARIANTS {
            errors.push(FieldError::new(format!("{at}/values"), "too_many"));
        }
        let titles = titles::check(&said.translations, &at, errors);
        let mut values = BTreeMap::new();
        for (j, of) in said.values.iter().enumerate().take(MAX_VARIANTS) {
            let at = format!("{at}/values/{j}");
            let value = of.value.trim();
            let known = input.variants.iter().filter_map(|variant| variant.values.get(place));
            if !known.into_iter().any(|known| known == value) {
                errors.push(FieldError::new(format!("{at}/value"), "option_unknown"));
            }
            values.insert(value.to_owned(), titles::check(&of.translations, &at, errors));
        }
        if all.insert(name.to_owned(), OptionTitles { titles, values }).is_some() {
            errors.push(FieldError::new(format!("{at}/option"), "option_twice"));
        }
    }
    let values = input.variants.iter().map(|variant| variant.values.as_slice());
    input.option_translations = Some(written(&all, &input.options, values));
}

/// What options are called, as it is written: of the options and values that there are.
#[must_use]
pub fn written<'v>(
    all: &Options,
    options: &[String],
    values: impl Iterator<Item = &'v [String]> + Clone,
) -> Vec<OptionInput> {
    let one = |(place, name): (usize, &String)| {
        let found = all.get(name)?;
        let value = |(value, titles): (&String, &Titles)| {
            let known = values.clone().any(|values| values.get(place) == Some(value));
            let translations = titles::written(titles);
            (known && !translations.is_empty()).then(|| ValueInput { value: value.clone(), translations })
        };
        let input = OptionInput {
            option: name.clone(),
            translations: titles::written(&found.titles),
            values: found.values.iter().filter_map(value).collect(),
        };
        (!input.translations.is_empty() || !input.values.is_empty()).then_some(input)
    };
    options.iter().enumerate().filter_map(one).collect()
}

/// What was said of options, to keep.
#[must_use]
pub fn keep(said: &[OptionInput]) -> serde_json::Value {
    let titles = |given: &[TitleInput]| -> Titles {
        given.iter().map(|row| (row.language.code().to_owned(), row.title.clone())).collect()
    };
    let one = |said: &OptionInput| {
        let values = said.values.iter().map(|of| (of.value.clone(), titles(&of.translations))).collect();
        (said.option.clone(), OptionTitles { titles: titles(&said.translations), values })
    };
    serde_json::to_value(said.iter().map(one).collect::<Options>()).unwrap_or_default()
}

/// What is kept of options.
#[must_use]
pub fn read(kept: &serde_json::Value) -> Options {
    Options::deserialize(kept).unwrap_or_default()
}

/// An option in a language, else its own name.
#[must_use]
pub fn option<'a>(all: Option<&'a Options>, own: &'a str, lang: Lang) -> &'a str {
    let titles = all.and_then(|all| all.get(own)).map(|found| &found.titles);
    titles.map_or(own, |titles| titles::title(own, titles, lang))
}

/// A value of an option in a language, else as variants have it.
#[must_use]
pub fn value<'a>(all: Option<&'a Options>, option: &str, own: &'a str, lang: Lang) -> &'a str {
    let titles = all.and_then(|all| all.get(option)).and_then(|found| found.values.get(own));
    titles.map_or(own, |titles| titles::title(own, titles, lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::product::{Product, VariantInput};

    fn title(language: Lang, title: &str) -> Vec<TitleInput> {
        vec![TitleInput { language, title: title.into() }]
    }

    #[test]
    fn what_names_no_option_or_value_is_wrong() {
        let variant = VariantInput { values: vec!["Rouge".into()], price: 5, ..VariantInput::default() };
        let said = |option: &str, value: &str| OptionInput {
            option: option.into(),
            translations: title(Lang::En, " Colour "),
            values: vec![ValueInput { value: value.into(), translations: title(Lang::En, "Red") }],
        };
        let input = |said: Vec<OptionInput>| ProductInput {
            title: "Bol".into(),
            options: vec!["Couleur".into()],
            variants: vec![variant.clone()],
            option_translations: Some(said),
            ..ProductInput::default()
        };
        let wrong = Product::check(input(vec![said("Couleur", "Vert"), said("Taille", "M")])).unwrap_err();
        let found: Vec<_> = wrong.iter().map(|e| (e.pointer.as_str(), e.code.as_ref())).collect();
        assert_eq!(
            found,
            [
                ("/option_translations/0/values/0/value", "option_unknown"),
                ("/option_translations/1/option", "option_unknown"),
            ]
        );
        let sound = Product::check(input(vec![said("Couleur", "Rouge")])).unwrap();
        let kept = read(&keep(sound.get().option_translations.as_deref().unwrap()));
        assert_eq!(option(Some(&kept), "Couleur", Lang::En), "Colour");
        assert_eq!(value(Some(&kept), "Couleur", "Rouge", Lang::En), "Red");
        assert_eq!(value(Some(&kept), "Couleur", "Rouge", Lang::Es), "Rouge", "else its own");
    }
}
