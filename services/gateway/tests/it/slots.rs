//! Pages are composed; a slot never breaks its page.
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};
use souk_events::GuestId;

use crate::{
    harness::{Door, Stub, manifest},
    sessions::identity,
};

const PAGE: &str = "<h1>A</h1><!--souk:slot home.main?n=1--><p>B</p><!--souk:slot home.main?n=1--><!--souk:slot none--><i>C</i>";

async fn shop() -> Stub {
    Stub::start(manifest("shop", &["/shop"]), |cfg| {
        cfg.route(
            "/shop",
            web::get().to(|| async {
                HttpResponse::Ok()
                    .insert_header(("x-souk-compose", "1"))
                    .content_type("text/html; charset=utf-8")
                    .body(PAGE)
            }),
        );
        cfg.route(
            "/shop/menu",
            web::get().to(|| async {
                let page = "<!--souk:slot shell.menu?public-->|<!--souk:slot shell.tenant-->";
                HttpResponse::Ok().insert_header(("x-souk-compose", "1")).content_type("text/html").body(page)
            }),
        );
    })
    .await
}

fn with_slot(name: &str, order: u16, public_seconds: u32) -> Value {
    let mut said = manifest(name, &[&format!("/{name}")]);
    said["slots"] = json!([{ "slot": "home.main", "path": "/slots/home.main", "order": order, "public_seconds": public_seconds }]);
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn fragments_come_in_order_with_the_callers_token_and_the_slots_query() {
    let fragment = |request: HttpRequest| {
        let who = request.headers().contains_key("authorization");
        let lang = request.headers().get("accept-language").unwrap().to_str().unwrap().to_owned();
        std::future::ready(HttpResponse::Ok().body(format!("[{} {who} {lang}]", request.query_string())))
    };
    let routes = move |cfg: &mut web::ServiceConfig| {
        cfg.route("/slots/home.main", web::get().to(fragment));
    };
    let (shop, first, second) = (
        shop().await,
        Stub::start(with_slot("first", 10, 0), routes).await,
        Stub::start(with_slot("second", 20, 60), routes).await,
    );
    let door = Door::before(&[&shop, &second, &first]).await;
    let cookie = format!("souk_guest={}; souk_lang=es", door.issuer.guest(GuestId::new()));
    let page = door.get("/shop").header("cookie", cookie).send().await.unwrap();
    assert_eq!(page.headers()["cache-control"], "private, no-cache");
    let slot = "<div class=\"slot\" data-slot=\"home.main\">[n=1 true es][n=1 false es]</div>";
    assert_eq!(
        page.text().await.unwrap(),
        format!("<h1>A</h1>{slot}<p>B</p>{slot}<i>C</i>"),
        "a shared one is nobody's"
    );
    let alone = door
        .get("/slots/home.main?n=2")
        .header("accept-language", "fr")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(alone.contains("[n=2 false fr]"), "{alone}");
}

#[tokio::test(flavor = "multi_thread")]
async fn late_and_broken_fragments_are_empty_and_the_page_is_whole() {
    let shop = shop().await;
    let late = Stub::start(with_slot("late", 10, 0), |cfg| {
        cfg.route(
            "/slots/home.main",
            web::get().to(|| async { std::future::pending::<HttpResponse>().await }),
        );
    })
    .await;
    let broken = Stub::start(with_slot("broken", 20, 0), |cfg| {
        cfg.route("/slots/home.main", web::get().to(HttpResponse::InternalServerError));
    })
    .await;
    let good = Stub::start(with_slot("good", 30, 0), |cfg| {
        cfg.route("/slots/home.main", web::get().to(|| async { "good" }));
    })
    .await;
    let door = Door::with(&[&shop, &late, &broken, &good], &[("compose.deadline_ms", "1000")]).await;
    let started = Instant::now();
    let page = door.get("/shop").send().await.unwrap().text().await.unwrap();
    assert!(started.elapsed() < Duration::from_millis(4_000), "{:?}", started.elapsed());
    assert!(
        page.starts_with("<h1>A</h1>")
            && page.ends_with("<p>B</p><div class=\"slot\" data-slot=\"home.main\">good</div><i>C</i>"),
        "{page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn public_fragments_are_kept_and_a_failing_module_is_left_alone() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let shop = shop().await;
    let good = Stub::start(with_slot("good", 10, 30), move |cfg| {
        let count = Arc::clone(&count);
        cfg.route(
            "/slots/home.main",
            web::get().to(move || {
                let n = count.fetch_add(1, Ordering::SeqCst);
                std::future::ready(if n == 0 {
                    HttpResponse::Ok().body("kept")
                } else {
                    HttpResponse::InternalServerError().finish()
                })
            }),
        );
    })
    .await;
    let door =
        Door::with(&[&shop, &good], &[("compose.break_after", "2"), ("compose.deadline_ms", "2000")]).await;
    let read = async || door.get("/shop").send().await.unwrap().text().await.unwrap();
    for _ in 0..3 {
        assert!(read().await.contains("kept"));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    for _ in 0..5 {
        door.clock.advance(chrono::Duration::seconds(31));
        assert!(read().await.contains("kept"), "an outdated one is better than none");
        door.clock.advance(chrono::Duration::milliseconds(-29_900));
    }
    let so_far = asked.load(Ordering::SeqCst);
    assert!(so_far <= 4, "left alone after failing in a row: {so_far}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_knows_who_is_there() {
    let asked = Arc::new(AtomicUsize::new(0));
    let staff = json!({ "tenant_id": "ten_1", "tenant_name": "Chez Ana", "role": "owner", "admin": true,
        "tenants": [{ "id": "ten_1", "name": "Chez Ana", "role": "owner" }, { "id": "ten_2", "name": "Épices", "role": "agent" }] });
    let (identity, shop) = (identity(&asked, staff).await, shop().await);
    let door = Door::before(&[&identity, &shop]).await;
    let page = door.get("/shop/menu").send().await.unwrap().text().await.unwrap();
    assert!(page.contains("/login?next=%2Fshop%2Fmenu") && !page.contains("/logout"), "{page}");
    let known =
        door.get("/shop/menu").header("cookie", "souk_session=0123456789abcdef-known").send().await.unwrap();
    let page = known.text().await.unwrap();
    for part in [
        "action=\"/logout\"",
        "Ana",
        "href=\"/dashboard\"",
        "href=\"/ops\"",
        "/switch-tenant",
        "value=\"ten_2\"",
        "Épices",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_an_account_are_tabs_whoever_gives_them() {
    let asked = Arc::new(AtomicUsize::new(0));
    let mut said = manifest("shop", &["/account"]);
    said["navigation"] = json!([{ "area": "account", "path": "/account", "icon": "user", "order": 1, "label": {"fr": "Aperçu"} }]);
    let shop = Stub::start(said, |cfg| {
        cfg.default_service(web::to(|| async {
            let page = "<!--souk:nav account-->";
            HttpResponse::Ok().insert_header(("x-souk-compose", "1")).content_type("text/html").body(page)
        }));
    })
    .await;
    let mut foreign = manifest("loyalty", &["/account/points"]);
    foreign["navigation"] = json!([{ "area": "account", "path": "/account/points", "icon": "star", "order": 5, "label": {"fr": "Points"} }]);
    let foreign = Stub::start(foreign, |_| {}).await;
    let identity = identity(&asked, json!({})).await;
    let door = Door::before(&[&identity, &shop, &foreign]).await;
    let page =
        door.get("/account").header("cookie", "souk_session=0123456789abcdef-known").send().await.unwrap();
    let page = page.text().await.unwrap();
    assert!(page.contains("href=\"/account/points\"") && page.contains("Points"), "{page}");
    assert!(page.contains("href=\"/account\" aria-current=\"page\""), "{page}");
    assert_eq!(door.get("/account").send().await.unwrap().text().await.unwrap(), "", "nobody has no account");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fragment_can_be_asked_for_in_the_name_of_another_shop() {
    let page = "<!--souk:slot home.main?tenant=ten_9&as=a.b-c_d-->|<!--souk:slot home.main?n=1-->";
    let shop = Stub::start(manifest("shop", &["/shop"]), move |cfg| {
        cfg.route(
            "/shop",
            web::get().to(move || async move {
                HttpResponse::Ok().insert_header(("x-souk-compose", "1")).content_type("text/html").body(page)
            }),
        );
    })
    .await;
    let said = Stub::start(with_slot("said", 10, 0), |cfg| {
        let fragment = |request: HttpRequest| {
            let token = request.headers().get("authorization").map(|t| t.to_str().unwrap().to_owned());
            let guest = token.as_deref().is_some_and(|t| t != "Bearer a.b-c_d");
            let who = if guest { "own".to_owned() } else { token.unwrap_or_default() };
            std::future::ready(HttpResponse::Ok().body(format!("[{} {who}]", request.query_string())))
        };
        cfg.route("/slots/home.main", web::get().to(fragment));
    })
    .await;
    let door = Door::before(&[&shop, &said]).await;
    let cookie = format!("souk_guest={}", door.issuer.guest(GuestId::new()));
    let page = door.get("/shop").header("cookie", cookie).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("[tenant=ten_9 Bearer a.b-c_d]") && page.contains("[n=1 own]"), "{page}");
    assert!(!page.contains("as=a.b"), "{page}");
}
