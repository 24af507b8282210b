//! The house rules that are read off the text, and a planted violation for each.
mod rules;

use rules::{planted, root, text};

#[test]
fn the_tree_is_tidy() {
    let found = text::violations(&root());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn planted_violations_are_found() {
    let long = format!("//! Long.\n{}", "fn f() {}\n".repeat(400));
    for (path, source, word) in [
        ("services/x/src/lib.rs", "fn f() {}\n", "opens without"),
        ("services/x/src/lib.rs", long.as_str(), "lines; a room holds"),
        ("services/x/src/domain/a.rs", "//! D.\nuse diesel::prelude::*;\n", "domain decides"),
        ("services/x/src/domain/a.rs", "//! D.\nfn f() { chrono::Utc::now(); }\n", "domain decides"),
        ("services/x/src/http/a.rs", "//! H.\nuse diesel::prelude::*;\n", "http says"),
        ("services/x/src/screens/a.rs", "//! S.\nuse diesel_async::RunQueryDsl;\n", "screens say"),
        ("services/x/src/store/a.rs", "//! K.\nuse actix_web::web;\n", "store keeps"),
        ("services/x/src/store/a.rs", "//! K.\nconst Q: &str = \"SELECT now()\";\n", "store keeps"),
        ("services/x/src/app/a.rs", "//! A.\nfn f() { channel.basic_publish(); }\n", "only outbox"),
        ("services/x/src/app/a.rs", "//! A.\n#[allow(dead_code)]\nfn f() {}\n", "instead of allow"),
        ("services/x/tests/it/a.rs", concat!("//! T.\nfn f() { tokio::time::", "sleep(x); }\n"), "guesses"),
        ("services/x/tests/it/a.rs", concat!("//! T.\nfn f() { sle", "ep (x); }\n"), "guesses"),
        (
            "services/x/src/app/a.rs",
            concat!("//! A.\n#[cfg(test)]\nmod tests { fn f() { sle", "ep(x); } }\n"),
            "a.rs:3: a test that sleeps guesses",
        ),
    ] {
        let tree = planted(&[(path, source)]);
        let found = text::violations(tree.path());
        assert!(found.len() == 1 && found[0].contains(word), "{word}: {found:?}");
    }
    let to_finish = planted(&[("services/x/src/a.rs", concat!("//! A.\nfn f() {} // TO", "DO later\n"))]);
    assert!(text::violations(to_finish.path())[0].contains("finish it"));
}

#[test]
fn code_inside_tests_of_a_file_is_not_production() {
    let tree =
        planted(&[("services/x/src/domain/a.rs", "//! D.\n#[cfg(test)]\nmod tests { use diesel; }\n")]);
    assert!(text::violations(tree.path()).is_empty());
}
