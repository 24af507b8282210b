//! One key, one effect, one answer.
use diesel_async::RunQueryDsl;
use futures_util::future::join_all;
use serde_json::json;
use souk_events::{TenantId, UserId};
use souk_kit::{Clock, idempotency::forget_old, token::Role};
use souk_testkit::{Actor, TestApp};

use crate::probe::{Probe, start};

fn body(text: &str) -> serde_json::Value {
    json!({ "body": text, "lines": [] })
}

async fn notes(app: &TestApp<Probe>) -> i64 {
    let mut admin = app.admin().await;
    diesel::dsl::sql::<diesel::sql_types::BigInt>("SELECT count(*) FROM note")
        .get_result(&mut admin)
        .await
        .unwrap()
}

fn agent(app: &TestApp<Probe>) -> Actor {
    app.bearing(Some(app.issuer.staff(UserId::new(), TenantId::new(), Role::Agent)))
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_25_fifty_times_at_once_is_one_effect() {
    let app = start().await;
    let agent = agent(&app);
    let answers = join_all((0..50).map(|_| agent.post_once("/v1/notes", "k", body("once")))).await;
    let made =
        answers.iter().filter(|a| a.status == 201 && a.header("idempotent-replayed").is_empty()).count();
    assert_eq!(made, 1);
    for answer in &answers {
        match answer.status.as_u16() {
            201 => assert_eq!(answer.json(), json!({ "body": "once" })),
            409 => assert_eq!(
                (answer.json()["code"].as_str(), answer.header("retry-after")),
                (Some("request_in_flight"), "1")
            ),
            other => panic!("{other}: {}", answer.text()),
        }
    }
    assert_eq!(notes(&app).await, 1);
    let again = agent.post_once("/v1/notes", "k", body("once")).await.expect(201);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(app.told::<souk_events::ops::v1::ModuleSwitched>().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_belongs_to_one_body_and_one_caller() {
    let app = start().await;
    let first = agent(&app);
    let _ = first.post_once("/v1/notes", "k", body("one")).await.expect(201);
    let _ = first.post_once("/v1/notes", "k", body("two")).await.problem(422, "idempotency_key_reused");
    let _ = agent(&app).post_once("/v1/notes", "k", body("two")).await.expect(201);
    let _ = first.post("/v1/notes", body("x")).await.problem(400, "idempotency_key_needed");
    assert_eq!(notes(&app).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_whose_owner_died_is_taken_over_after_its_lease() {
    let clock = Clock::fixed("2026-11-21T12:00:00Z".parse().unwrap());
    let app = TestApp::<Probe>::builder().clock(clock).start().await;
    let agent = agent(&app);
    let kit = &app.running.as_ref().unwrap().app;
    let principal = {
        let who = agent.get("/user").await;
        let _ = who.expect(200);
        let token = agent.token().unwrap().to_owned();
        kit.verifier.verify(&token).await.unwrap().sub.clone()
    };
    let new = crate::probe::NewNote { body: "late".into(), lines: vec![] };
    let print = souk_kit::idempotency::fingerprint("/v1/notes", &new).unwrap();
    let key = souk_kit::idempotency::IdempotencyKey("k".into());
    let died =
        souk_kit::idempotency::claim(&kit.db, &kit.sealer, &principal, &key, &print, kit.clock.now()).await;
    drop(died.unwrap());
    let _ = agent.post_once("/v1/notes", "k", body("late")).await.problem(409, "request_in_flight");
    app.clock().advance(chrono::TimeDelta::seconds(11));
    let _ = agent.post_once("/v1/notes", "k", body("late")).await.expect(201);
    assert_eq!(notes(&app).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_24_a_retry_after_more_than_a_day_is_answered_until_the_key_is_forgotten() {
    let app = TestApp::<Probe>::builder()
        .clock(Clock::fixed("2026-11-21T12:00:00Z".parse().unwrap()))
        .start()
        .await;
    let (user, tenant) = (UserId::new(), TenantId::new());
    let person = || app.bearing(Some(app.issuer.staff(user, tenant, Role::Agent)));
    let _ = person().post_once("/v1/notes", "k", body("once")).await.expect(201);
    app.clock().advance(chrono::TimeDelta::hours(30));
    let again = person().post_once("/v1/notes", "k", body("once")).await.expect(201);
    assert_eq!(again.header("idempotent-replayed"), "true");
    let kit = &app.running.as_ref().unwrap().app;
    assert_eq!(forget_old(&kit.db, kit.clock.now()).await.unwrap(), 0);
    app.clock().advance(chrono::TimeDelta::hours(43));
    assert_eq!(forget_old(&kit.db, kit.clock.now()).await.unwrap(), 1);
    assert_eq!(notes(&app).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_kept_answer_is_sealed() {
    let app = start().await;
    let _ = agent(&app).post_once("/v1/notes", "k", body("canary-4711")).await.expect(201);
    let mut admin = app.admin().await;
    let leaks: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>(
        "SELECT count(*) FROM idempotency WHERE encode(answer, 'escape') LIKE '%canary%'",
    )
    .get_result(&mut admin)
    .await
    .unwrap();
    assert_eq!(leaks, 0);
}
