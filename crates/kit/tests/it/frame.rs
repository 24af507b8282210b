//! What surrounds every request: language, correlation, problems that name the field, health, shutdown.
use serde_json::json;
use souk_events::{TenantId, UserId};
use souk_kit::token::Role;

use crate::probe::start;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_named_by_field_in_the_caller_s_language() {
    let app = start().await;
    let agent = app.as_staff(TenantId::new(), Role::Agent);
    let wrong = json!({ "body": "b", "lines": [{ "quantity": 1 }, { "quantity": -3 }] });
    let answer =
        agent.clone().reading("fr").post_once("/v1/notes", "k", &wrong).await.problem(422, "fields_wrong");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/lines/1/quantity");
    assert_eq!(answer.json()["title"], "Certains champs sont à corriger");
    let answer =
        agent.clone().reading("ar").post_once("/v1/notes", "k", json!({ "body": 7 })).await.expect(422);
    assert_eq!(answer.header("content-language"), "ar");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/body");
    let extra = json!({ "body": "b", "lines": [], "admin": true });
    let _ = agent.post_once("/v1/notes", "k", extra).await.expect(422);
    let raw = agent.request(reqwest::Method::POST, "/v1/notes").header("idempotency-key", "k");
    let broken = raw.header("content-type", "application/json").body("{\"body\":");
    let _ = agent.send(broken).await.problem(400, "json_unreadable");
    let plain =
        agent.request(reqwest::Method::POST, "/v1/notes").header("idempotency-key", "k").body("body=1");
    let _ = agent.send(plain).await.problem(415, "json_expected");
    let huge = json!({ "body": "x".repeat(300_000), "lines": [] });
    let _ = agent.post_once("/v1/notes", "k", huge).await.problem(413, "body_too_large");
    let _ = agent.get("/v1/notes/not-an-id").await.problem(404, "not_found");
    let id = uuid::Uuid::nil();
    let _ = agent.get(&format!("/v1/notes/{id}?limit=0")).await.expect(400);
    let _ = agent.get("/nowhere").await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_correlation_id_goes_from_the_request_into_the_fact() {
    let app = start().await;
    let agent = app.bearing(Some(app.issuer.staff(UserId::new(), TenantId::new(), Role::Agent)));
    let traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let request = agent
        .request(reqwest::Method::POST, "/v1/notes")
        .header("idempotency-key", "k")
        .header("x-correlation-id", "souk-test-correlation")
        .header("traceparent", traceparent)
        .json(&json!({ "body": "b", "lines": [] }));
    let answer = agent.send(request).await.expect(201);
    assert_eq!(answer.header("x-correlation-id"), "souk-test-correlation");
    use diesel_async::RunQueryDsl;
    let found: Vec<String> = diesel::dsl::sql::<diesel::sql_types::Text>("SELECT correlation FROM outbox")
        .load(&mut app.admin().await)
        .await
        .unwrap();
    assert_eq!(found, ["souk-test-correlation"]);
    let strange =
        agent.request(reqwest::Method::GET, "/user").header("x-correlation-id", "a b<script>-------");
    let answer = agent.send(strange).await;
    assert!(answer.header("x-correlation-id").bytes().all(|b| b.is_ascii_alphanumeric()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_in_flight_is_finished_before_the_module_stops() {
    let mut app = start().await;
    let person = app.anyone();
    let slow = tokio::spawn(async move { person.get("/slow").await });
    souk_testkit::eventually("the slow request is inside", || async {
        use diesel_async::RunQueryDsl;
        let inside: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(0.4)%' AND state = 'active' AND datname = current_database()",
        )
        .get_result(&mut app.admin().await)
        .await
        .unwrap();
        (inside > 0).then_some(())
    })
    .await;
    app.running.take().unwrap().stop().await;
    assert_eq!(slow.await.unwrap().text(), "finished");
}

#[tokio::test(flavor = "multi_thread")]
async fn ready_names_what_is_missing_while_alive_stays_alive() {
    let app = start().await;
    souk_testkit::eventually("ready", || async {
        (app.anyone().get("/internal/health/ready").await.status == 200).then_some(())
    })
    .await;
    use diesel_async::SimpleAsyncConnection;
    let mut server = app.admin().await;
    server.batch_execute("ALTER ROLE souk_stranger CONNECTION LIMIT 0").await.unwrap();
    let mut conn = app.db.admin("stranger").await;
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'souk_stranger' AND datname = current_database()";
    conn.batch_execute(cut).await.unwrap();
    let answer = souk_testkit::eventually("not ready", || async {
        let answer = app.anyone().get("/internal/health/ready").await;
        (answer.status == 503).then_some(answer)
    })
    .await;
    server.batch_execute("ALTER ROLE souk_stranger CONNECTION LIMIT -1").await.unwrap();
    let health: souk_kit::health::Health = answer.read();
    assert!(health.checks.iter().any(|c| c.name == "database" && !c.ok && !c.detail.is_empty()));
    let _ = app.anyone().get("/internal/health/live").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_address_says_which_methods_it_takes() {
    let app = start().await;
    let anyone = app.anyone();
    let answer = anyone.delete("/v1/notes").await.problem(405, "method_not_allowed");
    assert_eq!(answer.header("allow"), "POST");
    let _ = anyone.delete("/v1/nothing").await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_an_object() {
    let app = start().await;
    let agent = app.as_staff(TenantId::new(), Role::Agent);
    let answer = agent.post_once("/v1/notes", "k", json!(["b", []])).await.problem(422, "fields_wrong");
    assert_eq!(answer.json()["errors"][0]["pointer"], "");
}
