//! What was chosen with a variant: "Sauce: harissa", "extra cheese".
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use souk_events::{ModifierId, Money};
use souk_kit::Lang;

/// A chosen modifier, in the words that were shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Chosen {
    /// Its id.
    pub modifier_id: ModifierId,
    /// The group it was chosen from.
    #[serde(default)]
    pub group_title: String,
    /// Its name.
    pub title: String,
    /// What it adds to the price of one, which has it in it.
    pub price: Money,
    /// The group in the merchant's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(ignore)]
    pub group_words: Option<Words>,
    /// The name in the merchant's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(ignore)]
    pub words: Option<Words>,
}

impl Chosen {
    /// As it was shown, without the merchant's words.
    #[must_use]
    pub fn shown(self) -> Self {
        Self { group_words: None, words: None, ..self }
    }

    /// In the merchant's words.
    #[must_use]
    pub fn for_staff(mut self, lang: Lang) -> Self {
        if let Some(words) = self.group_words.take() {
            words.said(lang).clone_into(&mut self.group_title);
        }
        if let Some(words) = self.words.take() {
            words.said(lang).clone_into(&mut self.title);
        }
        self
    }
}

/// What something is called in the merchant's languages; kept where there are several, for those who prepare it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// In the store's own language.
    pub own: String,
    /// In further languages, by their codes.
    #[serde(default)]
    pub further: BTreeMap<String, String>,
}

impl Words {
    /// In a language, else in the store's own.
    #[must_use]
    pub fn said(&self, lang: Lang) -> &str {
        self.further.get(lang.code()).unwrap_or(&self.own)
    }
}

/// What a line is called in the merchant's languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineWords {
    /// The product.
    #[serde(flatten)]
    pub title: Words,
    /// Its option values, where they have several languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<Words>,
}

impl LineWords {
    /// Of a product and its option values; none where neither has several languages.
    #[must_use]
    pub fn of(title: &str, words: Option<&Words>, variant: Option<&Words>) -> Option<Self> {
        let own = || Words { own: title.to_owned(), further: BTreeMap::new() };
        (words.is_some() || variant.is_some())
            .then(|| Self { title: words.cloned().unwrap_or_else(own), variant: variant.cloned() })
    }
}

/// The most modifiers of a line.
pub const MOST: usize = 240;

/// Modifiers as they are kept and compared: in order, each once.
#[must_use]
pub fn sorted(mut modifiers: Vec<ModifierId>) -> Vec<ModifierId> {
    modifiers.sort_unstable();
    modifiers.dedup();
    modifiers
}

/// A variant's words with what was chosen: `Tajine (harissa, almonds)`.
#[must_use]
pub fn with(name: &str, chosen: &[Chosen]) -> String {
    if chosen.is_empty() {
        return name.to_owned();
    }
    let titles: Vec<&str> = chosen.iter().map(|c| c.title.as_str()).collect();
    format!("{name} ({})", titles.join(", "))
}
