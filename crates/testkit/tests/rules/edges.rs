//! Who may depend on whom.
use cargo_metadata::{DependencyKind, Metadata, Package};

/// One normal, build or dev edge between two packages of the workspace, or to a third-party crate.
#[derive(Clone, Debug)]
pub struct Edge {
    pub from: String,
    pub to: String,
    pub dev: bool,
}

/// All edges of the workspace.
pub fn edges(metadata: &Metadata) -> Vec<Edge> {
    metadata
        .workspace_packages()
        .iter()
        .flat_map(|p: &&Package| {
            p.dependencies.iter().map(|d| Edge {
                from: p.name.to_string(),
                to: d.name.clone(),
                dev: d.kind == DependencyKind::Development,
            })
        })
        .collect()
}

/// Rank in the line events ← outbox ← kit ← ui ← services ← souk; none for third-party crates.
fn rank(name: &str, services: &[String]) -> Option<u8> {
    match name {
        "souk-events" => Some(0),
        "souk-outbox" => Some(1),
        "souk-kit" => Some(2),
        "souk-ui" => Some(3),
        "souk" => Some(5),
        _ => services.iter().any(|s| name == format!("souk-{s}")).then_some(4),
    }
}

/// What the rules find among these edges.
pub fn violations(edges: &[Edge], services: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for Edge { from, to, dev } in edges {
        if to == "souk-testkit" && !dev {
            found.push(format!("{from} → souk-testkit: the test kit is a dev-dependency only"));
        }
        if *dev {
            continue;
        }
        if let (Some(a), Some(b)) = (rank(from, services), rank(to, services)) {
            if a == 4 && b == 4 {
                found.push(format!("{from} → {to}: modules never import each other; they tell and ask"));
            } else if b >= a {
                found.push(format!(
                    "{from} → {to}: against the line events ← outbox ← kit ← ui ← services ← souk"
                ));
            }
        }
        if to == "lapin" && from != "souk-outbox" {
            found.push(format!("{from} → lapin: only outbox speaks to the broker"));
        }
        let io = ["tokio", "actix-web", "reqwest", "diesel-async", "lapin", "tokio-postgres", "object_store"];
        if from == "souk-events" && io.contains(&to.as_str()) {
            found.push(format!("souk-events → {to}: the words do no input or output"));
        }
        if ["openssl", "native-tls", "pq-sys"].contains(&to.as_str()) {
            found.push(format!("{from} → {to}: one TLS stack, no libpq"));
        }
    }
    found
}
