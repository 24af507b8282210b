//! Refresh tokens: rotation, races, theft.
use std::collections::HashSet;

use chrono::TimeDelta;
use serde_json::{Value, json};
use souk_testkit::Answer;

use crate::town::Town;

async fn refresh(town: &Town, token: &str) -> Answer {
    town.app.anyone().post("/v1/auth/refresh", json!({"refresh_token": token})).await
}

fn token(answer: &Value) -> String {
    answer["refresh_token"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_at_once_get_one_successor_and_nobody_is_signed_out() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let answers = futures_util::future::join_all((0..50).map(|_| refresh(&town, &amina.refresh))).await;
    let successors: HashSet<String> = answers.into_iter().map(|a| token(&a.expect(200).json())).collect();
    assert_eq!(successors.len(), 1);
    let next = refresh(&town, successors.iter().next().unwrap()).await.expect(200).json();
    assert_ne!(token(&next), *successors.iter().next().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_token_ends_the_family_and_its_owner_is_told() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let next = token(&refresh(&town, &amina.refresh).await.expect(200).json());
    town.pass(TimeDelta::seconds(31));
    refresh(&town, &amina.refresh).await.problem(401, "refresh_refused");
    refresh(&town, &next).await.problem(401, "refresh_refused");
    town.link("amina@example.com", "/account/sessions").await;
    // Another session of the same person goes on.
    let other = town.log_in("amina@example.com").await;
    refresh(&town, &other.refresh).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_device_does_not_get_the_successor() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let next = token(&refresh(&town, &amina.refresh).await.expect(200).json());
    let thief = town.app.anyone();
    let request = thief.request(reqwest::Method::POST, "/v1/auth/refresh").header("user-agent", "thief/1.0");
    thief.send(request.json(&json!({"refresh_token": amina.refresh}))).await.problem(401, "refresh_refused");
    refresh(&town, &next).await.problem(401, "refresh_refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_logout_an_old_token_is_no_theft() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let next = token(&refresh(&town, &amina.refresh).await.expect(200).json());
    amina.actor.post("/v1/auth/logout", json!({})).await.expect(204);
    amina.actor.post("/v1/auth/logout", json!({})).await.expect(204);
    town.pass(TimeDelta::minutes(5));
    refresh(&town, &amina.refresh).await.problem(401, "refresh_refused");
    refresh(&town, &next).await.problem(401, "refresh_refused");
    let texts = town.mails("amina@example.com");
    assert!(texts.iter().all(|(_, text)| !text.contains("/account/sessions")), "{texts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_and_unused_families_are_refused() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    refresh(&town, "nonsense").await.problem(401, "refresh_refused");
    town.pass(TimeDelta::days(31));
    refresh(&town, &amina.refresh).await.problem(401, "refresh_refused");
}
