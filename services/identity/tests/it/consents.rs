//! Who agrees to what: said, taken back, exported, and proved by a chain.
use chrono::TimeDelta;
use diesel_async::SimpleAsyncConnection;
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::town::Town;

const EMAIL: &str = "camille@example.com";

async fn verify(town: &Town) -> Value {
    town.app.as_module("ops").get("/internal/consents/verify").await.expect(200).json()
}

fn purposes(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().unwrap().iter().map(|c| c["purpose"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_agrees_to_is_said_and_taken_back() {
    let town = Town::open().await;
    let (_, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let camille = town.citizen(EMAIL).await;
    let say = async |body: Value| camille.actor.put("/v1/me/consents", body).await;
    say(json!({"purposes": ["spam"]})).await.problem(422, "fields_wrong");
    say(json!({"tenant_id": souk_events::TenantId::new(), "purposes": []}))
        .await
        .problem(422, "fields_wrong");
    let said = say(json!({"purposes": ["marketing_whatsapp"]})).await.problem(422, "fields_wrong").json();
    assert_eq!(said["errors"][0]["pointer"], "/phone");
    say(json!({"purposes": ["marketing_whatsapp"], "phone": "0612"})).await.problem(422, "fields_wrong");

    let all = ["order_whatsapp", "marketing_whatsapp", "marketing_email"];
    let body = json!({"tenant_id": tenant, "purposes": all, "phone": "+33 6 12 34 56 78"});
    let known = say(body.clone()).await.expect(200).json();
    assert_eq!(known["phone"], "+33612345678");
    assert_eq!(known["items"][0]["text_version"], "1/en");
    assert_eq!(verify(&town).await, json!({"entries": 3, "broken": []}));
    say(body).await.expect(200);
    assert_eq!(verify(&town).await["entries"], 3, "said again is nothing new");
    say(json!({"purposes": ["marketing_email"]})).await.expect(200);
    let known = say(json!({"tenant_id": tenant, "purposes": ["order_whatsapp"]})).await.expect(200).json();
    assert_eq!(purposes(&known), ["marketing_email", "order_whatsapp"], "the platform's, then the shop's");
    assert_eq!(verify(&town).await, json!({"entries": 6, "broken": []}));
    assert_eq!(known["phone"], "+33612345678", "another purpose still needs it");
    let known = say(json!({"tenant_id": tenant, "purposes": ["marketing_email"]})).await.expect(200).json();
    assert_eq!(known["phone"], Value::Null, "nothing by WhatsApp is agreed to any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_taken_back_also_when_the_shop_is_closed() {
    let town = Town::with(&[("identity.admins", "boss@example.com")]).await;
    let boss = town.citizen("boss@example.com").await;
    let (_, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let camille = town.citizen(EMAIL).await;
    let say = async |purposes: Value| {
        let body = json!({"tenant_id": tenant, "purposes": purposes});
        camille.actor.put("/v1/me/consents", body).await
    };
    say(json!(["marketing_email"])).await.expect(200);
    let path = format!("/v1/admin/tenants/{tenant}/suspend");
    boss.actor.post(&path, json!({"reason": "fraud"})).await.expect(200);
    let page = camille.actor.get("/account/consents").await.expect(200).text();
    assert!(page.contains("/account/consents?shop=le-souk"), "{page}");
    assert_eq!(say(json!([])).await.expect(200).json()["items"], json!([]));
    say(json!(["marketing_email"])).await.problem(422, "fields_wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_merchant_exports_who_agrees_after_a_fresh_proof() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let (omar, _) = town.merchant("omar@example.com", "Deux").await;
    let camille = town.citizen(EMAIL).await;
    camille.actor.patch("/v1/me", json!({"display_name": "=cmd()"})).await.expect(200);
    let body = json!({"tenant_id": tenant, "purposes": ["marketing_email", "order_whatsapp"], "phone": "+33612345678"});
    camille.actor.put("/v1/me/consents", body).await.expect(200);
    let page = amina.actor.get("/dashboard/opt-ins").await.expect(200).text();
    assert!(page.contains("/v1/consents/export"), "{page}");
    let list = amina.actor.get("/v1/consents/export").await.expect(200);
    assert!(list.header("content-disposition").contains("opt-ins.csv"));
    let rows: Vec<String> = list.text().lines().map(str::to_owned).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[0].starts_with("\u{feff}purpose,name,"), "{}", rows[0]);
    assert!(rows[1].starts_with("marketing_email,'=cmd(),camille@example.com,,2026-11-21T"), "{}", rows[1]);
    assert!(rows[2].starts_with("order_whatsapp,'=cmd(),,+33612345678,"), "{}", rows[2]);
    assert_eq!(omar.actor.get("/v1/consents/export").await.expect(200).text().lines().count(), 1);
    camille.actor.get("/v1/consents/export").await.problem(403, "forbidden");
    camille.actor.put("/v1/me/consents", json!({"tenant_id": tenant, "purposes": []})).await.expect(200);
    assert_eq!(amina.actor.get("/v1/consents/export").await.expect(200).text().lines().count(), 1);
    town.pass(TimeDelta::minutes(16));
    let tokens =
        town.app.anyone().post("/v1/auth/refresh", json!({"refresh_token": amina.refresh})).await.json();
    let late = town.person("amina@example.com", &tokens);
    late.actor.get("/v1/consents/export").await.problem(403, "step_up_required");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_does_not_fork_and_shows_what_was_changed() {
    let town = Town::open().await;
    let (_, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let people = [town.citizen("a@example.com").await, town.citizen("b@example.com").await];
    let says = (0..12).map(|n| {
        let purposes: &[&str] = if n % 4 < 2 { &["marketing_email"] } else { &[] };
        people[n % 2].actor.put("/v1/me/consents", json!({"tenant_id": tenant, "purposes": purposes}))
    });
    assert!(join_all(says).await.iter().all(|a| a.status == 200));
    let entries = verify(&town).await["entries"].as_i64().unwrap();
    assert!(entries >= 2);
    assert_eq!(verify(&town).await["broken"], json!([]));

    let mut module = town.app.login().await;
    let own = "SET souk.scope = 'platform'; UPDATE consent SET granted = NOT granted";
    assert!(module.batch_execute(own).await.is_err(), "the module itself may not change the ledger");
    let mut conn = town.app.admin().await;
    let wrong = [
        (
            "UPDATE consent SET granted = NOT granted WHERE seq = 1",
            "UPDATE consent SET granted = NOT granted WHERE seq = 1",
            1,
        ),
        (
            "UPDATE consent SET at = at + interval '1 second' WHERE seq = 2",
            "UPDATE consent SET at = at - interval '1 second' WHERE seq = 2",
            2,
        ),
    ];
    for (change, undo, place) in wrong {
        conn.batch_execute(change).await.unwrap();
        assert_eq!(verify(&town).await["broken"], json!([format!("{tenant} at {place}")]));
        conn.batch_execute(undo).await.unwrap();
    }
    assert_eq!(verify(&town).await["broken"], json!([]));
    conn.batch_execute("DELETE FROM consent WHERE seq = (SELECT max(seq) FROM consent)").await.unwrap();
    assert_eq!(
        verify(&town).await["broken"],
        json!([format!("{tenant} at {entries}")]),
        "its end is missing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_are_chosen_on_the_page() {
    let town = Town::open().await;
    town.merchant("amina@example.com", "Le Souk").await;
    let camille = town.citizen(EMAIL).await;
    let page = camille.actor.get("/account/consents?shop=le-souk").await.expect(200).text();
    assert!(
        page.contains("I want offers by e-mail") && page.contains("value=\"le-souk\" selected"),
        "{page}"
    );
    camille.actor.get("/account/consents?shop=nowhere").await.problem(404, "not_found");
    let wrong = [("shop", "le-souk"), ("phone", "0612"), ("marketing_whatsapp", "on")];
    let page = camille.actor.form("/account/consents", &wrong).await.expect(422).text();
    assert!(page.contains("value=\"0612\"") && page.contains("f-phone-error"), "{page}");
    let right = [("shop", "le-souk"), ("phone", "+33612345678"), ("marketing_whatsapp", "on")];
    let to = camille.actor.form("/account/consents", &right).await.expect(303);
    let page = camille.actor.get(to.header("location")).await.expect(200).text();
    assert!(page.contains("You have said yes to:") && page.contains("value=\"+33612345678\""), "{page}");
    let known = camille.actor.get("/v1/me/consents").await.json();
    assert_eq!(purposes(&known), ["marketing_whatsapp"]);
}
