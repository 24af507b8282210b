//! One OpenAPI document for the whole platform, and a page to read it.
use actix_web::web;
use serde_json::{Value, json};

use crate::harness::{Door, Stub, manifest};

fn document(path: &str, kind: &str) -> Value {
    json!({ "openapi": "3.1.0", "info": { "title": "x", "version": "1" },
        "paths": {
            path: { "get": { "operationId": "list", "responses": { "200": { "description": "ok", "content": {
                "application/json": { "schema": { "$ref": "#/components/schemas/Item" } } } } } } },
            "/internal/holds": { "post": { "responses": {} } },
        },
        "components": { "schemas": { "Item": { "type": kind } }, "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer" } } } })
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_merged_and_every_reference_leads_somewhere() {
    let none = |_: &mut web::ServiceConfig| {};
    let a = Stub::with_openapi(manifest("a", &["/v1/a"]), document("/v1/a", "string"), none).await;
    let b = Stub::with_openapi(manifest("b", &["/v1/b"]), document("/v1/b", "integer"), none).await;
    let door = Door::before(&[&a, &b]).await;
    let answer = door.get("/v1/openapi.json").send().await.unwrap();
    let tag = answer.headers()["etag"].to_str().unwrap().to_owned();
    let merged: Value = answer.json().await.unwrap();
    assert!(merged["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths: Vec<&String> = merged["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/health", "/v1/a", "/v1/b", "/v1/openapi.json"]);
    let mut references = Vec::new();
    collect(&merged, &mut references);
    assert!(references.len() >= 3);
    for reference in references {
        assert!(merged.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
    let again = door.get("/v1/openapi.json").header("if-none-match", tag).send().await.unwrap();
    assert_eq!(again.status(), 304);
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|v| collect(v, found));
        }
        Value::Array(list) => list.iter().for_each(|v| collect(v, found)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_documentation_has_no_inline_script() {
    let door = Door::before(&[]).await;
    assert_eq!(door.get("/docs").send().await.unwrap().headers()["location"], "/docs/");
    let page = door.get("/docs/").send().await.unwrap();
    assert!(page.headers()["content-security-policy"].to_str().unwrap().contains("script-src 'self';"));
    let page = page.text().await.unwrap();
    for script in page.split("<script").skip(1) {
        assert!(script.split('>').next().unwrap().contains("src="), "{script}");
    }
    let start = door.get("/docs/swagger-initializer.js").send().await.unwrap().text().await.unwrap();
    assert!(start.contains("/v1/openapi.json"), "{start}");
    assert_eq!(door.get("/docs/nothing").send().await.unwrap().status(), 404);
}
