//! From a cart to orders: once per key, one order per store, numbers without gaps or doubles.
use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::json;
use souk_events::{StoreId, TenantId, orders::v1::OrderPlaced};

use crate::shop::{World, place, wish};

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_of_two_stores_becomes_one_order_each() {
    let w = World::start().await;
    let (other_tenant, other_store) = (TenantId::new(), StoreId::new());
    let (tajine, tea) =
        (w.catalog.sells(w.tenant, w.store), w.catalog.sells_at(other_tenant, other_store, 300, "EUR", 5));
    let guest = w.guest();
    w.fill(&guest, tajine, 2).await;
    w.fill(&guest, tea, 3).await;
    let cart = guest.get("/v1/cart").await.expect(200).json();
    assert_eq!(cart["total"], json!({"amount": 3400, "currency": "EUR"}));
    assert_eq!(cart["stores"].as_array().unwrap().len(), 2);

    let placed = place(&guest, "one").await.expect(201).json();
    assert_eq!(placed["total"]["amount"], 3400);
    let orders = placed["orders"].as_array().unwrap();
    assert_eq!(orders.len(), 2);
    assert!(orders.iter().all(|o| o["number"] == "A-1001" && o["status"] == "placed"), "{placed}");

    let facts = w.app.told::<OrderPlaced>().await;
    assert_eq!(facts.len(), 2);
    assert!(facts.iter().all(|f| w.catalog.shop().held.contains_key(&f.hold_id)), "the hold is the order's");
    assert_eq!(guest.get("/v1/cart").await.json()["count"], 0);

    let id = orders.iter().find(|o| o["store_id"] == w.store.to_string()).unwrap()["id"].as_str().unwrap();
    let order = guest.get(&format!("/v1/orders/{id}")).await.expect(200).json();
    assert_eq!(order["lines"][0]["quantity"], 2);
    assert_eq!((order["total"]["amount"].as_i64(), order["tax"]["amount"].as_i64()), (Some(2500), Some(227)));
    assert_eq!(order["payment"], "awaiting");
    assert_eq!(order["history"][0]["what"], "placed");
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_placements_with_one_key_are_one_order() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let mut numbers = BTreeSet::new();
    for answer in join_all((0..50).map(|_| place(&guest, "same"))).await {
        if answer.status == 409 {
            assert_eq!(answer.json()["code"], "request_in_flight");
            assert_eq!(answer.header("retry-after"), "1");
        } else {
            numbers.insert(answer.expect(201).json()["orders"][0]["number"].to_string());
        }
    }
    assert_eq!(numbers.len(), 1);
    assert_eq!(w.app.told::<OrderPlaced>().await.len(), 1);
    let again = place(&guest, "same").await.expect(201);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(w.catalog.shop().wares[0].left, 9);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_with_another_body_is_refused() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let _ = place(&guest, "key").await.expect(201);
    let mut other = wish();
    other["note"] = json!("with mint");
    let _ = guest.post_once("/v1/checkouts", "key", other).await.problem(422, "idempotency_key_reused");
    // Another person's same key is another key.
    let other = w.guest();
    w.fill(&other, w.catalog.sells(w.tenant, w.store), 1).await;
    let _ = place(&other, "key").await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_of_a_tenant_are_dense_under_concurrency() {
    let w = World::start().await;
    let tajine = w.catalog.sells_at(w.tenant, w.store, 100, "EUR", 1000);
    let placed = join_all((0..24).map(|_| async {
        let guest = w.guest();
        w.fill(&guest, tajine, 1).await;
        place(&guest, "k").await.expect(201).json()["orders"][0]["number"].as_str().unwrap().to_owned()
    }))
    .await;
    let numbers: BTreeSet<String> = placed.into_iter().collect();
    let expected: BTreeSet<String> = (1001..1025).map(|n| format!("A-{n}")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tenants_in_both_orders_never_wait_for_each_other() {
    let w = World::start().await;
    let (other_tenant, other_store) = (TenantId::new(), StoreId::new());
    let a = w.catalog.sells_at(w.tenant, w.store, 100, "EUR", 1000);
    let b = w.catalog.sells_at(other_tenant, other_store, 100, "EUR", 1000);
    join_all((0..20).map(|i| {
        let (first, second) = if i % 2 == 0 { (a, b) } else { (b, a) };
        let w = &w;
        async move {
            let guest = w.guest();
            w.fill(&guest, first, 1).await;
            w.fill(&guest, second, 1).await;
            let _ = place(&guest, "k").await.expect(201);
        }
    }))
    .await;
    assert_eq!(w.app.told::<OrderPlaced>().await.len(), 40);
}
