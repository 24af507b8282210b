//! Titles in further languages beside the store's own.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use souk_kit::{FieldError, Lang};

use super::text;

/// Most letters of a title.
const TITLE: usize = 80;

/// A title in further languages, by code.
pub type Titles = BTreeMap<String, String>;

/// A title in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TitleInput {
    /// The language.
    pub language: Lang,
    /// The title.
    #[schema(min_length = 1, max_length = 80)]
    pub title: String,
}

/// A title in a language, else in the store's.
#[must_use]
pub fn title<'a>(own: &'a str, titles: &'a Titles, lang: Lang) -> &'a str {
    titles.get(lang.code()).map_or(own, String::as_str)
}

/// Titles as they are written.
#[must_use]
pub fn written(titles: &Titles) -> Vec<TitleInput> {
    let row = |(code, title): (&String, &String)| {
        Some(TitleInput { language: Lang::from_tag(code)?, title: title.clone() })
    };
    titles.iter().filter_map(row).collect()
}

/// Titles that were found sound; what is wrong is named below `at`.
pub fn check(given: &[TitleInput], at: &str, errors: &mut Vec<FieldError>) -> Titles {
    let mut all = Titles::new();
    for (i, row) in given.iter().enumerate() {
        let title = text::read(&row.title, TITLE, true, format!("{at}/translations/{i}/title"), errors);
        if all.insert(row.language.code().to_owned(), title).is_some() {
            errors.push(FieldError::new(format!("{at}/translations/{i}/language"), "language_twice"));
        }
    }
    all
}

/// Titles as they are kept.
#[must_use]
pub fn read(kept: serde_json::Value) -> Titles {
    serde_json::from_value(kept).unwrap_or_default()
}

/// Titles to keep.
#[must_use]
pub fn keep(titles: &Titles) -> serde_json::Value {
    serde_json::to_value(titles).unwrap_or_default()
}
