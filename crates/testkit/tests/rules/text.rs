//! Rules that are read off the source text.
use std::path::Path;

use super::files;

const MAX_LINES: usize = 400;

struct Ban {
    folder: &'static str,
    words: &'static [&'static str],
    why: &'static str,
}

const BANS: &[Ban] = &[
    Ban {
        folder: "/src/domain",
        words: &["diesel", "actix_web", "lapin", "Clock", "Utc::now"],
        why: "domain decides; it knows no database, web, broker or clock",
    },
    Ban { folder: "/src/http/", words: &["diesel::", "diesel_async"], why: "http says; it does not query" },
    Ban {
        folder: "/src/screens/",
        words: &["diesel::", "diesel_async"],
        why: "screens say; they do not query",
    },
    Ban {
        folder: "/src/store/",
        words: &["actix_web", "Utc::now", "diesel::dsl::now", "now()"],
        why: "store keeps; time and scope come in as parameters",
    },
];

/// The part of a file outside its inline tests.
fn production(text: &str) -> &str {
    text.find("\n#[cfg(test)]").map_or(text, |at| &text[..at])
}

/// The inline tests of a file of a module; the whole of a file that only tests use.
fn tested<'a>(name: &str, text: &'a str) -> &'a str {
    let only = ["/tests/", "/testkit/", "/benches/"].iter().any(|folder| name.contains(folder));
    if only { text } else { &text[production(text).len()..] }
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")).map(|(i, l)| (i + 1, l))
}

/// Whether a line calls `sleep`, by whatever path or import.
fn sleeps(code: &str) -> bool {
    code.match_indices("sleep").any(|(at, word)| {
        let rest = code[at + word.len()..].trim_start();
        let whole = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"');
        whole && rest.starts_with('(')
    })
}

/// What the rules find below `root`.
pub fn violations(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for path in files(root, ".rs") {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        if lines > MAX_LINES {
            found.push(format!("{name}: {lines} lines; a room holds {MAX_LINES}"));
        }
        if !text.starts_with("//!") {
            found.push(format!("{name}: opens without a `//!` line that says what the room is for"));
        }
        let tests = tested(&name, &text);
        let before = text.lines().count() - tests.lines().count();
        for (line, code) in code_lines(tests) {
            if sleeps(code) {
                found.push(format!("{name}:{}: a test that sleeps guesses", before + line));
            }
        }
        if tests.len() == text.len() {
            continue;
        }
        let folder_of = format!("/{name}");
        for ban in BANS.iter().filter(|b| folder_of.contains(b.folder)) {
            for (line, code) in code_lines(production(&text)) {
                for word in ban.words.iter().filter(|w| code.contains(**w)) {
                    found.push(format!("{name}:{line}: {word}: {}", ban.why));
                }
            }
        }
        for (line, code) in code_lines(production(&text)) {
            let publishes = code.contains("basic_publish") && !name.starts_with("crates/outbox/");
            if publishes {
                found.push(format!("{name}:{line}: only outbox speaks to the broker"));
            }
            for word in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("todo", "!(")] {
                if text.lines().nth(line - 1).is_some_and(|l| l.contains(word)) {
                    found.push(format!("{name}:{line}: {word}: finish it or leave it out"));
                }
            }
            if code.contains("#[allow(") || code.contains("#![allow(") {
                found.push(format!("{name}:{line}: #[expect(…, reason = …)] instead of allow"));
            }
        }
    }
    found
}
