//! Who answers what: prefixes, conflicts, foreign modules, what never passes, what the module gets to see.
use std::collections::HashSet;

use actix_web::{HttpRequest, HttpResponse, web};
use reqwest::Method;
use serde_json::json;
use souk_testkit::eventually;

use crate::harness::{Door, Stub, cookies, echo, manifest, problem};

fn says(word: &'static str) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
    move |cfg| {
        cfg.default_service(web::to(move || async move { word }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_longest_prefix_answers_and_unknown_paths_are_not_found() {
    let shop = Stub::start(manifest("shop", &["/", "/account"]), says("shop")).await;
    let orders = Stub::start(manifest("orders", &["/account/orders"]), says("orders")).await;
    let door = Door::before(&[&shop, &orders]).await;
    for (path, who) in
        [("/", "shop"), ("/account", "shop"), ("/account/x", "shop"), ("/account/orders/1", "orders")]
    {
        assert_eq!(door.get(path).send().await.unwrap().text().await.unwrap(), who, "{path}");
    }
    problem(door.get("/nowhere").send().await.unwrap(), 404, "not_found").await;
    problem(door.get("/accounts").send().await.unwrap(), 404, "not_found").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_prefix_conflict_leaves_the_later_module_out_and_the_routes_stand() {
    let orders = Stub::start(manifest("orders", &["/cart"]), says("orders")).await;
    let thief = Stub::start(manifest("thief", &["/thief", "/cart"]), says("thief")).await;
    let door = Door::unready(&[&orders, &thief], &[]).await;
    door.ready(1).await;
    assert_eq!(door.get("/cart").send().await.unwrap().text().await.unwrap(), "orders");
    problem(door.get("/thief").send().await.unwrap(), 404, "not_found").await;
    let health: serde_json::Value = door.get("/health").send().await.unwrap().json().await.unwrap();
    assert_eq!(health["status"], "degraded");
    assert!(
        health["modules"].as_array().unwrap().contains(&json!({"name": "thief", "ok": false})),
        "{health}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_module_needs_only_a_manifest_and_one_line_of_configuration() {
    // The least a module in another language says: no events, no optional fields, a field nobody knows.
    let mut said = manifest("foreign", &["/weather"]);
    said["language"] = json!("python");
    said["navigation"] = json!([{ "area": "public", "path": "/weather", "icon": "sun", "order": 5, "label": {"en": "Weather"} }]);
    let foreign = Stub::start(said, |cfg| {
        cfg.route(
            "/weather",
            web::get().to(|| async {
                HttpResponse::Ok()
                    .insert_header(("x-souk-compose", "1"))
                    .content_type("text/html")
                    .body("<!--souk:nav public-->")
            }),
        );
    })
    .await;
    let door = Door::before(&[&foreign]).await;
    let page = door.get("/weather").header("accept-language", "en").send().await.unwrap();
    assert!(!page.headers().contains_key("x-souk-compose"));
    let page = page.text().await.unwrap();
    assert!(page.contains("Weather") && page.contains("aria-current=\"page\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inside_never_passes() {
    let shop = Stub::start(manifest("shop", &["/", "/shop"]), says("inside")).await;
    let door = Door::before(&[&shop]).await;
    for path in [
        "/internal",
        "/internal/manifest",
        "/internal/openapi.json",
        "/internal/events/dead",
        "/%69nternal/manifest",
        "/Internal/manifest",
    ] {
        assert_eq!(door.get(path).send().await.unwrap().status(), 404, "{path}");
    }
    assert_eq!(door.get("/shop/%2e%2e/internal/manifest").send().await.unwrap().status(), 404);
    assert_eq!(door.get("/internal/health/ready").send().await.unwrap().status(), 200, "probes may");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_module_sees_our_word_and_not_the_clients() {
    let shop = Stub::start(manifest("shop", &["/shop"]), |cfg| {
        cfg.default_service(web::to(echo));
    })
    .await;
    let door = Door::before(&[&shop]).await;
    let request = door
        .request(Method::PUT, "/shop/a%20b?q=1&x=%C3%A9")
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", "6.6.6.6")
        .header("x-souk-anything", "1")
        .header("connection", "x-dropped")
        .header("x-dropped", "1")
        .header("x-kept", "1")
        .header("cookie", "souk_lang=ar; other=1")
        .header("x-correlation-id", "0123456789abcdef")
        .body("hello");
    let seen = door.seen(request).await;
    assert_eq!(seen["path"], "/shop/a%20b?q=1&x=%C3%A9");
    assert_eq!((&seen["method"], &seen["body"]), (&json!("PUT"), &json!("hello")));
    let headers = &seen["headers"];
    assert_eq!(headers["x-forwarded-for"], "127.0.0.1");
    assert_eq!(headers["x-forwarded-proto"], "https");
    assert_eq!(headers["accept-language"], "ar");
    assert_eq!(headers["cookie"], "souk_lang=ar");
    assert_eq!(headers["x-correlation-id"], "0123456789abcdef");
    assert_eq!(headers["x-kept"], "1");
    for gone in ["x-souk-anything", "x-dropped", "forwarded"] {
        assert!(headers.get(gone).is_none(), "{gone}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_module_that_is_down_is_said_so_and_its_routes_survive_a_restart_of_the_gateway() {
    let shop = Stub::start(manifest("shop", &["/shop"]), says("shop")).await;
    let mut door = Door::before(&[&shop]).await;
    shop.stop().await;
    let down = door.get("/shop").send().await.unwrap();
    assert!(down.headers().contains_key("retry-after"));
    problem(down, 503, "module_unavailable").await;
    door.restart().await;
    problem(door.get("/shop").send().await.unwrap(), 503, "module_unavailable").await;
    let back = Stub::at(shop.port(), manifest("shop", &["/shop"]), json!({}), says("back")).await;
    eventually("the module is back", || async {
        let answer = door.get("/shop").send().await.ok()?;
        (answer.text().await.ok()? == "back").then_some(())
    })
    .await;
    back.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn head_is_get_without_a_body_and_only_identity_sets_cookies() {
    let routes = |cfg: &mut web::ServiceConfig| {
        cfg.route(
            "/a",
            web::get().to(|| async {
                HttpResponse::Ok().insert_header(("set-cookie", "a=1; Path=/")).body("12345")
            }),
        );
        cfg.route(
            "/login",
            web::get()
                .to(|| async { HttpResponse::Ok().insert_header(("set-cookie", "i=1; Path=/")).body("") }),
        );
    };
    let shop = Stub::start(manifest("shop", &["/a"]), routes).await;
    let identity = Stub::start(manifest("identity", &["/login"]), routes).await;
    let door = Door::before(&[&shop, &identity]).await;
    let head = door.request(Method::HEAD, "/a").send().await.unwrap();
    assert_eq!((head.status().as_u16(), &head.headers()["content-length"]), (200, &"5".parse().unwrap()));
    let plain = door.get("/a").send().await.unwrap();
    assert_eq!(cookies(&plain), Vec::<String>::new());
    assert_eq!(plain.text().await.unwrap(), "12345");
    assert_eq!(cookies(&door.get("/login").send().await.unwrap()), ["i=1; Path=/"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_door_is_ready_when_every_module_was_read() {
    let shop = Stub::start(manifest("shop", &["/shop"]), says("shop")).await;
    let port = shop.port();
    shop.stop().await;
    let late = [("gateway.first_read_ms", "600000")];
    let door = Door::unready(&[&shop], &late).await;
    let ready = door.get("/internal/health/ready").send().await.unwrap();
    assert_eq!(ready.status(), 503);
    assert_eq!(ready.json::<serde_json::Value>().await.unwrap()["checks"][0]["detail"], "not read yet: shop");
    let health = door.get("/health").send().await.unwrap();
    assert_eq!(health.status(), 503);
    assert_eq!(health.json::<serde_json::Value>().await.unwrap()["status"], "starting");
    problem(door.get("/shop").send().await.unwrap(), 503, "module_unavailable").await;
    let back = Stub::at(port, manifest("shop", &["/shop"]), json!({}), says("back")).await;
    eventually("ready", || async {
        let ready = door.get("/internal/health/ready").send().await.ok()?;
        ready.status().is_success().then_some(())
    })
    .await;
    assert_eq!(door.get("/shop").send().await.unwrap().text().await.unwrap(), "back", "ready means routed");
    back.stop().await;
    assert_eq!(
        door.get("/health").send().await.unwrap().status(),
        200,
        "a module that falls later closes nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_module_that_never_comes_keeps_the_door_closed_for_its_time_only() {
    let shop = Stub::start(manifest("shop", &["/shop"]), says("shop")).await;
    shop.stop().await;
    let door = Door::unready(&[&shop], &[("gateway.first_read_ms", "300")]).await;
    eventually("ready without it", || async {
        let ready = door.get("/internal/health/ready").send().await.ok()?;
        ready.status().is_success().then_some(())
    })
    .await;
    let health: serde_json::Value = door.get("/health").send().await.unwrap().json().await.unwrap();
    assert_eq!(health["status"], "degraded");
    problem(door.get("/shop").send().await.unwrap(), 404, "not_found").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gateways_own_pages_answer_head_like_get() {
    let door = Door::before(&[]).await;
    for path in ["/health", "/v1/openapi.json", "/ui", "/favicon.ico", "/docs/"] {
        let (get, head) =
            (door.get(path).send().await.unwrap(), door.request(Method::HEAD, path).send().await.unwrap());
        assert_eq!(
            (get.status(), head.status()),
            (reqwest::StatusCode::OK, reqwest::StatusCode::OK),
            "{path}"
        );
        assert_eq!(get.headers()["content-type"], head.headers()["content-type"], "{path}");
        assert_eq!(head.bytes().await.unwrap().len(), 0, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn modules_learn_that_the_gateway_is_required_and_nobody_else_does() {
    let door = Door::before(&[]).await;
    let said = door.get("/internal/manifest").bearer_auth(door.issuer.module("ops")).send().await.unwrap();
    let said: serde_json::Value = said.json().await.unwrap();
    assert_eq!((&said["name"], &said["optional"]), (&json!("gateway"), &json!(false)));
    problem(door.get("/internal/manifest").send().await.unwrap(), 404, "not_found").await;
    let guest = door.issuer.guest(souk_events::GuestId::new());
    let curious = door.get("/internal/manifest").bearer_auth(guest).send().await.unwrap();
    problem(curious, 404, "not_found").await;
    problem(door.post("/internal/manifest").send().await.unwrap(), 404, "not_found").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_to_a_module_are_kept() {
    let shop = Stub::start(manifest("shop", &["/shop"]), |cfg| {
        let port = |request: HttpRequest| async move { request.peer_addr().unwrap().port().to_string() };
        cfg.route("/shop/small", web::get().to(port));
        let large = |request: HttpRequest| async move {
            format!("{}{}", request.peer_addr().unwrap().port(), " ".repeat(100_000))
        };
        cfg.route("/shop/large", web::get().to(large));
    })
    .await;
    let door = Door::before(&[&shop]).await;
    let mut ports = HashSet::new();
    for _ in 0..20 {
        for path in ["/shop/small", "/shop/large"] {
            let answer = door.get(path).send().await.unwrap().text().await.unwrap();
            ports.insert(answer.trim().to_owned());
        }
    }
    // One per worker of the gateway, which has two here.
    assert!(ports.len() <= 2, "{} connections for 40 requests", ports.len());
}
