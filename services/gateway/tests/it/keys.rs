//! Keys of programs at the door: exchanged for a token, refused when unknown, and asking again for a proof.
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::{
    harness::{Door, Stub, echo, manifest},
    sessions::identity,
};

/// As it begins everywhere; this identity knows one of them under another name.
const UNKNOWN: &str = "Bearer souk_key_0123456789abcdef";

#[tokio::test(flavor = "multi_thread")]
async fn a_key_becomes_a_token_and_needs_no_page_of_ours() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let identity = Stub::start(manifest("identity", &["/login", "/confirm"]), move |cfg| {
        let counted = Arc::clone(&counted);
        cfg.route(
            "/internal/sessions/exchange",
            web::post().to(move |body: web::Json<Value>| {
                counted.fetch_add(1, Ordering::SeqCst);
                std::future::ready(if body["session"] == "souk_key_good-0123456789" {
                    HttpResponse::Ok()
                        .json(json!({ "token": "key-token", "expires_at": "2099-01-01T00:00:00Z",
                        "user_id": "usr_maker", "session_id": "ses_key", "role": "owner" }))
                } else {
                    HttpResponse::Unauthorized().json(json!({ "type": "", "title": "", "status": 401,
                        "code": "session_unknown", "trace_id": "", "retryable": false }))
                })
            }),
        );
        cfg.default_service(web::to(echo));
    })
    .await;
    let shop = Stub::start(manifest("shop", &["/shop"]), |cfg| {
        cfg.default_service(web::to(echo));
    })
    .await;
    let door = Door::before(&[&identity, &shop]).await;
    for _ in 0..2 {
        let seen =
            door.seen(door.post("/shop").header("authorization", "Bearer souk_key_good-0123456789")).await;
        assert_eq!(seen["headers"]["authorization"], "Bearer key-token");
        assert!(!seen.to_string().contains("souk_key_"), "the key stays at the door");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1, "asked once while fresh");
    // What nobody knows goes on as it came: the module refuses it.
    let seen = door.seen(door.get("/shop").header("authorization", UNKNOWN)).await;
    assert_eq!(seen["headers"]["authorization"], UNKNOWN);
    identity.stop().await;
    door.clock.advance(chrono::Duration::minutes(1));
    let away = door.get("/shop").header("authorization", "Bearer souk_key_other-0123456789");
    let answer = away.send().await.unwrap();
    assert_eq!(answer.status(), 503, "nobody can say whether the key is good");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_needs_a_fresh_proof_leads_to_it_and_back() {
    let asked = Arc::new(AtomicUsize::new(0));
    let identity = identity(&asked, json!({})).await;
    let confirm = Stub::start(manifest("people", &["/confirm"]), |cfg| {
        cfg.default_service(web::to(echo));
    })
    .await;
    let shop = Stub::start(manifest("shop", &["/dashboard"]), |cfg| {
        cfg.default_service(web::to(|| {
            let problem = json!({ "type": "", "title": "Confirm", "status": 403, "code": "step_up_required",
                "trace_id": "", "retryable": false });
            std::future::ready(
                HttpResponse::Forbidden().content_type("application/problem+json").body(problem.to_string()),
            )
        }));
    })
    .await;
    let door = Door::before(&[&identity, &confirm, &shop]).await;
    let page = door.get("/dashboard/export?x=1").header("accept", "text/html").send().await.unwrap();
    assert_eq!(page.status(), 303);
    assert_eq!(page.headers()["location"], "/confirm?next=%2Fdashboard%2Fexport%3Fx%3D1");
    let form = door.post("/dashboard/pay").header("accept", "text/html");
    let form =
        form.header("origin", "https://souk.test").header("referer", "https://souk.test/dashboard/money?m=2");
    let form = form.send().await.unwrap();
    assert_eq!(form.headers()["location"], "/confirm?next=%2Fdashboard%2Fmoney%3Fm%3D2");
    let program = door.get("/dashboard/export").header("accept", "application/json").send().await.unwrap();
    assert_eq!(program.status(), 403, "a program is told");
}
