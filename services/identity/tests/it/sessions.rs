//! Browser sessions, the exchange at the door, and ending them from elsewhere.
use chrono::TimeDelta;
use serde_json::{Value, json};
use souk_events::{GuestId, identity::v1::GuestMerged};
use souk_testkit::Answer;

use crate::town::{PASSWORD, Town};

fn cookie(answer: &Answer) -> String {
    let line = answer.header("set-cookie");
    assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax") && line.contains("Path=/"), "{line}");
    line.split(['=', ';']).nth(1).unwrap().to_owned()
}

async fn browser(town: &Town, email: &str) -> String {
    let answer = town
        .app
        .anyone()
        .form("/login", &[("email", email), ("password", PASSWORD), ("next", "/cart")])
        .await;
    let answer = answer.expect(303);
    assert_eq!(answer.header("location"), "/cart");
    cookie(&answer)
}

async fn exchange(town: &Town, cookie: &str) -> Answer {
    town.app.as_module("gateway").post("/internal/sessions/exchange", json!({"session": cookie})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_becomes_a_token_until_it_is_ended() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let cookie = browser(&town, "amina@example.com").await;
    let known: Value = exchange(&town, &cookie).await.expect(200).json();
    assert_eq!(
        (known["user_id"].as_str(), known["display_name"].as_str()),
        (Some(&*amina.id), Some("Amina B."))
    );
    assert_eq!(
        (&known["tenant_id"], &known["admin"], &known["language"]),
        (&json!(null), &json!(false), &json!("en"))
    );
    let via_cookie = town.app.bearing(known["token"].as_str().map(str::to_owned));
    via_cookie.get("/v1/me").await.expect(200);

    let listed = amina.actor.get("/v1/sessions").await.expect(200).json();
    let listed = listed["items"].as_array().unwrap().clone();
    assert_eq!(listed.len(), 2);
    let current: Vec<_> =
        listed.iter().filter(|s| s["current"] == true).map(|s| s["kind"].as_str()).collect();
    assert_eq!(current, [Some("api")]);
    let other = listed.iter().find(|s| s["kind"] == "browser").unwrap()["id"].as_str().unwrap();
    amina.actor.delete(&format!("/v1/sessions/{other}")).await.expect(204);
    amina.actor.delete(&format!("/v1/sessions/{other}")).await.problem(404, "not_found");
    exchange(&town, &cookie).await.problem(401, "session_unknown");
    exchange(&town, "nonsense").await.problem(401, "session_unknown");

    let since = "/internal/revocations?since=2026-11-21T07:59:00Z";
    let told = town.app.as_module("gateway").get(since).await.expect(200).json();
    let ended: Vec<_> =
        told["items"].as_array().unwrap().iter().filter(|n| !n["session_id"].is_null()).collect();
    assert_eq!(
        (ended.len(), &ended[0]["session_id"], &ended[0]["user_id"]),
        (1, &json!(other), &json!(amina.id))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_nobody_uses_it() {
    let town = Town::open().await;
    town.citizen("amina@example.com").await;
    let cookie = browser(&town, "amina@example.com").await;
    town.pass(TimeDelta::days(29));
    exchange(&town, &cookie).await.expect(200);
    town.pass(TimeDelta::days(29));
    exchange(&town, &cookie).await.expect(200);
    town.pass(TimeDelta::days(31));
    exchange(&town, &cookie).await.problem(401, "session_unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_modules_exchange_cookies() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let body = json!({"session": "x"});
    town.app.anyone().post("/internal/sessions/exchange", &body).await.problem(401, "unauthenticated");
    amina.actor.post("/internal/sessions/exchange", &body).await.problem(403, "forbidden");
    let path = format!("/internal/users/{}/personal?purpose=delivery", amina.id);
    amina.actor.get(&path).await.problem(403, "forbidden");
    let known = town.app.as_module("orders").get(&path).await.expect(200).json();
    assert_eq!(
        (known["display_name"].as_str(), known["email"].as_str()),
        (Some("Amina B."), Some("amina@example.com"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_visitor_who_signs_in_or_up_becomes_the_user() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let (at_login, at_signup) = (GuestId::new(), GuestId::new());
    let body = json!({"email": "amina@example.com", "password": PASSWORD});
    town.app.as_guest(at_login).post("/v1/auth/token", body).await.expect(200);
    let told = town.app.told::<GuestMerged>().await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].guest_id.clone(), told[0].user_id.clone()), (at_login.to_string(), amina.id));

    let form = [
        ("email", "bilal@example.com"),
        ("password", PASSWORD),
        ("display_name", "Bilal"),
        ("next", "/cart"),
    ];
    let answer = town.app.as_guest(at_signup).form("/signup", &form).await.expect(303);
    let cookie = cookie(&answer);
    exchange(&town, &cookie).await.problem(403, "email_unverified");
    assert_eq!(town.app.told::<GuestMerged>().await.len(), 1);
    let token = town.link("bilal@example.com", "/verify?token=").await;
    let answer = town.app.anyone().form("/verify", &[("token", &token), ("next", "/cart")]).await.expect(303);
    assert_eq!(answer.header("location"), "/cart");
    exchange(&town, &cookie).await.expect(200);
    let told = town.app.told::<GuestMerged>().await;
    assert_eq!(told[1].guest_id, at_signup.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_ends_the_session_and_takes_the_cookie() {
    let town = Town::open().await;
    town.citizen("amina@example.com").await;
    let session = browser(&town, "amina@example.com").await;
    let token = exchange(&town, &session).await.expect(200).json()["token"].as_str().map(str::to_owned);
    let answer = town.app.bearing(token).form("/logout", &[]).await.expect(303);
    assert_eq!(cookie(&answer), "");
    exchange(&town, &session).await.problem(401, "session_unknown");
}
