//! Ordering the same once more: what is still sold at today's prices, the rest named.
use serde_json::{Value, json};
use souk_events::{ModifierId, VariantId};

use crate::shop::{World, place};

fn ware(w: &World, variant: VariantId, change: impl FnOnce(&mut crate::shop::Ware)) {
    let mut shop = w.catalog.shop();
    change(shop.wares.iter_mut().find(|w| w.variant == variant).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_sold_comes_back_at_todays_price_and_the_rest_is_named() {
    let w = World::start().await;
    let guest = w.guest().reading("fr");
    let sells = |price| w.catalog.sells_at(w.tenant, w.store, price, "EUR", 50);
    let [dearer, fewer, gone, sold_out, changed] = [1250, 900, 800, 700, 600].map(sells);
    let sauce = ModifierId::new();
    ware(&w, changed, |ware| ware.modifiers = vec![(sauce, 50)]);
    for variant in [dearer, fewer, gone, sold_out] {
        w.fill(&guest, variant, 3).await;
    }
    let with = json!({"variant_id": changed, "quantity": 1, "modifiers": [sauce]});
    let _ = guest.post("/v1/cart/lines", with).await.expect(201);
    let placed = place(&guest, "first").await.expect(201).json();
    let id = placed["orders"][0]["id"].as_str().unwrap();
    ware(&w, dearer, |ware| ware.price = 1300);
    ware(&w, fewer, |ware| ware.left = 2);
    ware(&w, sold_out, |ware| ware.left = 0);
    ware(&w, changed, |ware| ware.modifiers.clear());
    w.catalog.shop().wares.retain(|ware| ware.variant != gone);

    let again: Value = guest.post(&format!("/v1/orders/{id}/reorder"), ()).await.expect(200).json();
    let reasons: Vec<&str> =
        again["left_out"].as_array().unwrap().iter().map(|l| l["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["fewer", "gone", "sold_out", "modifiers_wrong"]);
    assert_eq!(again["left_out"][1]["text"], "n’est plus vendu");
    let cart = guest.get("/v1/cart").await.json();
    let lines: Vec<(i64, i64)> = cart["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| (l["quantity"].as_i64().unwrap(), l["unit_price"]["amount"].as_i64().unwrap()))
        .collect();
    assert_eq!(lines, [(3, 1300), (2, 900)]);

    // Once more, without scripts: pieces add up, and the cart says what is missing.
    let _ = guest.delete("/v1/cart").await.expect(204);
    assert!(guest.get("/account/orders").await.expect(200).text().contains(&format!("/orders/{id}/reorder")));
    assert!(guest.get(&format!("/orders/{id}")).await.expect(200).text().contains("Commander à nouveau"));
    let done = guest.form(&format!("/orders/{id}/reorder"), &[]).await.expect(303);
    let page = guest.get(done.header("location")).await.expect(200).text();
    assert!(
        page.contains("Il manque quelque chose") && page.contains("Tajine 800\u{a0}: n’est plus vendu"),
        "{page}"
    );
    assert!(
        page.contains("39,00") && page.contains("Votre commande est de nouveau dans le panier"),
        "{page}"
    );
    let _ = w.guest().post(&format!("/v1/orders/{id}/reorder"), ()).await.problem(404, "not_found");
    w.catalog.shop().down = true;
    let _ = guest.post(&format!("/v1/orders/{id}/reorder"), ()).await.problem(503, "catalog_unavailable");
    let away =
        guest.form(&format!("/orders/{id}/reorder"), &[]).await.expect(303).header("location").to_owned();
    assert!(away.starts_with("/cart?wrong=catalog_unavailable"), "{away}");
}
