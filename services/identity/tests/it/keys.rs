//! Signing keys turn over without a single refused token.
use std::collections::HashSet;

use chrono::TimeDelta;
use serde_json::json;
use souk_testkit::eventually;

use crate::town::Town;

async fn published(town: &Town) -> HashSet<String> {
    let jwks = town.app.anyone().get("/.well-known/jwks.json").await.expect(200).json();
    jwks["keys"].as_array().unwrap().iter().map(|k| k["kid"].as_str().unwrap().to_owned()).collect()
}

fn kid(token: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let header = URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap();
    serde_json::from_slice::<serde_json::Value>(&header).unwrap()["kid"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_published_signs_retires_and_goes_with_no_401() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let first = kid(amina.actor.token().unwrap());
    assert_eq!(published(&town).await, HashSet::from([first.clone()]));

    // Ten minutes before the month is over the next key is shown, and the old one still signs.
    town.pass(TimeDelta::days(30) - TimeDelta::minutes(10));
    let keys = eventually("the next key is published", || async {
        Some(published(&town).await).filter(|keys| keys.len() == 2)
    })
    .await;
    let second = keys.into_iter().find(|k| *k != first).unwrap();
    let amina = town.log_in("amina@example.com").await;
    assert_eq!(kid(amina.actor.token().unwrap()), first);

    town.pass(TimeDelta::minutes(10) - TimeDelta::seconds(1));
    let before = town.log_in("amina@example.com").await;
    town.pass(TimeDelta::minutes(1));
    let after = eventually("the next key signs", || async {
        // A process that looked just before the turn keeps what it saw for some seconds.
        town.pass(TimeDelta::seconds(2));
        before.actor.get("/v1/me").await.expect(200);
        let again = town.log_in("amina@example.com").await;
        again.actor.get("/v1/me").await.expect(200);
        (kid(again.actor.token().unwrap()) == second).then_some(again)
    })
    .await;
    assert!(published(&town).await.contains(&first));
    after.actor.get("/v1/me").await.expect(200);
    before.actor.get("/v1/me").await.expect(200);

    town.pass(TimeDelta::minutes(12));
    eventually("the old key is gone", || async { (!published(&town).await.contains(&first)).then_some(()) })
        .await;
    let body = json!({"refresh_token": before.refresh});
    town.app.anyone().post("/v1/auth/refresh", body).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_survive_a_restart() {
    let mut town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let keys = published(&town).await;
    town.app.restart().await;
    assert_eq!(published(&town).await, keys);
    amina.actor.get("/v1/me").await.expect(200);
}
