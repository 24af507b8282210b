//! Asking another module: answers, refusals, nobody home, and a circuit that opens.
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use souk_testkit::TestApp;

use crate::probe::Probe;

/// A peer that answers by script and counts who came.
async fn peer(status: u16) -> (String, Arc<AtomicUsize>) {
    let seen = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&seen);
    let server = HttpServer::new(move || {
        let counter = Arc::clone(&counter);
        App::new().route(
            "/internal/question",
            web::get().to(move |request: HttpRequest| {
                counter.fetch_add(1, Ordering::SeqCst);
                let token = request.headers().get("authorization").is_some();
                let correlation = request.headers().get("x-correlation-id").is_some_and(|v| v.len() >= 8);
                let body = match status {
                    200 => serde_json::json!({ "token": token, "correlation": correlation }),
                    _ => serde_json::json!({ "type": "/problems/no", "title": "No", "status": status, "code": "sold_out",
                        "trace_id": "t", "retryable": false }),
                };
                std::future::ready(
                    HttpResponse::build(actix_web::http::StatusCode::from_u16(status).unwrap()).json(body),
                )
            }),
        )
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .unwrap();
    let url = format!("http://{}", server.addrs()[0]);
    tokio::spawn(server.run());
    (url, seen)
}

async fn asking(url: &str) -> TestApp<Probe> {
    TestApp::<Probe>::builder().peer("other", url).start().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_comes_with_token_and_correlation() {
    let (url, _) = peer(200).await;
    let app = asking(&url).await;
    let answer = app.anyone().get("/ask").await.expect(200);
    assert_eq!(answer.json(), serde_json::json!({ "token": true, "correlation": true }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_not_an_outage() {
    let (url, seen) = peer(409).await;
    let app = asking(&url).await;
    for _ in 0..8 {
        assert_eq!(app.anyone().get("/ask").await.expect(409).text(), "sold_out");
    }
    assert_eq!(seen.load(Ordering::SeqCst), 8, "the circuit stays closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_open_the_circuit_and_time_closes_it() {
    let (url, seen) = peer(500).await;
    let clock = souk_kit::Clock::fixed("2026-11-21T12:00:00Z".parse().unwrap());
    let app = TestApp::<Probe>::builder().peer("other", &url).clock(clock).start().await;
    for _ in 0..9 {
        let _ = app.anyone().get("/ask").await.expect(503);
    }
    assert_eq!(seen.load(Ordering::SeqCst), 5, "open after five failures");
    app.clock().advance(chrono::TimeDelta::seconds(2));
    let _ = app.anyone().get("/ask").await.expect(503);
    assert_eq!(seen.load(Ordering::SeqCst), 6, "one probe after a second");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_home_is_said_within_the_budget() {
    let app = TestApp::<Probe>::start().await;
    let answer = app.anyone().get("/ask").await.expect(503);
    assert!(answer.text().contains("other does not answer"));
}
