//! The test book, read: every test it names is there, and its table of states counts its own rows.
use std::{fs, path::Path};

/// Where the legend ends and the book begins.
const BEGIN: &str = "## State on";
const STATES: [&str; 3] = ["holds", "partly", "not yet"];

/// What is wrong with the book of the tree `root`.
pub fn violations(root: &Path) -> Vec<String> {
    let text = fs::read_to_string(root.join("docs/test-book.md")).unwrap();
    let Some(at) = text.find(BEGIN) else { return vec!["test-book.md has no table of states".into()] };
    let book = &text[at..];
    let mut found: Vec<String> =
        quoted(book).filter_map(|name| gone(root, name)).map(|why| format!("test-book.md: {why}")).collect();
    found.extend(miscounted(book));
    found
}

/// What stands between back quotes, line by line.
fn quoted(book: &str) -> impl Iterator<Item = &str> {
    book.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// Why a name leads nowhere; none for what names no test.
fn gone(root: &Path, name: &str) -> Option<String> {
    let script = Path::new(name).extension().is_some_and(|ending| ending == "sh");
    if script && !name.contains(' ') {
        let there = root.join(name).exists() || root.join("deploy").join(name).exists();
        return (!there).then(|| format!("there is no script {name}"));
    }
    let (place, test) = name.split_once("::")?;
    let places = places(place);
    let mut sources = places.iter().filter_map(|path| fs::read_to_string(root.join(path)).ok()).peekable();
    if sources.peek().is_none() {
        return Some(format!("`{name}`: there is no {}", places.join(" and no ")));
    }
    let function = format!("fn {test}(");
    let journey = place.starts_with("browser/");
    let there = sources.any(|text| if journey { has_title(&text, test) } else { text.contains(&function) });
    (!there).then(|| format!("`{name}` is not in {}", places.join(" or ")))
}

/// Whether a journey's title begins like this.
fn has_title(source: &str, title: &str) -> bool {
    ["'", "`", "\""].iter().any(|quote| source.contains(&format!("test({quote}{title}")))
}

/// The files that the legend gives for a place.
fn places(place: &str) -> Vec<String> {
    let either = |rest: String| vec![format!("services/{rest}"), format!("crates/{rest}")];
    if let Some((module, file)) = place.split_once(':') {
        return either(format!("{module}/src/{file}.rs"));
    }
    match place.split_once('/') {
        Some(("browser", file)) => vec![format!("deploy/browser/{file}.test.mjs")],
        Some(("faults", file)) => vec![format!("crates/souk/tests/it/faults/{file}.rs")],
        Some(("testkit", file)) => vec![format!("crates/testkit/tests/{file}.rs")],
        Some((module, file)) => either(format!("{module}/tests/it/{file}.rs")),
        None => vec![format!("services/{place}")],
    }
}

/// The cells of a row of a table, trimmed.
fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// The groups whose line in the table of states does not count the rows of their chapter.
fn miscounted(book: &str) -> Vec<String> {
    let mut chapters = book.split("\n## ");
    let told = chapters.next().into_iter().flat_map(str::lines).filter(|line| line.starts_with("| ")).skip(1);
    told.zip(chapters)
        .filter_map(|(line, chapter)| {
            let row = cells(line);
            let counted = STATES.map(|state| rows_in(chapter, state).to_string());
            let group = row.first()?;
            (row.get(1..)? != counted).then(|| format!("test-book.md: {group} counts {}", counted.join(", ")))
        })
        .collect()
}

/// How many rows of a chapter are in a state: the cell says the word, alone or before its reason.
fn rows_in(chapter: &str, state: &str) -> usize {
    let says = |cell: &str| {
        cell.strip_prefix(state).is_some_and(|why| why.is_empty() || why.starts_with([',', ':']))
    };
    chapter.lines().filter(|line| line.starts_with('|') && cells(line).into_iter().any(says)).count()
}
