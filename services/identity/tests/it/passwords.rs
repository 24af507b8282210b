//! Wrong passwords, the throttle, and forgotten ones.
use chrono::TimeDelta;
use serde_json::json;

use crate::town::{PASSWORD, Town};

async fn attempt(town: &Town, email: &str, password: &str) -> souk_testkit::Answer {
    town.app.anyone().post("/v1/auth/token", json!({"email": email, "password": password})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ladder_slows_guessing_and_lets_the_owner_in_again() {
    let town = Town::open().await;
    town.citizen("amina@example.com").await;
    for _ in 0..4 {
        attempt(&town, "amina@example.com", "wrong wrong wrong").await.problem(401, "credentials_wrong");
    }
    attempt(&town, "amina@example.com", PASSWORD).await.expect(200);
    for _ in 0..5 {
        attempt(&town, "amina@example.com", "wrong wrong wrong").await.problem(401, "credentials_wrong");
    }
    let refused = attempt(&town, "amina@example.com", PASSWORD).await.problem(429, "login_throttled");
    assert_eq!(refused.header("retry-after"), "30");
    town.pass(TimeDelta::seconds(29));
    attempt(&town, "amina@example.com", PASSWORD).await.problem(429, "login_throttled");
    // Another account from the same place is not held up.
    attempt(&town, "other@example.com", PASSWORD).await.problem(401, "credentials_wrong");
    town.pass(TimeDelta::seconds(1));
    attempt(&town, "amina@example.com", PASSWORD).await.expect(200);
    attempt(&town, "amina@example.com", "wrong wrong wrong").await.problem(401, "credentials_wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_guesses_at_once_are_a_hundred_attempts() {
    let town = Town::open().await;
    town.citizen("amina@example.com").await;
    let guesses = (0..40).map(|_| attempt(&town, "amina@example.com", "wrong wrong wrong"));
    let answers = futures_util::future::join_all(guesses).await;
    let looked_at = answers.iter().filter(|a| a.status == 401).count();
    assert_eq!(looked_at, 5);
    assert!(answers.iter().all(|a| [401, 429].contains(&a.status.as_u16())));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_throttle_outlives_a_restart() {
    let mut town = Town::open().await;
    town.citizen("amina@example.com").await;
    for _ in 0..5 {
        attempt(&town, "amina@example.com", "wrong wrong wrong").await.problem(401, "credentials_wrong");
    }
    town.app.restart().await;
    attempt(&town, "amina@example.com", PASSWORD).await.problem(429, "login_throttled");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_costs_as_much_as_a_wrong_password() {
    // Strong enough that the hash dominates, as in production.
    let town = Town::with(&[("passwords.memory_kib", "19456")]).await;
    town.citizen("amina@example.com").await;
    let mut known = Vec::new();
    let mut unknown = Vec::new();
    for round in 0..8 {
        // Another network each time, so that the throttle does not answer.
        for (email, times) in [("amina@example.com", &mut known), ("nobody@example.com", &mut unknown)] {
            let anyone = town.app.anyone();
            let request = anyone
                .request(reqwest::Method::POST, "/v1/auth/token")
                .header("x-forwarded-for", format!("192.0.2.{round}"))
                .json(&json!({"email": email, "password": "wrong wrong wrong"}));
            let began = std::time::Instant::now();
            anyone.send(request).await.problem(401, "credentials_wrong");
            times.push(began.elapsed());
        }
    }
    known.sort();
    unknown.sort();
    let (known, unknown) = (known[4].as_secs_f64(), unknown[4].as_secs_f64());
    assert!(unknown > known * 0.5 && unknown < known * 2.0, "known {known}, unknown {unknown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_replaced_once_and_ends_all_sessions() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    town.pass(TimeDelta::minutes(1));
    for email in ["amina@example.com", "nobody@example.com"] {
        town.app.anyone().post("/v1/auth/forgot", json!({"email": email})).await.expect(202);
    }
    let token = town.link("amina@example.com", "/reset?token=").await;
    assert!(town.mails("nobody@example.com").is_empty());
    let bad = json!({"token": token, "password": "password1234"});
    town.app.anyone().post("/v1/auth/reset", bad).await.problem(422, "fields_wrong");
    let good = json!({"token": token, "password": "a whole new sentence"});
    town.app.anyone().post("/v1/auth/reset", &good).await.expect(204);
    town.app.anyone().post("/v1/auth/reset", &good).await.problem(410, "link_spent");
    attempt(&town, "amina@example.com", PASSWORD).await.problem(401, "credentials_wrong");
    attempt(&town, "amina@example.com", "a whole new sentence").await.expect(200);
    let stale = json!({"refresh_token": amina.refresh});
    town.app.anyone().post("/v1/auth/refresh", stale).await.problem(401, "refresh_refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_link_ends_after_half_an_hour() {
    let town = Town::open().await;
    town.citizen("amina@example.com").await;
    town.pass(TimeDelta::minutes(1));
    town.app.anyone().post("/v1/auth/forgot", json!({"email": "amina@example.com"})).await.expect(202);
    let token = town.link("amina@example.com", "/reset?token=").await;
    town.pass(TimeDelta::minutes(30));
    let body = json!({"token": token, "password": "a whole new sentence"});
    town.app.anyone().post("/v1/auth/reset", body).await.problem(410, "link_spent");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_changed_by_who_knows_it() {
    let town = Town::open().await;
    let phone = town.citizen("amina@example.com").await;
    let laptop = town.log_in("amina@example.com").await;
    let wrong = json!({"current_password": "wrong wrong wrong", "password": "a whole new sentence"});
    let answer = laptop.actor.post("/v1/auth/password", wrong).await.problem(422, "fields_wrong").json();
    assert_eq!(answer["errors"][0]["pointer"], "/current_password");
    let right = json!({"current_password": PASSWORD, "password": "a whole new sentence"});
    laptop.actor.post("/v1/auth/password", right).await.expect(204);
    let refresh = |p: &crate::town::Person| json!({"refresh_token": p.refresh});
    town.app.anyone().post("/v1/auth/refresh", refresh(&laptop)).await.expect(200);
    town.app.anyone().post("/v1/auth/refresh", refresh(&phone)).await.problem(401, "refresh_refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_the_password_behind_an_open_session_is_slowed_down() {
    let town = Town::open().await;
    let amina = town.citizen("amina@example.com").await;
    let change = async |old: &str| {
        let body = json!({"current_password": old, "password": "a whole new sentence"});
        amina.actor.post("/v1/auth/password", body).await
    };
    for n in 0..5 {
        change(&format!("wrong wrong {n}")).await.problem(422, "fields_wrong");
    }
    change(PASSWORD).await.problem(429, "login_throttled");
    let confirm = json!({"password": PASSWORD});
    amina.actor.post("/v1/auth/confirm", confirm).await.problem(429, "login_throttled");
    town.pass(TimeDelta::seconds(31));
    change(PASSWORD).await.expect(204);
}
