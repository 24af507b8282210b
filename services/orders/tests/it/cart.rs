//! Filling a cart as JSON: current prices, limits, and a catalogue that is away.
use serde_json::json;
use souk_events::{StoreId, VariantId};

use crate::shop::World;

#[tokio::test(flavor = "multi_thread")]
async fn lines_add_up_change_and_go() {
    let w = World::start().await;
    let guest = w.guest();
    let tajine = w.catalog.sells(w.tenant, w.store);
    let line = w.fill(&guest, tajine, 2).await;
    assert_eq!(line["total"], json!({"amount": 2500, "currency": "EUR"}));
    let line = w.fill(&guest, tajine, 3).await;
    assert_eq!(line["quantity"], 5);
    let path = format!("/v1/cart/lines/{}", line["id"].as_str().unwrap());

    assert_eq!(guest.put(&path, json!({"quantity": 1})).await.expect(200).json()["quantity"], 1);
    let wrong = guest.put(&path, json!({"quantity": 0})).await.problem(422, "fields_wrong").json();
    assert_eq!(wrong["errors"][0]["detail"], "Between 1 and 99");
    let _ = guest
        .post("/v1/cart/lines", json!({"variant_id": tajine, "quantity": 99}))
        .await
        .problem(422, "fields_wrong");
    assert_eq!(guest.get("/v1/cart").await.json()["count"], 1);

    let _ = w.guest().delete(&path).await.problem(404, "not_found");
    let _ = guest.delete(&path).await.expect(204);
    let _ = guest.delete(&path).await.problem(404, "not_found");
    assert_eq!(guest.get("/v1/cart").await.json()["lines"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cart_shows_the_price_of_now() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    w.catalog.shop().wares[0].price = 1300;
    assert_eq!(guest.get("/v1/cart").await.json()["total"]["amount"], 1300);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_had_is_not_added() {
    let w = World::start().await;
    let guest = w.guest();
    let gone = w.catalog.sells_at(w.tenant, w.store, 100, "EUR", 0);
    let _ = guest
        .post("/v1/cart/lines", json!({"variant_id": gone, "quantity": 1}))
        .await
        .problem(409, "sold_out");
    let unknown = json!({"variant_id": VariantId::new(), "quantity": 1});
    let _ = guest.post("/v1/cart/lines", unknown).await.problem(404, "not_found");
    let _ = guest
        .post("/v1/cart/lines", json!({"variant_id": "var_1", "quantity": 1}))
        .await
        .problem(422, "fields_wrong");
    let _ = w.app.anyone().get("/v1/cart").await.problem(401, "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_catalogue_the_cart_is_kept_and_says_so() {
    let w = World::start().await;
    let guest = w.guest();
    let tajine = w.catalog.sells(w.tenant, w.store);
    w.fill(&guest, tajine, 2).await;
    w.catalog.shop().down = true;

    let cart = guest.get("/v1/cart").await.expect(200).json();
    assert_eq!((cart["priced"].as_bool(), cart["count"].as_i64()), (Some(false), Some(2)));
    assert_eq!(cart["lines"][0]["title"], "Tajine 1250");
    let page = guest.get("/cart").await.expect(200).text();
    assert!(page.contains("Prices are unavailable for a moment") && page.contains("Tajine 1250"), "{page}");
    let answer = guest.post("/v1/cart/lines", json!({"variant_id": tajine, "quantity": 1})).await;
    let _ = answer.problem(503, "catalog_unavailable");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_has_fifty_lines_at_most() {
    let w = World::start().await;
    let guest = w.guest();
    for _ in 0..50 {
        let ware = w.catalog.sells_at(w.tenant, StoreId::new(), 100, "EUR", 5);
        w.fill(&guest, ware, 1).await;
    }
    let ware = w.catalog.sells(w.tenant, w.store);
    let _ = guest
        .post("/v1/cart/lines", json!({"variant_id": ware, "quantity": 1}))
        .await
        .problem(409, "cart_full");
}
