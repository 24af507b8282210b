//! The API documents are contracts: a change of one is seen in review, not in a client's log.
use std::{fs, path::PathBuf};

use souk::modules;

const HOW: &str =
    "when this change is meant, run `souk openapi --into proto-schemas/openapi` and commit what it writes";

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../proto-schemas/openapi"))
}

/// The first line that differs, with its number.
fn difference(kept: &str, now: &str) -> Option<String> {
    let mut kept = kept.lines();
    for (at, line) in now.lines().enumerate() {
        match kept.next() {
            Some(old) if old == line => {}
            old => return Some(format!("line {}: was {old:?}, is {line:?}", at + 1)),
        }
    }
    kept.next().map(|line| format!("{line:?} and what follows is gone"))
}

#[test]
fn the_documents_are_the_ones_that_were_reviewed() {
    let mut changed = Vec::new();
    for module in modules() {
        let file = folder().join(format!("{}.json", module.name));
        let kept = fs::read_to_string(&file).unwrap_or_default();
        let now = (module.openapi)().to_pretty_json().unwrap() + "\n";
        changed.extend(difference(&kept, &now).map(|what| format!("{}: {what}", module.name)));
    }
    assert!(changed.is_empty(), "\n{}\n{HOW}", changed.join("\n"));
}

#[test]
fn every_kept_document_has_its_module() {
    let mut kept: Vec<_> =
        fs::read_dir(folder()).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    let mut known: Vec<_> = modules().iter().map(|m| format!("{}.json", m.name)).collect();
    kept.sort();
    known.sort();
    assert_eq!(kept, known);
}

#[test]
fn a_changed_line_is_named() {
    assert_eq!(difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(difference("a\nb\n", "a\nc\n").unwrap(), "line 2: was Some(\"b\"), is \"c\"");
    assert_eq!(difference("a\n", "a\nc\n").unwrap(), "line 2: was None, is \"c\"");
    assert_eq!(difference("a\nb\n", "a\n").unwrap(), "\"b\" and what follows is gone");
}

#[test]
fn operations_have_names_of_their_own() {
    for module in modules() {
        let document = serde_json::to_value((module.openapi)()).unwrap();
        let mut names: Vec<_> =
            crate::operations::of(module.name, &document).into_iter().map(|o| o.name).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "{}: two operations of one name", module.name);
    }
}
