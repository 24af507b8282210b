//! Words that mean the same: what makes a group of them sound, and what they add to a product's words.
use std::collections::HashMap;

use souk_kit::FieldError;

use super::text;

/// Most groups of a merchant.
pub const MOST: usize = 500;
const MOST_TERMS: usize = 12;

/// Checks the terms of a group: at least two that differ.
///
/// # Errors
/// One entry for each term that is wrong.
pub fn check(terms: &[String]) -> Result<Vec<String>, Vec<FieldError>> {
    let (mut clean, mut errors): (Vec<String>, _) = (Vec::new(), Vec::new());
    for (i, term) in terms.iter().enumerate().filter(|(_, term)| !term.trim().is_empty()) {
        match text::clean(term, 60) {
            Ok(term) if text::words(&term).is_empty() => {
                errors.push(FieldError::new(format!("/terms/{i}"), "synonym_no_word"));
            }
            Ok(term) if clean.iter().any(|known| text::fold(known) == text::fold(&term)) => {}
            Ok(term) => clean.push(term),
            Err(code) => errors.push(FieldError::new(format!("/terms/{i}"), code)),
        }
    }
    match (errors.is_empty(), clean.len()) {
        (true, 2..=MOST_TERMS) => return Ok(clean),
        (true, 0..=1) => errors.push(FieldError::new("/terms", "synonym_alone")),
        (true, _) => errors.push(FieldError::new("/terms", "too_many")),
        _ => {}
    }
    Err(errors)
}

/// A merchant's groups, each term as the words that search knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms(Vec<Vec<Vec<String>>>);

impl Synonyms {
    /// Reads groups of terms.
    #[must_use]
    pub fn new<'t>(groups: impl IntoIterator<Item = &'t [String]>) -> Self {
        let group = |terms: &[String]| terms.iter().map(|term| text::words(term)).collect();
        Self(groups.into_iter().map(group).collect())
    }

    /// Adds to a product's words what its words also mean, at half their weight.
    pub fn spread(&self, sums: &mut HashMap<String, u32>) {
        let mut more: Vec<(&String, u32)> = Vec::new();
        for group in &self.0 {
            let weight = |term: &Vec<String>| {
                let each: Option<Vec<u32>> = term.iter().map(|word| sums.get(word).copied()).collect();
                each?.into_iter().min()
            };
            let Some(best) = group.iter().filter_map(weight).max() else { continue };
            more.extend(group.iter().flatten().map(|word| (word, (best / 2).max(1))));
        }
        for (word, weight) in more {
            sums.entry(word.clone()).or_insert(weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_group_has_two_terms_that_differ() {
        assert_eq!(check(&terms(&["tajine", " Tagine ", "TAJINE", ""])).unwrap(), ["tajine", "Tagine"]);
        assert_eq!(check(&terms(&["tajine", "Tajiné"])).unwrap_err()[0].code, "synonym_alone");
        assert_eq!(check(&terms(&["tajine", "-"])).unwrap_err()[0].pointer, "/terms/1");
    }

    #[test]
    fn words_spread_to_what_they_also_mean_and_only_then() {
        let groups = [terms(&["patate", "pomme de terre"]), terms(&["طاجين", "tajine"])];
        let synonyms = Synonyms::new(groups.iter().map(Vec::as_slice));
        let mut potato = HashMap::from([("patate".to_owned(), 8)]);
        synonyms.spread(&mut potato);
        assert_eq!(potato.get("terre"), Some(&4));
        assert_eq!(potato.get("tajine"), None);
        let mut apple = HashMap::from([("pomme".to_owned(), 8)]);
        synonyms.spread(&mut apple);
        assert_eq!(apple.len(), 1, "an apple is no potato");
    }
}
