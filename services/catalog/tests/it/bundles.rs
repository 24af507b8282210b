//! Bundles: made of goods, without stock of their own; a hold takes the parts, all or nothing.
use std::collections::HashMap;

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use souk_events::{
    EventId, OrderId, StoreId, TenantId,
    orders::v1::{Line, OrderCompleted, OrderPlaced, OrderReduced},
};
use souk_kit::Clock;
use souk_testkit::TestApp;

use crate::world::{World, quote, variant};

async fn bundle(world: &World, title: &str, parts: &[(&Value, i64)]) -> Value {
    world.owner().post("/v1/catalog/products", new(world, title, parts)).await.expect(201).json()
}

fn new(world: &World, title: &str, parts: &[(&Value, i64)]) -> Value {
    let parts: Vec<_> =
        parts.iter().map(|(id, quantity)| json!({ "variant_id": id, "quantity": quantity })).collect();
    json!({ "store_id": world.store, "title": title, "published": true, "kind": "bundle", "parts": parts,
        "variants": [{ "price": 2500 }] })
}

async fn available(world: &World, slug: &str) -> i64 {
    world.app.anyone().get(&format!("/v1/products/{slug}")).await.expect(200).json()["available"]
        .as_i64()
        .unwrap()
}

/// Pitfall 1: lines of the same cart share stock rows, here through a bundle.
#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_and_its_part_in_one_cart_share_a_stock_row() {
    let world = World::start().await;
    let (tea, cup) = (world.product("Thé", 500, 7).await, world.product("Tasse", 900, 3).await);
    let set = bundle(&world, "Coffret", &[(variant(&tea), 2), (variant(&cup), 1)]).await;
    assert_eq!(available(&world, "coffret").await, 3);
    let page = world.app.anyone().reading("en").get("/p/coffret").await.expect(200).text();
    assert!(page.contains("Contains") && page.contains("href=\"/p/tasse\""), "{page}");

    let refused = world.hold(&world.wish(&[(variant(&set), 2), (variant(&tea), 4)])).await;
    let refused = refused.problem(409, "sold_out").json();
    let told: Vec<_> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["pointer"].clone(), e["detail"].clone()))
        .collect();
    assert_eq!(told, [(json!("/lines/0"), json!("3 left")), (json!("/lines/1"), json!("7 left"))]);
    assert_eq!(world.books(variant(&cup)).await, (3, 0, 0), "all or nothing");

    let wish = world.wish(&[(variant(&set), 2), (variant(&tea), 3)]);
    let held = world.hold(&wish).await.expect(200).json();
    assert_eq!(held["lines"].as_array().unwrap().len(), 2);
    assert_eq!(held["lines"][0]["unit_price"]["amount"], 2500);
    assert_eq!(world.books(variant(&tea)).await, (7, 0, 7));
    assert_eq!(world.books(variant(&cup)).await, (3, 0, 2));
    assert_eq!(available(&world, "coffret").await, 0, "no tea is left");
    assert_eq!(world.hold(&wish).await.expect(200).json(), held, "the same wish, the same answer");
    let mut other = wish.clone();
    other["lines"][0]["quantity"] = json!(1);
    let _ = world.hold(&other).await.problem(409, "hold_differs");

    let _ = world.release(wish["hold_id"].as_str().unwrap()).await.expect(204);
    assert_eq!(world.books(variant(&tea)).await, (7, 0, 0));
    assert_eq!(available(&world, "coffret").await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_customers_and_parts_for_five() {
    let world = World::with(TestApp::builder().setting("database.acquire_seconds", "30")).await;
    let (tea, cup) = (world.product("Thé", 500, 11).await, world.product("Tasse", 900, 30).await);
    let set = bundle(&world, "Coffret", &[(variant(&tea), 2), (variant(&cup), 1)]).await;
    let reverse = bundle(&world, "Service", &[(variant(&cup), 1), (variant(&tea), 2)]).await;
    let tries = (0..60).map(|i| {
        let of = if i % 2 == 0 { &set } else { &reverse };
        let (orders, wish) = (world.orders(), world.wish(&[(variant(of), 1)]));
        tokio::spawn(async move { orders.post("/internal/holds", wish).await })
    });
    let mut seen: HashMap<u16, usize> = HashMap::new();
    for answer in tries.collect::<Vec<_>>() {
        *seen.entry(answer.await.unwrap().status.as_u16()).or_default() += 1;
    }
    assert_eq!(seen, HashMap::from([(200, 5), (409, 55)]));
    assert_eq!(world.books(variant(&tea)).await, (11, 0, 10));
    assert_eq!(world.books(variant(&cup)).await, (30, 0, 5));
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_of_bundles_move_their_parts_whatever_becomes_of_the_bundle() {
    let world = World::start().await;
    let (tea, cup) = (world.product("Thé", 500, 20).await, world.product("Tasse", 900, 20).await);
    let set = bundle(&world, "Coffret", &[(variant(&tea), 2), (variant(&cup), 1)]).await;
    let wish = world.wish(&[(variant(&set), 5)]);
    let _ = world.hold(&wish).await.expect(200);
    let (order, hold) = (OrderId::new().to_string(), wish["hold_id"].as_str().unwrap().to_owned());
    let line = wish["lines"][0]["line_id"].as_str().unwrap().to_owned();
    let heard = async |id: EventId| world.app.handled(id).await;

    // Edited meanwhile: what was sold is what was in it then.
    let owner = world.owner();
    let path = format!("/v1/catalog/products/{}", set["id"].as_str().unwrap());
    let other = json!({ "title": "Coffret", "variants": [{ "id": variant(&set), "price": 2500 }],
        "parts": [{ "variant_id": variant(&cup), "quantity": 4 }] });
    let request = owner.request(Method::PUT, &path).header("if-match", "\"1\"").json(&other);
    let _ = owner.send(request).await.expect(200);
    assert_eq!(available(&world, "coffret").await, 3, "15 cups by four");

    let placed = OrderPlaced { order_id: order.clone(), hold_id: hold.clone(), ..OrderPlaced::default() };
    heard(world.app.hear(Some(world.tenant), &placed).await).await;
    assert_eq!(world.books(variant(&tea)).await, (20, 10, 0));
    let left = Line { line_id: line, quantity: 3, ..Line::default() };
    let reduced = OrderReduced {
        order_id: order.clone(),
        hold_id: hold.clone(),
        lines: vec![left],
        ..OrderReduced::default()
    };
    for _ in 0..2 {
        heard(world.app.hear(Some(world.tenant), &reduced).await).await;
    }
    assert_eq!(world.books(variant(&tea)).await, (20, 6, 0), "two bundles came back, once");
    assert_eq!(world.books(variant(&cup)).await, (20, 3, 0));
    let completed = OrderCompleted { order_id: order, hold_id: hold, ..OrderCompleted::default() };
    heard(world.app.hear(Some(world.tenant), &completed).await).await;
    assert_eq!(world.books(variant(&tea)).await, (14, 0, 0));
    assert_eq!(world.books(variant(&cup)).await, (17, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_of_a_bundle_ends_on_the_spot_when_its_time_ran_out() {
    let clock = Clock::fixed("2026-11-23T12:00:00Z".parse().unwrap());
    let builder = TestApp::builder().clock(clock.clone()).setting("events.timer_poll_ms", "3600000");
    let world = World::with(builder).await;
    let tea = world.product("Thé", 500, 4).await;
    let set = bundle(&world, "Coffret", &[(variant(&tea), 4)]).await;
    let _ = world.hold(&world.wish(&[(variant(&set), 1)])).await.expect(200);
    let _ = world.hold(&world.wish(&[(variant(&tea), 1)])).await.problem(409, "sold_out");
    assert_eq!(quote(&world, variant(&set), None).await["available"], 0);
    clock.advance(TimeDelta::seconds(901));
    assert_eq!(
        quote(&world, variant(&set), None).await["available"],
        1,
        "what a cart is told before the sweeper"
    );
    let _ = world.hold(&world.wish(&[(variant(&set), 1)])).await.expect(200);
    assert_eq!(world.books(variant(&tea)).await, (4, 0, 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_is_gone_ends_the_sale() {
    let world = World::start().await;
    let (tea, cup) = (world.product("Thé", 500, 9).await, world.product("Tasse", 900, 9).await);
    let set = bundle(&world, "Coffret", &[(variant(&tea), 2), (variant(&cup), 1)]).await;
    let agent = world.agent();
    let today = format!("/v1/catalog/products/{}/sold-out-today", cup["id"].as_str().unwrap());
    let _ = agent.send(agent.request(Method::PUT, &today)).await.expect(200);
    let shown = world.app.anyone().get("/v1/products/coffret").await.json();
    assert_eq!((&shown["sold_out_today"], &shown["available"]), (&json!(true), &json!(0)));
    let wish = world.wish(&[(variant(&set), 1)]);
    let _ = world.hold(&wish).await.problem(409, "sold_out_today");
    let _ = agent.send(agent.request(Method::DELETE, &today)).await.expect(200);
    assert_eq!(available(&world, "coffret").await, 4);

    let path = format!("/v1/catalog/products/{}/unpublish", cup["id"].as_str().unwrap());
    let _ = world.owner().post(&path, ()).await.expect(200);
    assert_eq!(available(&world, "coffret").await, 0);
    let _ = world.hold(&wish).await.problem(409, "sold_out");
    assert_eq!(world.books(variant(&tea)).await, (9, 0, 0));
    let page = world.app.anyone().reading("en").get("/p/coffret").await.expect(200).text();
    assert!(page.contains("no longer sold"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_in_a_bundle_is_named() {
    let world = World::start().await;
    let tea = world.product("Thé", 500, 9).await;
    let set = bundle(&world, "Coffret", &[(variant(&tea), 2)]).await;
    let (tenant, store) = (TenantId::new(), StoreId::new());
    world.open(tenant, store, "zohra").await;
    let foreign = json!({ "store_id": store, "title": "Autre", "variants": [{ "price": 1, "stock": 1 }] });
    let foreign = world.app.as_owner(tenant).post("/v1/catalog/products", foreign).await.expect(201).json();
    let owner = world.owner();
    let refused = async |parts: &[(&Value, i64)]| {
        let body = new(&world, "Autre coffret", parts);
        let problem = owner.post("/v1/catalog/products", body).await.problem(422, "fields_wrong").json();
        let first = &problem["errors"][0];
        (first["pointer"].as_str().unwrap().to_owned(), first["code"].as_str().unwrap().to_owned())
    };
    let said = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(refused(&[]).await, said("/parts", "parts_missing"));
    assert_eq!(refused(&[(variant(&tea), 0)]).await, said("/parts/0/quantity", "part_quantity"));
    let twice = [(variant(&tea), 1), (variant(&tea), 1)];
    assert_eq!(refused(&twice).await, said("/parts/1/variant_id", "part_twice"));
    assert_eq!(refused(&[(variant(&set), 1)]).await, said("/parts/0/variant_id", "part_no_goods"));
    assert_eq!(refused(&[(variant(&foreign), 1)]).await, said("/parts/0/variant_id", "part_unknown"));

    // A bundle stays one, and goods stay goods.
    let path = format!("/v1/catalog/products/{}", tea["id"].as_str().unwrap());
    let turned = json!({ "title": "Thé", "kind": "bundle", "variants": [{ "id": variant(&tea), "price": 500 }],
        "parts": [{ "variant_id": variant(&tea), "quantity": 1 }] });
    let request = owner.request(Method::PUT, &path).header("if-match", "\"1\"").json(&turned);
    let problem = owner.send(request).await.problem(422, "fields_wrong").json();
    let codes: Vec<_> =
        problem["errors"].as_array().unwrap().iter().map(|e| e["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"kind_fixed"), "{problem}");
    let stock = format!("/v1/catalog/variants/{}/stock", variant(&set).as_str().unwrap());
    let _ = world.agent().put(&stock, json!({ "change": 1 })).await.problem(404, "not_found");
}
