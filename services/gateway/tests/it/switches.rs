//! Off is off: routes, navigation and slots; for one tenant or for all; across restarts, with or without ops.
use std::sync::{Arc, Mutex};

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};
use souk_events::{TenantId, UserId};
use souk_kit::token::Role;
use souk_testkit::eventually;

use crate::harness::{Door, Stub, manifest, problem};

type Said = Arc<Mutex<Value>>;

async fn ops(said: &Said) -> Stub {
    let said = Arc::clone(said);
    Stub::start(manifest("ops", &["/ops"]), move |cfg| {
        let said = Arc::clone(&said);
        cfg.route(
            "/internal/switches",
            web::get().to(move || std::future::ready(HttpResponse::Ok().json(&*said.lock().unwrap()))),
        );
    })
    .await
}

async fn reviews() -> Stub {
    let mut said = manifest("reviews", &["/reviews", "/dashboard/reviews"]);
    said["navigation"] = json!([{ "area": "public", "path": "/reviews", "icon": "star", "order": 1, "label": {"fr": "Avis"} }]);
    said["slots"] = json!([{ "slot": "product.below", "path": "/slots/product.below", "order": 1 }]);
    Stub::start(said, |cfg| {
        cfg.route("/slots/product.below", web::get().to(|| async { "stars" }));
        cfg.default_service(web::to(|| async { "reviews" }));
    })
    .await
}

async fn shop() -> Stub {
    Stub::start(manifest("shop", &["/shop"]), |cfg| {
        cfg.route(
            "/shop",
            web::get().to(|| async {
                let page = "<!--souk:nav public--><!--souk:slot product.below-->";
                HttpResponse::Ok().insert_header(("x-souk-compose", "1")).content_type("text/html").body(page)
            }),
        );
    })
    .await
}

fn set(said: &Said, switches: Value) {
    let revision = said.lock().unwrap()["revision"].as_i64().unwrap() + 1;
    *said.lock().unwrap() = json!({ "revision": revision, "switches": switches });
}

async fn until(door: &Door, path: &str, status: u16) {
    eventually("the switch takes effect", || async {
        (door.get(path).send().await.ok()?.status() == status).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn off_is_gone_everywhere_and_survives_restarts_without_ops() {
    let said: Said = Arc::new(Mutex::new(json!({ "revision": 1, "switches": [] })));
    let (ops, reviews, shop) = (ops(&said).await, reviews().await, shop().await);
    let mut door = Door::before(&[&ops, &reviews, &shop]).await;
    let page = door.get("/shop").send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Avis") && page.contains("stars"), "{page}");
    set(&said, json!([{ "module": "reviews", "tenant_id": null, "on": false }]));
    until(&door, "/reviews", 404).await;
    problem(door.get("/reviews").send().await.unwrap(), 404, "module_disabled").await;
    let page = door.get("/shop").send().await.unwrap().text().await.unwrap();
    assert!(!page.contains("Avis") && !page.contains("stars"), "{page}");
    assert_eq!(door.get("/slots/product.below").send().await.unwrap().text().await.unwrap(), "");
    ops.stop().await;
    door.restart().await;
    problem(door.get("/reviews").send().await.unwrap(), 404, "module_disabled").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_of_a_module_that_is_off_still_arrive() {
    let said: Said = Arc::new(Mutex::new(json!({ "revision": 1, "switches": [] })));
    let whatsapp = Stub::start(manifest("whatsapp", &["/v1/whatsapp", "/hooks/whatsapp"]), |cfg| {
        cfg.default_service(web::to(|| async { "taken" }));
    })
    .await;
    let ops = ops(&said).await;
    let door = Door::before(&[&ops, &whatsapp]).await;
    set(&said, json!([{ "module": "whatsapp", "tenant_id": null, "on": false }]));
    until(&door, "/v1/whatsapp/senders", 404).await;
    let hook = door.post("/hooks/whatsapp/abc/inbound").body("Body=A12").send().await.unwrap();
    assert_eq!((hook.status().as_u16(), hook.text().await.unwrap().as_str()), (200, "taken"));
}

#[tokio::test(flavor = "multi_thread")]
async fn off_for_a_tenant_is_off_for_its_staff_and_not_for_the_public() {
    let said: Said = Arc::new(Mutex::new(json!({ "revision": 1, "switches": [] })));
    let (ops, reviews) = (ops(&said).await, reviews().await);
    let door = Door::before(&[&ops, &reviews]).await;
    let (off, on) = (TenantId::new(), TenantId::new());
    set(&said, json!([{ "module": "reviews", "tenant_id": off, "on": false }]));
    let get = |path: &str, tenant| {
        door.get(path).bearer_auth(door.issuer.staff(UserId::new(), tenant, Role::Owner))
    };
    eventually("the switch takes effect", || async {
        (get("/dashboard/reviews", off).send().await.ok()?.status() == 404).then_some(())
    })
    .await;
    assert_eq!(get("/dashboard/reviews", on).send().await.unwrap().status(), 200);
    assert_eq!(get("/reviews", off).send().await.unwrap().status(), 200, "its public pages stay");
    assert_eq!(door.get("/reviews").send().await.unwrap().status(), 200);
}
