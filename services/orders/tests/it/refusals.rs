//! Placements that are refused: nothing is placed, the cart is kept, nothing stays held.
use serde_json::{Value, json};
use souk_events::{StoreId, TenantId, orders::v1::OrderPlaced};
use souk_testkit::Actor;

use crate::shop::{World, place, wish};

async fn nothing_happened(w: &World, guest: &Actor, pieces: i64) {
    assert_eq!(guest.get("/v1/cart").await.json()["count"], pieces, "the cart is kept");
    assert!(w.app.told::<OrderPlaced>().await.is_empty(), "nothing is placed");
    assert!(w.catalog.shop().held.is_empty(), "nothing stays held");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sold_out_line_stops_the_whole_checkout() {
    let w = World::start().await;
    let guest = w.guest();
    let tea = w.catalog.sells_at(TenantId::new(), StoreId::new(), 300, "EUR", 5);
    let tajine = w.catalog.sells(w.tenant, w.store);
    w.fill(&guest, tea, 1).await;
    w.fill(&guest, tajine, 4).await;
    w.catalog.shop().wares[1].left = 3;

    let problem = place(&guest, "k").await.problem(409, "sold_out").json();
    assert_eq!(problem["errors"][0], json!({"pointer": "/lines/1", "code": "sold_out", "detail": "3 left"}));
    nothing_happened(&w, &guest, 5).await;

    // The key may be used again after a refusal: a corrected cart goes through.
    w.catalog.shop().wares[1].left = 4;
    let _ = place(&guest, "k").await.expect(201);
    assert_eq!(w.catalog.shop().wares[1].left, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_store_takes_no_orders() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    w.catalog.shop().closed = true;
    let problem = place(&guest, "k").await.problem(409, "store_closed").json();
    assert_eq!(problem["errors"][0]["pointer"], "/lines/0");
    nothing_happened(&w, &guest, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_changed_is_shown_first() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    w.catalog.shop().wares[0].price = 1300;
    let mut body = wish();
    body["expected_total"] = json!({"amount": 2500, "currency": "EUR"});
    let problem = guest.post_once("/v1/checkouts", "k", &body).await.problem(409, "price_changed").json();
    assert_eq!(problem["current_state"], "2600");
    assert!(problem["detail"].as_str().unwrap().contains("€26.00"), "{problem}");
    nothing_happened(&w, &guest, 2).await;
    body["expected_total"]["amount"] = json!(2600);
    let _ = guest.post_once("/v1/checkouts", "k", &body).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_checkout_has_one_currency() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    w.fill(&guest, w.catalog.sells_at(TenantId::new(), StoreId::new(), 300, "MAD", 5), 1).await;
    let _ = place(&guest, "k").await.problem(409, "mixed_currencies");
    nothing_happened(&w, &guest, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_catalogue_nothing_is_placed_and_nothing_lost() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    w.catalog.shop().down = true;
    let answer = place(&guest, "k").await.problem(503, "catalog_unavailable");
    assert_eq!(answer.header("retry-after"), "2");
    w.catalog.shop().down = false;
    nothing_happened(&w, &guest, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_cart_and_wrong_fields_are_named() {
    let w = World::start().await;
    let guest = w.guest();
    let _ = place(&guest, "k").await.problem(409, "cart_empty");
    let _ = guest.post("/v1/checkouts", wish()).await.problem(400, "idempotency_key_needed");
    let body = json!({"contact": {"name": "\u{0}", "phone": "x", "email": "nobody"}, "note": "a\u{0}b"});
    let problem = guest.post_once("/v1/checkouts", "k", body).await.problem(422, "fields_wrong").json();
    let pointers: Vec<&Value> = problem["errors"].as_array().unwrap().iter().map(|e| &e["pointer"]).collect();
    assert_eq!(pointers, ["/contact/name", "/contact/phone", "/contact/email", "/note"]);
}
