//! Keys of a shop's programs: what they open, when they stop.
use chrono::TimeDelta;
use serde_json::{Value, json};
use souk_testkit::{Actor, Answer};

use crate::town::{Person, Town};

async fn make(owner: &Person, scopes: &[&str]) -> (String, String) {
    let body = json!({"name": "Till", "scopes": scopes});
    let made = owner.actor.post("/v1/api-keys", body).await.expect(201).json();
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    (text(&made["secret"]), text(&made["key"]["id"]))
}

async fn exchange(town: &Town, key: &str) -> Answer {
    town.app.as_module("gateway").post("/internal/sessions/exchange", json!({"session": key})).await
}

async fn program(town: &Town, key: &str) -> Actor {
    let known = exchange(town, key).await.expect(200).json();
    town.app.bearing(known["token"].as_str().map(str::to_owned))
}

/// What a token says, unverified.
fn claims(actor: &Actor) -> Value {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let body = actor.token().unwrap().split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_works_for_the_shop_and_never_for_the_person() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let (key, id) = make(&amina, &["orders:read", "catalog:write", "orders:read"]).await;
    assert!(key.starts_with("souk_key_") && key.len() > 50);
    let till = program(&town, &key).await;
    let said = claims(&till);
    assert_eq!(said["scope"], json!(["catalog:write", "orders:read"]));
    assert_eq!((said["tid"].as_str(), said["role"].as_str()), (Some(&*tenant), Some("owner")));
    assert!(said.get("admin").is_none() && said.get("fresh_until").is_none());
    for path in ["/v1/me", "/v1/members", "/v1/api-keys", "/v1/admin/tenants"] {
        till.get(path).await.problem(403, "scope_missing");
    }
    till.post("/v1/auth/confirm", json!({"password": "x"})).await.problem(403, "scope_missing");

    let listed = amina.actor.get("/v1/api-keys").await.expect(200).json();
    let first = &listed["items"][0];
    assert_eq!((first["id"].as_str(), first["name"].as_str()), (Some(&*id), Some("Till")));
    assert!(key.ends_with(first["hint"].as_str().unwrap()) && !first["last_used_at"].is_null());
    assert!(!listed.to_string().contains(&key), "the secret is told once");
    let mut conn = town.app.admin().await;
    let kept: String = {
        use diesel_async::RunQueryDsl;
        let sql = diesel::dsl::sql::<diesel::sql_types::Text>("SELECT t::text FROM api_key t");
        sql.get_result(&mut conn).await.unwrap()
    };
    assert!(!kept.contains(&key));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_stops_when_it_is_taken_back_or_over_or_its_maker_leaves() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let bilal = town.colleague(&amina, &tenant, "bilal@example.com", "manager").await;
    let (first, id) = make(&amina, &["orders:read"]).await;
    let (of_bilal, _) = make(&bilal, &["orders:read"]).await;
    amina.actor.delete(&format!("/v1/api-keys/{id}")).await.expect(204);
    amina.actor.delete(&format!("/v1/api-keys/{id}")).await.problem(404, "not_found");
    exchange(&town, &first).await.problem(401, "session_unknown");
    let told = town.app.as_module("gateway").get("/internal/revocations").await.expect(200).json();
    let session = souk_events::SessionId(id.parse().unwrap()).to_string();
    assert!(told["items"].as_array().unwrap().iter().any(|n| n["session_id"] == json!(session)));

    assert_eq!(claims(&program(&town, &of_bilal).await)["role"], "manager");
    let demote = json!({"role": "agent"});
    amina.actor.patch(&format!("/v1/members/{}", bilal.id), demote).await.expect(200);
    assert_eq!(claims(&program(&town, &of_bilal).await)["role"], "agent", "no more than its maker may now");
    amina.actor.delete(&format!("/v1/members/{}", bilal.id)).await.expect(204);
    exchange(&town, &of_bilal).await.problem(401, "session_unknown");

    let body = json!({"name": "Short", "scopes": ["orders:read"], "expires_in_days": 1});
    let made = amina.actor.post("/v1/api-keys", body).await.expect(201).json();
    town.pass(TimeDelta::hours(23) + TimeDelta::minutes(58));
    let known = exchange(&town, made["secret"].as_str().unwrap()).await.expect(200).json();
    assert_eq!(known["expires_at"], "2026-11-22T08:00:00Z", "no token outlives its key");
    town.pass(TimeDelta::minutes(2));
    exchange(&town, made["secret"].as_str().unwrap()).await.problem(401, "session_unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_make_keys_and_what_is_wrong_with_one() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let seller = town.colleague(&amina, &tenant, "sara@example.com", "seller").await;
    let good = json!({"name": "Till", "scopes": ["orders:read"]});
    seller.actor.post("/v1/api-keys", &good).await.problem(403, "forbidden");
    let wrong = json!({"name": " ", "scopes": ["orders:read", "identity:write"], "expires_in_days": 400});
    let said = amina.actor.post("/v1/api-keys", wrong).await.problem(422, "fields_wrong").json();
    let at: Vec<_> =
        said["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    assert_eq!(at, ["/name", "/scopes/1", "/expires_in_days"]);
    let (_, other) = town.merchant("omar@example.com", "Deux").await;
    let (_, id) = make(&amina, &["orders:read"]).await;
    let omar = town.work_for(town.log_in("omar@example.com").await, &other).await;
    omar.actor.delete(&format!("/v1/api-keys/{id}")).await.problem(404, "not_found");
    assert_eq!(omar.actor.get("/v1/api-keys").await.json()["items"], json!([]));
    town.pass(TimeDelta::minutes(16));
    let body = json!({"refresh_token": amina.refresh});
    let tokens = town.app.anyone().post("/v1/auth/refresh", body).await.expect(200).json();
    let late = town.person("amina@example.com", &tokens);
    late.actor.post("/v1/api-keys", &good).await.problem(403, "step_up_required");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_made_and_taken_back_on_its_page() {
    let town = Town::open().await;
    let (amina, _) = town.merchant("amina@example.com", "Le Souk").await;
    assert!(amina.actor.get("/dashboard/keys").await.expect(200).text().contains("No key"));
    let none = [("name", "Till"), ("catalog", "none"), ("orders", "none"), ("days", "30")];
    let page = amina.actor.form("/dashboard/keys", &none).await.expect(422).text();
    assert!(page.contains("value=\"Till\"") && page.contains("value=\"30\" selected"), "{page}");
    let good =
        [("name", "Till"), ("catalog", "write"), ("orders", "read"), ("payments", "read"), ("days", "0")];
    let page = amina.actor.form("/dashboard/keys", &good).await.expect(200).text();
    let key = page.split("data-copy=\"").nth(1).unwrap().split('"').next().unwrap();
    exchange(&town, key).await.expect(200);
    let page = amina.actor.get("/dashboard/keys").await.expect(200).text();
    assert!(!page.contains(key) && page.contains("Catalogue · Read and change"), "{page}");
    let id = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    amina.actor.form("/dashboard/keys/revoke", &[("id", id)]).await.expect(303);
    amina.actor.form("/dashboard/keys/revoke", &[("id", id)]).await.expect(303);
    exchange(&town, key).await.problem(401, "session_unknown");
    town.pass(TimeDelta::minutes(16));
    let body = json!({"refresh_token": amina.refresh});
    let tokens = town.app.anyone().post("/v1/auth/refresh", body).await.expect(200).json();
    let late = town.person("amina@example.com", &tokens);
    let to = late.actor.form("/dashboard/keys", &good).await.expect(303);
    assert!(to.header("location").starts_with("/confirm?next=%2Fdashboard%2Fkeys%3Fname%3DTill"));
}
