//! The operations of the modules' OpenAPI documents.
use serde_json::Value;
use souk::modules;

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    pub module: &'static str,
    pub name: String,
    pub method: String,
    pub path: String,
    pub body: bool,
    pub bearer: bool,
}

impl Operation {
    /// The names in braces.
    pub fn parameters(&self) -> Vec<&str> {
        self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    /// Asked by modules only; never passes the gateway.
    pub fn internal(&self) -> bool {
        self.path.starts_with("/internal/")
    }

    /// `catalog.get_stock`.
    pub fn id(&self) -> String {
        format!("{}.{}", self.module, self.name)
    }
}

/// The operations of one document.
pub fn of(module: &'static str, document: &Value) -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let name = operation["operationId"]
                .as_str()
                .unwrap_or_else(|| panic!("{method} {path} has no operationId"));
            let bearer = operation["security"]
                .as_array()
                .is_some_and(|all| all.iter().any(|s| s["bearer"].is_array()));
            found.push(Operation {
                module,
                name: name.to_owned(),
                method: method.to_uppercase(),
                path: path.clone(),
                body: operation["requestBody"].is_object(),
                bearer,
            });
        }
    }
    found
}

/// The operations of all modules.
pub fn all() -> Vec<Operation> {
    let documents = modules().into_iter().map(|m| (m.name, serde_json::to_value((m.openapi)()).unwrap()));
    documents.flat_map(|(name, document)| of(name, &document)).collect()
}
