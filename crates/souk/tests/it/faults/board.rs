//! The health board of `ops` while something is broken.
use serde_json::Value;
use souk_testkit::{Actor, eventually};

/// Returns once the board shows a module like this.
pub async fn shows(operator: &Actor, module: &str, what: &str, like: impl Fn(&Value) -> bool) {
    eventually(&format!("the board shows that {module} {what}"), || async {
        let board = operator.get("/v1/ops/health").await.expect(200).json();
        board["modules"].as_array()?.iter().any(|m| m["module"] == module && like(m)).then_some(())
    })
    .await;
}

/// Returns once the board shows that a module does not answer.
pub async fn shows_silent(operator: &Actor, module: &str) {
    shows(operator, module, "is silent", |m| m["answers"] == false && m["light"] == "red").await;
}

/// Returns once the board shows that a part of a module is in trouble.
pub async fn shows_trouble(operator: &Actor, module: &str, part: &str) {
    let ill = |check: &Value| check["name"] == part && check["ok"] == false;
    let like = |m: &Value| m["checks"].as_array().is_some_and(|checks| checks.iter().any(ill));
    shows(operator, module, &format!("has trouble with its {part}"), like).await;
}
