//! Every operation of the OpenAPI document refuses strangers, lower roles and nonsense.
use reqwest::Method;
use serde_json::{Value, json};
use souk_identity::Identity;

use crate::town::Town;

/// What anybody may call.
const OPEN: [&str; 11] = [
    "create_user",
    "send_verification",
    "verify_user",
    "create_token",
    "refresh_token",
    "forgot_password",
    "reset_password",
    "list_keys",
    "list_public_keys",
    "begin_passkey_sign_in",
    "create_passkey_token",
];

fn operations() -> Vec<(Method, String, String, bool)> {
    let document = serde_json::to_value(souk_kit::serve::openapi::<Identity>()).unwrap();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap().to_owned();
            let secured = operation.get("security").is_some();
            found.push((
                Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(),
                path.clone(),
                name,
                secured,
            ));
        }
    }
    found
}

fn filled(path: &str) -> String {
    path.replace("{user_id}", &souk_events::UserId::new().to_string())
        .replace("{session_id}", &souk_events::SessionId::new().to_string())
        .replace("{store_id}", &souk_events::StoreId::new().to_string())
        .replace("{tenant_id}", &souk_events::TenantId::new().to_string())
        .replace("{key_id}", &uuid::Uuid::now_v7().to_string())
        .replace("{passkey_id}", &uuid::Uuid::now_v7().to_string())
        .replace("{invitation_id}", &uuid::Uuid::now_v7().to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_is_guarded() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let all = operations();
    assert_eq!(all.len(), 65);
    for (method, path, name, secured) in all {
        let open = OPEN.contains(&name.as_str());
        assert_eq!(secured, !open, "{name} says in its document whether it is guarded");
        if open {
            continue;
        }
        let anyone = town.app.anyone();
        let request = anyone.request(method.clone(), &filled(&path)).json(&json!({}));
        let answer = anyone.send(request).await;
        assert_eq!(answer.status, 401, "{method} {path}: {}", answer.text());
        // A person without a role or an operator's rights.
        let staff = ["/v1/tenants/", "/v1/members", "/v1/api-keys", "/v1/consents", "/v1/admin", "/internal"]
            .iter()
            .any(|p| path.starts_with(p))
            || (path.starts_with("/v1/invitations") && !path.ends_with("accept"));
        if staff {
            let request = amina.actor.request(method.clone(), &filled(&path)).json(&json!({}));
            let answer = amina.actor.send(request).await;
            assert_eq!(answer.status, 403, "{method} {path}: {}", answer.text());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_never_our_fault() {
    let town = Town::open().await;
    let (amina, _) = town.merchant("amina@example.com", "Le Souk").await;
    let texts = ["", "\u{0}", "é😀\u{202e}", "a@b.c\r\nBcc: x@y.z", &"x".repeat(5000)];
    let mut bodies = vec![json!(null), json!([]), json!("x"), json!({"unknown": 1})];
    for text in texts {
        let fields = [
            "email",
            "password",
            "display_name",
            "language",
            "invitation",
            "token",
            "refresh_token",
            "tenant_id",
            "name",
            "country",
            "currency",
            "city",
            "timezone",
            "slug",
            "role",
            "state",
            "reason",
            "current_password",
            "session",
            "device",
            "code",
        ];
        let all: Value =
            fields.iter().map(|f| ((*f).to_owned(), json!(text))).collect::<serde_json::Map<_, _>>().into();
        for field in fields {
            bodies.push(json!({ field: text }));
        }
        bodies.push(json!({"email": text, "password": text}));
        bodies.push(json!({"email": text, "password": text, "display_name": text}));
        bodies.push(json!({"name": text, "country": text, "currency": text}));
        bodies
            .push(json!({"name": text, "country": "FR", "currency": "EUR", "city": text, "timezone": text}));
        bodies.push(json!({"token": text, "password": text}));
        bodies.push(json!({"email": text, "role": "agent"}));
        bodies.push(all);
    }
    for (method, path, name, _) in operations() {
        if method == Method::GET || name == "end_session" || name == "end_other_sessions" {
            continue;
        }
        for body in &bodies {
            let request = amina.actor.request(method.clone(), &filled(&path)).json(body);
            let answer = amina.actor.send(request).await;
            assert!(answer.status.as_u16() < 500, "{method} {path} {body}: {}", answer.text());
        }
    }
}
