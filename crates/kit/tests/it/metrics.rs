//! Numbers for Prometheus: what is counted, what is never said, who may read.
use reqwest::Method;
use serde_json::json;
use souk_events::{TenantId, UserId};
use souk_kit::token::Role;
use souk_testkit::{Actor, TestApp, eventually};

use crate::probe::{Probe, start};

async fn read(person: &Actor) -> String {
    let answer = person.get("/internal/metrics").await.expect(200);
    assert!(answer.header("content-type").starts_with("text/plain; version=0.0.4"));
    answer.text()
}

/// The sum of the samples of this name whose labels contain all of these. Other tests of this process count too.
fn value(text: &str, name: &str, labels: &[&str]) -> f64 {
    text.lines()
        .filter_map(|line| line.rsplit_once(' '))
        .filter(|(series, _)| {
            let rest = series.strip_prefix(name);
            rest.is_some_and(|rest| {
                (rest.is_empty() || rest.starts_with('{')) && labels.iter().all(|label| rest.contains(label))
            })
        })
        .filter_map(|(_, value)| value.parse::<f64>().ok())
        .sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_module_counts_what_it_does_and_names_nobody() {
    let app = start().await;
    let (user, tenant, note) = (UserId::new(), TenantId::new(), uuid::Uuid::new_v4());
    let agent = app.bearing(Some(app.issuer.staff(user, tenant, Role::Agent)));
    let _ = agent.post_once("/v1/notes", "k", json!({ "body": "Camille", "lines": [] })).await.expect(201);
    let _ = agent.get(&format!("/v1/notes/{note}")).await.expect(200);
    let _ = app.anyone().get("/user").await.expect(401);
    let _ = agent.get("/ask").await.expect(503);
    let odd = agent.request(Method::from_bytes(b"BREW").unwrap(), "/v1/nowhere/camille");
    let _ = agent.send(odd).await;

    let text = eventually("the fact was sent and counted", || async {
        let text = read(&app.anyone()).await;
        (value(&text, "souk_events_total", &["module=\"stranger\"", "step=\"sent\""]) >= 1.0).then_some(text)
    })
    .await;
    let requests = |labels: &[&str]| value(&text, "http_server_request_duration_seconds_count", labels);
    let module = "module=\"stranger\"";
    assert!(
        requests(&[module, "http_request_method=\"POST\"", "http_route=\"/v1/notes\"", "code=\"201\""])
            >= 1.0
    );
    assert!(requests(&[module, "http_route=\"/v1/notes/{after}\"", "code=\"200\""]) >= 1.0);
    assert!(requests(&[module, "http_route=\"/user\"", "code=\"401\""]) >= 1.0);
    assert!(
        requests(&[module, "http_request_method=\"_OTHER\"", "http_route=\"none\"", "code=\"404\""]) >= 1.0
    );
    let asked = ["peer=\"other\"", "result=\"nobody_home\""];
    assert!(value(&text, "souk_ask_duration_seconds_count", &asked) >= 1.0);
    assert!(value(&text, "db_client_connection_count", &[module]) >= 1.0);
    assert!(value(&text, "process_memory_usage_bytes", &[]) > 1e6);
    for name in [
        "db_client_connection_pending_requests",
        "souk_outbox_unsent",
        "souk_outbox_oldest_seconds",
        "souk_inbox_rows",
        "souk_timers",
    ] {
        assert!(text.contains(&format!("# TYPE {name} gauge")), "{name} is missing");
    }
    for secret in [user.to_string(), tenant.to_string(), note.to_string(), "amille".into(), "BREW".into()] {
        assert!(!text.contains(&secret), "{secret} stands in the metrics");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_token_only_its_bearer_reads() {
    let app = TestApp::<Probe>::builder().setting("telemetry.metrics_token", "s3cret").start().await;
    let _ = app.anyone().get("/internal/metrics").await.problem(401, "unauthenticated");
    let _ = app.bearing(Some("s3cre".into())).get("/internal/metrics").await.expect(401);
    let _ = read(&app.bearing(Some("s3cret".into()))).await;
}
