//! One OpenAPI document out of every module's own.
use serde_json::{Map, Value, json};

/// Merges documents by module name. Internal paths stay out; components of one name but different content get
/// their module's name in front.
#[must_use]
pub fn merge(documents: &[(String, Value)], title: &str, version: &str) -> Value {
    let mut paths = Map::new();
    let mut components = Map::new();
    let mut operation_ids = Vec::new();
    for (module, document) in documents {
        let mut document = document.clone();
        rename_clashes(module, &mut document, &components);
        for (path, mut item) in object(document.get_mut("paths")) {
            if super::path::internal(&path) || paths.contains_key(&path) {
                continue;
            }
            name_operations(module, &mut item, &mut operation_ids);
            paths.insert(path, item);
        }
        for (kind, entries) in object(document.get_mut("components")) {
            let Value::Object(entries) = entries else { continue };
            if let Value::Object(kept) = components.entry(kind).or_insert_with(|| json!({})) {
                kept.extend(entries);
            }
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": title, "version": version },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": components,
    })
}

fn object(value: Option<&mut Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(map)) => std::mem::take(map),
        _ => Map::new(),
    }
}

/// Renames components whose name already stands for something else, and every reference to them.
fn rename_clashes(module: &str, document: &mut Value, kept: &Map<String, Value>) {
    let mut renames = Vec::new();
    let Some(Value::Object(own)) = document.get_mut("components") else { return };
    for (kind, entries) in own.iter_mut().filter(|(kind, _)| *kind != "securitySchemes") {
        let (Value::Object(entries), Some(Value::Object(others))) = (entries, kept.get(kind)) else {
            continue;
        };
        let clashing: Vec<String> = entries
            .iter()
            .filter(|(n, v)| others.get(*n).is_some_and(|o| o != *v))
            .map(|(n, _)| n.clone())
            .collect();
        for name in clashing {
            let renamed = format!("{}{name}", capitalised(module));
            if let Some(value) = entries.remove(&name) {
                entries.insert(renamed.clone(), value);
            }
            renames.push((format!("#/components/{kind}/{name}"), format!("#/components/{kind}/{renamed}")));
        }
    }
    if !renames.is_empty() {
        rewrite(document, &renames);
    }
}

fn rewrite(value: &mut Value, renames: &[(String, String)]) {
    match value {
        Value::Object(map) => map.values_mut().for_each(|v| rewrite(v, renames)),
        Value::Array(list) => list.iter_mut().for_each(|v| rewrite(v, renames)),
        Value::String(text) => {
            if let Some((_, to)) = renames.iter().find(|(from, _)| from == text) {
                text.clone_from(to);
            }
        }
        _ => {}
    }
}

fn name_operations(module: &str, item: &mut Value, taken: &mut Vec<String>) {
    let Value::Object(operations) = item else { return };
    for operation in operations.values_mut() {
        let Some(Value::String(id)) = operation.get_mut("operationId") else { continue };
        if taken.contains(id) {
            *id = format!("{module}_{id}");
        }
        taken.push(id.clone());
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(path: &str, schema: &Value) -> Value {
        let get = json!({ "operationId": "list", "responses": { "200": { "description": "ok",
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Item" } } } } } });
        json!({ "paths": { path: { "get": get }, "/internal/x": {} }, "components": { "schemas": { "Item": schema } } })
    }

    #[test]
    fn clashes_are_renamed_and_internals_left_out() {
        let (text, number) = (json!({"type": "string"}), json!({"type": "integer"}));
        let merged = merge(
            &[
                ("a".into(), document("/v1/a", &text)),
                ("b".into(), document("/v1/b", &number)),
                ("c".into(), document("/v1/c", &text)),
            ],
            "T",
            "1",
        );
        let reference = |path: &str| {
            let schema =
                &merged["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
            schema["$ref"].as_str().unwrap().to_owned()
        };
        assert_eq!(reference("/v1/a"), "#/components/schemas/Item");
        assert_eq!(reference("/v1/b"), "#/components/schemas/BItem");
        assert_eq!(reference("/v1/c"), "#/components/schemas/Item", "the same content is shared");
        assert_eq!(merged["components"]["schemas"]["BItem"], number);
        assert!(merged["paths"].get("/internal/x").is_none());
        assert_eq!(merged["paths"]["/v1/b"]["get"]["operationId"], "b_list");
    }

    #[test]
    fn junk_is_ignored() {
        let merged = merge(
            &[("a".into(), json!("junk")), ("b".into(), json!({"paths": 3, "components": {"schemas": 1}}))],
            "T",
            "1",
        );
        assert_eq!(merged["paths"], json!({}));
    }
}
