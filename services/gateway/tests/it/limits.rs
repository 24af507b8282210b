//! Too many, too large, too long.
use actix_web::web;
use souk_events::GuestId;

use crate::harness::{Door, Stub, echo, manifest, problem};

async fn shop() -> Stub {
    Stub::start(manifest("shop", &["/shop", "/login", "/v1/imports", "/hooks/shop"]), |cfg| {
        cfg.default_service(web::to(echo));
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_passes_then_429_until_time_has_passed() {
    let shop = shop().await;
    let settings = [("limits.write_burst", "3"), ("limits.write_per_minute", "60"), ("limits.exempt", "")];
    let door = Door::with(&[&shop], &settings).await;
    let cookie = |guest: &str| format!("souk_guest={guest}");
    let one = cookie(&door.issuer.guest(GuestId::new()));
    for _ in 0..3 {
        assert_eq!(door.post("/shop").header("cookie", &one).send().await.unwrap().status(), 200);
    }
    let refused = door.post("/shop").header("cookie", &one).send().await.unwrap();
    assert_eq!(refused.headers()["retry-after"], "1");
    assert_eq!(refused.headers()["ratelimit-limit"], "3");
    assert_eq!(refused.headers()["ratelimit-remaining"], "0");
    assert_eq!(refused.headers()["ratelimit-reset"], "3");
    problem(refused, 429, "too_many_requests").await;
    let other = cookie(&door.issuer.guest(GuestId::new()));
    assert_eq!(
        door.post("/shop").header("cookie", &other).send().await.unwrap().status(),
        200,
        "others are not hit"
    );
    assert_eq!(
        door.get("/shop").header("cookie", &one).send().await.unwrap().status(),
        200,
        "looking is another class"
    );
    door.clock.advance(chrono::Duration::seconds(1));
    assert_eq!(door.post("/shop").header("cookie", &one).send().await.unwrap().status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_of_all_customers_come_from_few_addresses_and_are_not_counted() {
    let shop = shop().await;
    let settings = [("limits.write_burst", "1"), ("limits.write_per_minute", "1"), ("limits.exempt", "")];
    let door = Door::with(&[&shop], &settings).await;
    for _ in 0..5 {
        assert_eq!(door.post("/hooks/shop/x/inbound").send().await.unwrap().status(), 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_is_counted_by_address_even_on_the_machine_itself() {
    let shop = shop().await;
    let door = Door::with(
        &[&shop],
        &[("limits.login_burst", "2"), ("limits.login_per_minute", "1"), ("limits.write_burst", "1")],
    )
    .await;
    for _ in 0..2 {
        assert_eq!(door.post("/login").send().await.unwrap().status(), 200);
    }
    let guest = door.issuer.guest(GuestId::new());
    let refused = door.post("/login").header("cookie", format!("souk_guest={guest}")).send().await.unwrap();
    problem(refused, 429, "too_many_requests").await;
    for _ in 0..5 {
        assert_eq!(door.post("/shop").send().await.unwrap().status(), 200, "the machine itself may write");
    }
    let claimed = || door.post("/shop").header("x-forwarded-for", "127.0.0.1");
    assert_eq!(claimed().send().await.unwrap().status(), 200);
    problem(claimed().send().await.unwrap(), 429, "too_many_requests").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_have_limits_by_kind() {
    let shop = shop().await;
    let door = Door::with(&[&shop], &[("http.max_body", "1000"), ("upload.max_body", "200000")]).await;
    let post = |path: &str, kind: &str, size: usize| {
        door.post(path).header("content-type", kind).body("x".repeat(size)).send()
    };
    assert_eq!(post("/shop", "application/json", 1000).await.unwrap().status(), 200);
    problem(post("/shop", "application/json", 1001).await.unwrap(), 413, "body_too_large").await;
    assert_eq!(post("/shop", "text/csv", 200_000).await.unwrap().status(), 200);
    assert_eq!(post("/v1/imports", "application/json", 150_000).await.unwrap().status(), 200);
    problem(post("/shop", "text/csv", 200_001).await.unwrap(), 413, "body_too_large").await;
    // Nor does a body of unknown length get through.
    let chunks = (0..4).map(|_| Ok::<_, std::io::Error>("x".repeat(100_000)));
    let body = reqwest::Body::wrap_stream(futures_util::stream::iter(chunks));
    let answer = door.post("/shop").header("content-type", "text/csv").body(body).send().await.unwrap();
    problem(answer, 413, "body_too_large").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn header_blocks_have_limits() {
    let shop = shop().await;
    let door = Door::with(&[&shop], &[("headers.max_bytes", "2000"), ("headers.max_count", "20")]).await;
    assert_eq!(door.get("/shop").header("x-a", "y".repeat(1000)).send().await.unwrap().status(), 200);
    let long = door.get("/shop").header("x-a", "y".repeat(2000)).send().await.unwrap();
    problem(long, 431, "headers_too_large").await;
    let many = (0..30).fold(door.get("/shop"), |r, n| r.header(format!("x-{n}"), "y"));
    problem(many.send().await.unwrap(), 431, "headers_too_large").await;
}
