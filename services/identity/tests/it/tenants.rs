//! Onboarding, stores, switching, suspension.
use serde_json::json;
use souk_events::identity::v1::{MembershipChanged, StoreSaved, TenantSaved, TenantStatus};

use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn onboarding_makes_a_tenant_a_store_and_an_owner() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Épicerie d’Amina").await;
    let me = amina.actor.get("/v1/me").await.expect(200).json();
    assert_eq!((&me["tenant_id"], &me["role"]), (&json!(tenant), &json!("owner")));
    let stores = amina.actor.get("/v1/tenants/current/stores").await.expect(200).json();
    let store = &stores["items"][0];
    assert_eq!(store["slug"], "epicerie-d-amina");
    assert_eq!((&store["timezone"], &store["city"]), (&json!("Europe/Paris"), &json!("Lyon")));

    let told = town.app.told::<StoreSaved>().await;
    assert_eq!((told[0].tenant_id.as_str(), told[0].active, told[0].version), (tenant.as_str(), true, 1));
    assert_eq!(town.app.told::<TenantSaved>().await[0].status(), TenantStatus::Active);
    assert_eq!(town.app.told::<MembershipChanged>().await[0].user_id, amina.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn slugs_are_unique_on_the_platform() {
    let town = Town::open().await;
    let (amina, _) = town.merchant("amina@example.com", "Le Souk").await;
    let (bilal, _) = town.merchant("bilal@example.com", "Le Souk").await;
    let slug = |list: serde_json::Value| list["items"][0]["slug"].as_str().unwrap().to_owned();
    let first = slug(amina.actor.get("/v1/tenants/current/stores").await.json());
    let second = slug(bilal.actor.get("/v1/tenants/current/stores").await.json());
    assert_eq!(first, "le-souk");
    assert!(second.starts_with("le-souk-"), "{second}");

    let chosen = json!({"name": "X", "country": "FR", "currency": "EUR", "slug": "le-souk"});
    let refused =
        bilal.actor.post("/v1/tenants/current/stores", chosen).await.problem(422, "fields_wrong").json();
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
        (&json!("/slug"), &json!("taken"))
    );
    let stores = bilal.actor.get("/v1/tenants/current/stores").await.json();
    assert_eq!(stores["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn stores_are_added_and_changed_and_strangers_find_nothing() {
    let town = Town::open().await;
    let (amina, _) = town.merchant("amina@example.com", "Le Souk").await;
    let (bilal, _) = town.merchant("bilal@example.com", "Chez Bilal").await;
    let new = json!({"name": "Casa", "country": "MA", "currency": "MAD", "language": "ar"});
    let casa = amina.actor.post("/v1/tenants/current/stores", new).await.expect(201).json();
    assert_eq!((&casa["timezone"], &casa["language"]), (&json!("Africa/Casablanca"), &json!("ar")));
    let path = format!("/v1/tenants/current/stores/{}", casa["id"].as_str().unwrap());
    let changed =
        amina.actor.patch(&path, json!({"name": "Casablanca", "slug": "casa-souk"})).await.expect(200).json();
    assert_eq!(
        (&changed["slug"], &changed["version"], &changed["city"]),
        (&json!("casa-souk"), &json!(2), &json!(""))
    );
    bilal.actor.patch(&path, json!({"name": "Mine"})).await.problem(404, "not_found");
    amina.actor.patch(&path, json!({"timezone": "Mars/Olympus"})).await.problem(422, "fields_wrong");
    let told = town.app.told::<StoreSaved>().await;
    assert_eq!(told.last().unwrap().slug, "casa-souk");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_of_two_tenants_switches_without_signing_in() {
    let town = Town::open().await;
    let (amina, first) = town.merchant("amina@example.com", "Un").await;
    let body = json!({"name": "Deux", "country": "FR", "currency": "EUR"});
    let second = amina.actor.post("/v1/tenants", body).await.expect(201).json()["tenant_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let amina = town.work_for(amina, &first).await;
    assert_eq!(amina.actor.get("/v1/tenants/current").await.json()["name"], "Un");
    let amina = town.work_for(amina, &second).await;
    assert_eq!(amina.actor.get("/v1/tenants/current").await.json()["name"], "Deux");
    // A refresh stays where the session works.
    let body = json!({"refresh_token": amina.refresh});
    assert_eq!(
        town.app.anyone().post("/v1/auth/refresh", body).await.expect(200).json()["tenant_id"],
        second
    );
    let (bilal, _) = town.merchant("bilal@example.com", "Trois").await;
    bilal.actor.post("/v1/auth/switch", json!({"tenant_id": first})).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_tenant_loses_rights_and_shop_window() {
    let town = Town::with(&[("identity.admins", "boss@example.com")]).await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let boss = town.citizen("boss@example.com").await;
    let suspend = format!("/v1/admin/tenants/{tenant}/suspend");
    amina.actor.post(&suspend, json!({"reason": "x"})).await.problem(403, "forbidden");
    boss.actor.post(&suspend, json!({"reason": "complaints"})).await.expect(200);
    let again =
        boss.actor.post(&suspend, json!({"reason": "complaints"})).await.problem(409, "tenant_status").json();
    assert_eq!(again["current_state"], "suspended");

    let told = town.app.told::<StoreSaved>().await;
    assert!(!told.last().unwrap().active && told.last().unwrap().version == 2);
    assert_eq!(town.app.told::<TenantSaved>().await.last().unwrap().status(), TenantStatus::Suspended);
    let after = town.log_in("amina@example.com").await;
    let fragment = after.actor.get("/slots/account.sections").await.expect(200).text();
    assert!(
        fragment.contains("Le Souk is suspended") && fragment.contains("Reason: complaints"),
        "{fragment}"
    );
    assert_eq!(boss.actor.get("/slots/dashboard.home").await.expect(200).text(), "");
    after.actor.get("/v1/tenants/current").await.problem(403, "forbidden");
    after.actor.post("/v1/auth/switch", json!({"tenant_id": tenant})).await.problem(404, "not_found");
    let notes =
        town.app.as_module("gateway").get("/internal/revocations?since=2026-11-21T07:59:00Z").await.json();
    let notes = notes["items"].as_array().unwrap();
    assert!(
        notes.iter().any(|n| n["user_id"] == amina.id.as_str() && n["session_id"].is_null()),
        "{notes:?}"
    );

    boss.actor.post(&format!("/v1/admin/tenants/{tenant}/activate"), json!({})).await.expect(200);
    town.work_for(after, &tenant).await;
    assert!(town.app.told::<StoreSaved>().await.last().unwrap().active);
    boss.actor.get("/v1/admin/tenants?limit=0").await.expect(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_merchant_waits_for_approval_and_prepares_meanwhile() {
    let town =
        Town::with(&[("identity.admins", "boss@example.com"), ("identity.approval_required", "true")]).await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let boss = town.citizen("boss@example.com").await;
    assert_eq!(amina.actor.get("/v1/tenants/current").await.expect(200).json()["status"], "pending");
    let body = json!({"name": "Deux", "country": "FR", "currency": "EUR"});
    amina.actor.post("/v1/tenants/current/stores", body).await.expect(201);
    assert!(town.app.told::<StoreSaved>().await.iter().all(|s| !s.active));
    let waits = amina.actor.get("/slots/dashboard.home").await.expect(200).text();
    assert!(waits.contains("Le Souk waits to be approved"), "{waits}");

    let activate = format!("/v1/admin/tenants/{tenant}/activate");
    let both = futures_util::future::join_all((0..4).map(|_| boss.actor.post(&activate, json!({})))).await;
    assert_eq!(both.iter().filter(|a| a.status == 200).count(), 1, "decided once");
    let told = town.app.told::<StoreSaved>().await;
    assert_eq!(told.iter().filter(|s| s.active).count(), 2, "both stores are shown");
    assert_eq!(amina.actor.get("/slots/dashboard.home").await.text(), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_find_merchants_and_what_was_decided_about_them() {
    let town = Town::with(&[("identity.admins", "boss@example.com")]).await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk 100%").await;
    town.merchant("omar@example.com", "Deux").await;
    let boss = town.citizen("boss@example.com").await;
    amina.actor.get("/ops/merchants").await.problem(403, "forbidden");
    let names = async |query: &str| {
        let found = boss.actor.get(&format!("/v1/admin/tenants?{query}")).await.expect(200).json();
        let items = found["items"].as_array().unwrap().iter();
        items.map(|t| t["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("").await, ["Deux", "Le Souk 100%"]);
    assert_eq!(names("q=souk").await, ["Le Souk 100%"]);
    assert_eq!(names("q=%25&status=active").await, ["Le Souk 100%"]);
    assert_eq!(names("q=_&status=").await, [""; 0]);
    boss.actor.get("/v1/admin/tenants?status=gone").await.problem(400, "fields_wrong");

    let page = boss.actor.get("/ops/merchants?q=souk").await.expect(200).text();
    assert!(page.contains("Le Souk 100%") && !page.contains("Deux"), "{page}");
    let path = format!("/ops/merchants/{tenant}");
    assert!(boss.actor.get(&path).await.expect(200).text().contains("Nothing was decided yet"));
    let none = [("act", "suspend"), ("reason", " ")];
    assert!(boss.actor.form(&path, &none).await.expect(422).text().contains("f-reason-error"));
    let suspend = [("act", "suspend"), ("reason", "Fake goods")];
    boss.actor.form(&path, &suspend).await.expect(303);
    assert!(boss.actor.form(&path, &suspend).await.expect(409).text().contains("value=\"Fake goods\""));
    boss.actor.form(&path, &[("act", "activate"), ("reason", "Cleared up")]).await.expect(303);
    let page = boss.actor.get(&path).await.expect(200).text();
    let (back, gone) = (page.find("Cleared up").unwrap(), page.find("Fake goods").unwrap());
    assert!(back < gone && page.contains(&boss.id), "who, what, why, newest first");
}
