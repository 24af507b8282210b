//! A module's folder is complete.
use std::{collections::BTreeSet, fs, path::Path};

const LANGUAGES: [&str; 5] = ["fr", "en", "es", "pt", "ar"];

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// Keys (and their attributes) of a Fluent file.
fn keys(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut message = String::new();
    for line in text.lines() {
        if let Some(attribute) = line.trim_start().strip_prefix('.').filter(|_| line.starts_with(' ')) {
            if let Some((name, _)) = attribute.split_once('=') {
                found.insert(format!("{message}.{}", name.trim()));
            }
        } else if let Some((name, _)) = line.split_once('=') {
            let name = name.trim();
            let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            if !line.starts_with([' ', '#']) && !name.is_empty() && name.chars().all(word) {
                message = name.to_owned();
                found.insert(message.clone());
            }
        }
    }
    found
}

fn texts(root: &Path, folder: &str, file: &str, found: &mut Vec<String>) {
    let of = |lang: &str| root.join(folder).join("locales").join(lang).join(format!("{file}.ftl"));
    let all: Vec<_> = LANGUAGES.iter().map(|l| (*l, keys(&read(&of(l))))).collect();
    let union: BTreeSet<_> = all.iter().flat_map(|(_, k)| k.clone()).collect();
    if union.is_empty() {
        found.push(format!("{folder}: no texts in locales/"));
    }
    for (lang, own) in all {
        for missing in union.difference(&own) {
            found.push(format!("{folder}: {lang} misses the text {missing}"));
        }
    }
}

/// What is missing from the module `name`.
pub fn gaps(root: &Path, name: &str) -> Vec<String> {
    let folder = format!("services/{name}");
    let mut found = Vec::new();
    let mut need = |ok: bool, what: &str| {
        if !ok {
            found.push(format!("{folder}: {what}"));
        }
    };
    let at = |path: &str| root.join(&folder).join(path);
    let cargo = read(&at("Cargo.toml"));
    let lib = read(&at("src/lib.rs"));
    need(cargo.contains(&format!("name = \"souk-{name}\"")), "Cargo.toml names the package souk-<module>");
    need(cargo.contains("[lints]\nworkspace = true"), "Cargo.toml takes the workspace's lints");
    need(at("README.md").exists(), "README.md, one page, is missing");
    need(at("config.toml").exists(), "config.toml is missing");
    need(read(&at("src/main.rs")).contains("souk_kit::main::<"), "src/main.rs is souk_kit::main::<…>()");
    need(read(&at("src/main.rs")).lines().count() <= 8, "src/main.rs is a few lines");
    need(lib.contains("impl Service for"), "src/lib.rs is the table of contents: `impl Service for …`");
    need(at("tests/it/main.rs").exists(), "tests/it/main.rs is missing");
    let tables = lib.contains("embed_migrations!");
    let sql = super::files(&root.join("migrations").join(name), "up.sql");
    need(tables != sql.is_empty(), "migrations/<module> and `embed_migrations!` go together");
    for up in &sql {
        let down = read(&up.with_file_name("down.sql"));
        need(!down.trim().is_empty(), &format!("{} has no down.sql", up.parent().unwrap().display()));
    }
    need(
        read(&root.join("docker-compose.yml")).contains(&format!("\n  {name}:")),
        "docker-compose.yml has no such service",
    );
    need(root.join("k8s/base").join(name).exists(), "k8s/base/<module> is missing");
    let composed = read(&root.join("crates/souk/src/modules.rs"));
    need(composed.contains(&format!("souk_{name}::")), "not registered in crates/souk/src/modules.rs");
    texts(root, &folder, name, &mut found);
    found
}

/// Ports that two modules claim.
pub fn port_clashes(root: &Path, names: &[String]) -> Vec<String> {
    let mut seen = std::collections::BTreeMap::new();
    let mut found = Vec::new();
    for name in names {
        let lib = read(&root.join("services").join(name).join("src/lib.rs"));
        let Some(port) = lib.split("const PORT: u16 = ").nth(1).and_then(|t| t.split(';').next()) else {
            found.push(format!("services/{name}: no port"));
            continue;
        };
        if let Some(other) = seen.insert(port.to_owned(), name) {
            found.push(format!("port {port} is claimed by {other} and {name}"));
        }
    }
    found
}
