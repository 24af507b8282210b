//! An order goes from a customer to a merchant and back, on both transports.
use serde_json::Value;
use souk_testkit::eventually;

use crate::{
    people::{add, place, press},
    platform::{Platform, Wire},
};

async fn stock(platform: &Platform, shop: &crate::people::Shop, variant: &str) -> Value {
    let _ = platform;
    shop.owner.get(&format!("/v1/catalog/variants/{variant}/stock")).await.expect(200).json()
}

async fn journey(wire: Wire) {
    let platform = Platform::start(wire).await;
    let shop = platform.shop("Le Fournil").await;
    let (_, variant) = platform.product(&shop, "Pain au levain", 420, 5).await;

    let guest = platform.visitor();
    add(&guest, &variant, 2).await;
    let cart = guest.get("/v1/cart").await.expect(200).json();
    assert_eq!(cart["total"]["amount"], 840);
    let order = place(&guest).await;
    assert_eq!(guest.get("/v1/cart").await.expect(200).json()["count"], 0);
    let seen = guest.get(&format!("/v1/orders/{order}")).await.expect(200).json();
    assert_eq!((seen["status"].as_str(), seen["total"]["amount"].as_i64()), (Some("placed"), Some(840)));

    eventually("the hold became an allocation", || async {
        let stock = stock(&platform, &shop, &variant).await;
        (stock["allocated"] == 2 && stock["held"] == 0 && stock["available"] == 3).then_some(())
    })
    .await;

    for (step, status) in
        [("accept", "accepted"), ("start", "preparing"), ("ready", "ready"), ("complete", "completed")]
    {
        let _ = press(&shop.owner, &format!("/v1/store-orders/{order}/{step}")).await.expect(200);
        let seen = guest.get(&format!("/v1/orders/{order}")).await.expect(200).json();
        assert_eq!(seen["status"], status);
    }
    eventually("the pieces left the shelf", || async {
        let stock = stock(&platform, &shop, &variant).await;
        (stock["on_hand"] == 3 && stock["allocated"] == 0).then_some(())
    })
    .await;

    let admin = platform.admin().await;
    let number = seen["number"].as_str().unwrap();
    eventually("ops shows the order's life", || async {
        let line = admin.get(&format!("/v1/ops/timeline?q={number}")).await;
        let text = line.text();
        let whole = ["orders.order_placed.v1", "orders.order_accepted.v1", "orders.order_completed.v1"];
        whole.iter().all(|fact| text.contains(fact)).then_some(())
    })
    .await;
    let stranger = platform.visitor();
    let _ = stranger.get(&format!("/v1/orders/{order}")).await.expect(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_goes_round_on_the_embedded_transport() {
    journey(Wire::Embedded).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_goes_round_on_rabbitmq() {
    journey(Wire::Rabbit).await;
}
