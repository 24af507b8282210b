//! Which failures are the same one: their text without what differs from case to case.

/// The error with ids, numbers and quoted values replaced by `…`, so that equal causes read alike.
#[must_use]
pub fn fingerprint(error: &str) -> String {
    let words: Vec<String> = error.split_whitespace().take(40).map(word).collect();
    let mut text: String = words.join(" ").chars().take(200).collect();
    if text.is_empty() {
        text.push('…');
    }
    text
}

/// One word: an id (`ord_01k…`, a UUID) or anything with a digit loses its variable part.
fn word(word: &str) -> String {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    if core.is_empty() {
        return word.to_owned();
    }
    let id = core.split_once('_').is_some_and(|(prefix, rest)| prefix.len() == 3 && rest.len() == 26);
    if id || core.chars().any(|c| c.is_ascii_digit()) {
        return word.replacen(core, "…", 1);
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_cause_reads_alike() {
        let one = fingerprint("no product prd_01kqz4v7m8n9p0q1r2s3t4v5w6 (attempt 3)");
        let two = fingerprint("no product prd_01kqz4v7m8n9p0q1r2s3t4v5wz (attempt 8)");
        assert_eq!(one, two);
        assert_eq!(one, "no product … (attempt …)");
    }

    #[test]
    fn different_causes_stay_apart_and_nothing_is_endless() {
        assert_ne!(fingerprint("sold out"), fingerprint("store closed"));
        assert!(fingerprint(&"word ".repeat(1_000)).chars().count() <= 200);
        assert_eq!(fingerprint(""), "…");
    }
}
