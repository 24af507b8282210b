//! What a program's key may do: an area of the shop, to look or to change.
use std::collections::BTreeSet;

/// The areas: the modules that serve programs. A word is `<area>:<access>`.
pub const AREAS: [&str; 5] = ["catalog", "orders", "payments", "reservations", "whatsapp"];
/// What may be done there; who may write may read.
pub const ACCESS: [&str; 2] = ["read", "write"];

fn is_known(word: &str) -> bool {
    word.split_once(':').is_some_and(|(area, access)| AREAS.contains(&area) && ACCESS.contains(&access))
}

/// Checks words, and keeps each once.
///
/// # Errors
/// The place of a word that is none, or no word at all.
pub fn parse<S: AsRef<str>>(words: &[S]) -> Result<Vec<String>, (Option<usize>, &'static str)> {
    if words.is_empty() {
        return Err((None, "required"));
    }
    let wrong = words.iter().position(|w| !is_known(w.as_ref()));
    if let Some(place) = wrong {
        return Err((Some(place), "choice_unknown"));
    }
    let kept: BTreeSet<&str> = words.iter().map(AsRef::as_ref).collect();
    Ok(kept.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_and_kept_once() {
        let read = |words: &[&str]| parse(words);
        assert_eq!(
            read(&["orders:read", "catalog:write", "orders:read"]).unwrap(),
            ["catalog:write", "orders:read"]
        );
        assert_eq!(read(&[]), Err((None, "required")));
        assert_eq!(read(&["orders:read", "identity:write"]), Err((Some(1), "choice_unknown")));
        assert_eq!(read(&["payments"]), Err((Some(0), "choice_unknown")));
    }
}
