//! The shape of the house, and a planted violation for every rule that holds it.
mod rules;

use rules::{edges, edges::Edge, module, planted, root, services};

fn edge(from: &str, to: &str, dev: bool) -> Edge {
    Edge { from: from.into(), to: to.into(), dev }
}

#[test]
fn nobody_depends_against_the_line() {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .unwrap();
    let found = edges::violations(&edges::edges(&metadata), &services(&root()));
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn planted_edges_are_found() {
    let names = ["orders".to_owned(), "catalog".to_owned()];
    for (planted, word) in [
        (edge("souk-orders", "souk-catalog", false), "never import each other"),
        (edge("souk-kit", "souk-ui", false), "against the line"),
        (edge("souk-kit", "souk-orders", false), "against the line"),
        (edge("souk-orders", "souk", false), "against the line"),
        (edge("souk-kit", "souk-testkit", false), "dev-dependency only"),
        (edge("souk-orders", "lapin", false), "only outbox"),
        (edge("souk-events", "tokio", false), "no input or output"),
        (edge("souk-orders", "openssl", false), "one TLS stack"),
    ] {
        let found = edges::violations(std::slice::from_ref(&planted), &names);
        assert!(found.len() == 1 && found[0].contains(word), "{planted:?}: {found:?}");
    }
    let fine = [
        edge("souk-orders", "souk-kit", false),
        edge("souk-orders", "souk-testkit", true),
        edge("souk", "souk-orders", false),
    ];
    assert!(edges::violations(&fine, &names).is_empty());
}

#[test]
fn every_module_is_complete() {
    let mut found: Vec<String> =
        services(&root()).iter().flat_map(|name| module::gaps(&root(), name)).collect();
    found.extend(module::port_clashes(&root(), &services(&root())));
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_half_made_module_is_named_with_all_its_gaps() {
    let tree = planted(&[
        ("services/loyalty/Cargo.toml", "[package]\nname = \"souk-loyalty\"\n"),
        (
            "services/loyalty/src/lib.rs",
            "impl Service for Loyalty { const PORT: u16 = 8104; embed_migrations!() }",
        ),
        ("services/loyalty/locales/fr/loyalty.ftl", "a = A\n    .detail = B\n"),
        ("services/loyalty/locales/en/loyalty.ftl", "a = A\n"),
        ("services/orders/Cargo.toml", ""),
        ("services/orders/src/lib.rs", "const PORT: u16 = 8104;"),
        ("migrations/loyalty/1_a/up.sql", "SELECT 1;"),
    ]);
    let gaps = module::gaps(tree.path(), "loyalty");
    for word in [
        "lints",
        "README",
        "config.toml",
        "main.rs",
        "tests/it",
        "down.sql",
        "docker-compose",
        "k8s",
        "not registered",
        "en misses the text a.detail",
        "ar misses the text a",
    ] {
        assert!(gaps.iter().any(|g| g.contains(word)), "{word} not in {gaps:#?}");
    }
    let clash = module::port_clashes(tree.path(), &["loyalty".into(), "orders".into()]);
    assert!(clash.iter().any(|c| c.contains("8104")), "{clash:?}");
}
