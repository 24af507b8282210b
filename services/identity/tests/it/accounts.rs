//! Signing up, confirming, reading and changing one's profile.
use chrono::TimeDelta;
use serde_json::json;

use crate::town::{PASSWORD, Town};

#[tokio::test(flavor = "multi_thread")]
async fn from_sign_up_to_me() {
    let town = Town::open().await;
    let created = town.sign_up("amina@example.com").await;
    assert_eq!(created["verification_required"], true);
    let login = json!({"email": "Amina@Example.com", "password": PASSWORD});
    town.app.anyone().post("/v1/auth/token", &login).await.problem(403, "email_unverified");

    let token = town.link("amina@example.com", "/verify?token=").await;
    let verified =
        town.app.anyone().post("/v1/users/verify", json!({"token": token})).await.expect(200).json();
    assert_eq!(verified["user_id"], created["user_id"]);
    town.app.anyone().post("/v1/users/verify", json!({"token": token})).await.problem(410, "link_spent");

    let amina = town.log_in("amina@example.com").await;
    let me = amina.actor.get("/v1/me").await.expect(200).json();
    assert_eq!(me["user_id"], created["user_id"]);
    assert_eq!(
        (me["email"].as_str(), me["display_name"].as_str()),
        (Some("amina@example.com"), Some("Amina B."))
    );
    assert_eq!((&me["admin"], &me["tenant_id"]), (&json!(false), &json!(null)));

    let changed =
        amina.actor.patch("/v1/me", json!({"display_name": " Amina  Benali ", "language": "ar"})).await;
    let changed = changed.expect(200).json();
    assert_eq!(
        (changed["display_name"].as_str(), changed["language"].as_str()),
        (Some("Amina Benali"), Some("ar"))
    );
    town.app.anyone().get("/v1/me").await.problem(401, "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_address_gets_the_same_answer_and_a_mail() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    town.pass(TimeDelta::minutes(10));
    let again = town.sign_up("amina@example.com").await;
    assert_eq!(again["verification_required"], true);
    assert_ne!(again["user_id"], json!(amina.id));
    town.link("amina@example.com", "http://localhost:8080/login").await;
    town.log_in("amina@example.com").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_sign_up_at_once_become_one_account() {
    let town = Town::open().await;
    let both = (0..8).map(|_| town.sign_up("amina@example.com"));
    futures_util::future::join_all(both).await;
    // Each mail's link replaces the one before; the last mail may still be on its way.
    souk_testkit::eventually("the newest link works", || async {
        let token = town.link("amina@example.com", "/verify?token=").await;
        let answer = town.app.anyone().post("/v1/users/verify", json!({"token": token})).await;
        (answer.status == 200).then_some(())
    })
    .await;
    town.log_in("amina@example.com").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_named_by_field_in_the_callers_language() {
    let town = Town::open().await;
    let body = json!({"email": "nobody", "password": "x", "display_name": "\u{0}"});
    let answer =
        town.app.anyone().reading("fr").post("/v1/users", body).await.problem(422, "fields_wrong").json();
    let pointers: Vec<_> =
        answer["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/email", "/display_name"]);
    let body = json!({"email": "a@example.com", "password": "amina", "display_name": "A"});
    let answer =
        town.app.anyone().reading("fr").post("/v1/users", body).await.problem(422, "fields_wrong").json();
    assert_eq!(answer["errors"][0]["detail"], "Au moins 10 caractères");
    town.app.anyone().post("/v1/users", json!({"email": 1})).await.problem(422, "fields_wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn links_end_and_a_new_one_replaces_the_old() {
    let town = Town::open().await;
    town.sign_up("amina@example.com").await;
    let old = town.link("amina@example.com", "/verify?token=").await;
    town.pass(TimeDelta::minutes(1));
    town.app.anyone().post("/v1/users/verification", json!({"email": "amina@example.com"})).await.expect(202);
    souk_testkit::eventually("a second mail", || async {
        (town.mails("amina@example.com").len() == 2).then_some(())
    })
    .await;
    town.app.anyone().post("/v1/users/verify", json!({"token": old})).await.problem(410, "link_spent");
    let new = town.link("amina@example.com", "/verify?token=").await;
    town.pass(TimeDelta::hours(25));
    town.app.anyone().post("/v1/users/verify", json!({"token": new})).await.problem(410, "link_spent");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_verification_an_account_works_at_once() {
    let town =
        Town::with(&[("identity.verify_required", "false"), ("identity.admins", "boss@example.com")]).await;
    let created = town.sign_up("boss@example.com").await;
    assert_eq!(created["verification_required"], false);
    let boss = town.log_in("boss@example.com").await;
    assert_eq!(boss.actor.get("/v1/me").await.expect(200).json()["admin"], true);
    boss.actor.get("/v1/admin/tenants").await.expect(200);
}
