//! Unsafe requests with cookies come from our own pages or not at all.
use actix_web::web;
use souk_events::GuestId;

use crate::harness::{Door, Stub, echo, manifest, problem};

#[tokio::test(flavor = "multi_thread")]
async fn the_matrix() {
    let shop = Stub::start(manifest("shop", &["/shop", "/hooks/shop"]), |cfg| {
        cfg.default_service(web::to(echo));
    })
    .await;
    let door = Door::before(&[&shop]).await;
    let cookie = format!("souk_guest={}", door.issuer.guest(GuestId::new()));
    let post = |path: &str| door.request(reqwest::Method::POST, path);
    let with = |name: &str, value: &str| post("/shop").header("cookie", &cookie).header(name, value);
    for ours in [
        with("sec-fetch-site", "same-origin"),
        with("sec-fetch-site", "none"),
        with("origin", "https://souk.test"),
        with("origin", &format!("http://{}", door.address())),
        post("/shop"),
        post("/hooks/shop").header("cookie", &cookie).header("origin", "https://evil.test"),
        post("/shop").header("cookie", &cookie).bearer_auth("x").header("origin", "https://evil.test"),
        door.get("/shop").header("cookie", &cookie).header("sec-fetch-site", "cross-site"),
    ] {
        assert_eq!(ours.send().await.unwrap().status(), 200);
    }
    for foreign in [
        post("/shop").header("cookie", &cookie),
        with("sec-fetch-site", "cross-site"),
        with("sec-fetch-site", "same-site"),
        with("origin", "https://evil.test"),
        with("origin", "null"),
        post("/shop").header("origin", "https://evil.test"),
        door.get("/shop")
            .header("cookie", &cookie)
            .header("upgrade", "websocket")
            .header("origin", "https://evil.test"),
    ] {
        problem(foreign.send().await.unwrap(), 403, "cross_site").await;
    }
}
