//! What a store says of itself in further languages.
use serde::{Deserialize, Serialize};
use souk_kit::{FieldError, Lang};

use super::{text, titles::Titles};

/// Most letters of a description.
pub const DESCRIPTION: usize = 2_000;

/// What a store says of itself in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DescriptionInput {
    /// The language.
    pub language: Lang,
    /// The description, plain text.
    #[schema(min_length = 1, max_length = 2000)]
    pub description: String,
}

/// Descriptions by code that were found sound.
pub fn check(given: &[DescriptionInput], errors: &mut Vec<FieldError>) -> Titles {
    let mut all = Titles::new();
    for (i, row) in given.iter().enumerate() {
        let at = format!("/translations/{i}");
        let said = text::read(&row.description, DESCRIPTION, true, format!("{at}/description"), errors);
        if all.insert(row.language.code().to_owned(), said).is_some() {
            errors.push(FieldError::new(format!("{at}/language"), "language_twice"));
        }
    }
    all
}

/// Descriptions as they are written.
#[must_use]
pub fn written(all: &Titles) -> Vec<DescriptionInput> {
    let row = |(code, said): (&String, &String)| {
        Some(DescriptionInput { language: Lang::from_tag(code)?, description: said.clone() })
    };
    all.iter().filter_map(row).collect()
}
