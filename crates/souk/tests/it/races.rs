//! Many people want the same piece at the same moment.
use futures_util::future::join_all;
use souk_testkit::eventually;

use crate::{
    people::{add, contact, press},
    platform::{Platform, Wire},
};

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_customers_ten_pieces_ten_orders() {
    // A busy machine's debug build may need longer than the usual budget; who wins does not depend on it.
    let patient = [("orders:orders.catalog_ms", "20000"), ("database.acquire_seconds", "20")];
    let platform = Platform::start_with(Wire::Embedded, &patient).await;
    let shop = platform.shop("Atelier").await;
    let (_, variant) = platform.product(&shop, "Vase unique", 4900, 10).await;
    let visitors: Vec<_> = (0..200).map(|_| platform.visitor()).collect();
    join_all(visitors.iter().map(|v| add(v, &variant, 1))).await;
    let answers = join_all(visitors.iter().enumerate().map(|(i, v)| {
        let key = format!("race-{i}");
        async move { v.post_once("/v1/checkouts", &key, contact()).await }
    }))
    .await;
    let placed = answers.iter().filter(|a| a.status == 201).count();
    let sold_out = answers.iter().filter(|a| a.status == 409 && a.json()["code"] == "sold_out").count();
    let other = answers.iter().find(|a| a.status != 201 && a.status != 409).map(souk_testkit::Answer::text);
    assert_eq!((placed, sold_out), (10, 190), "{other:?}");
    eventually("the books agree", || async {
        let stock = shop.owner.get(&format!("/v1/catalog/variants/{variant}/stock")).await.json();
        (stock["on_hand"] == 10 && stock["allocated"] == 10 && stock["held"] == 0).then_some(())
    })
    .await;
    let kept = visitors.iter().zip(&answers).find(|(_, a)| a.status == 409).unwrap().0;
    assert_eq!(kept.get("/v1/cart").await.json()["count"], 1, "the loser keeps the cart");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_placement_fifty_times_at_once_is_one_order() {
    let platform = Platform::start(Wire::Embedded).await;
    let shop = platform.shop("Epicerie").await;
    let (_, variant) = platform.product(&shop, "Miel", 890, 100).await;
    let visitor = platform.visitor();
    add(&visitor, &variant, 1).await;
    let answers = join_all((0..50).map(|_| visitor.post_once("/v1/checkouts", "same", contact()))).await;
    assert!(
        answers.iter().all(|a| matches!(a.status.as_u16(), 201 | 409)),
        "{:?}",
        answers.iter().map(|a| a.status).collect::<Vec<_>>()
    );
    assert!(answers.iter().any(|a| a.status == 201));
    let orders = visitor.get("/v1/orders").await.expect(200).json();
    assert_eq!(orders["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn accept_and_cancel_at_once_one_wins() {
    let platform = Platform::start(Wire::Embedded).await;
    let shop = platform.shop("Fromagerie").await;
    let (_, variant) = platform.product(&shop, "Comté", 1200, 100).await;
    for round in 0..5 {
        let visitor = platform.visitor();
        add(&visitor, &variant, 1).await;
        let order = crate::people::place(&visitor).await;
        let (accept, cancel) =
            (format!("/v1/store-orders/{order}/accept"), format!("/v1/orders/{order}/cancel"));
        let (accepted, cancelled) = tokio::join!(press(&shop.owner, &accept), press(&visitor, &cancel));
        let statuses = (accepted.status.as_u16(), cancelled.status.as_u16());
        assert!(matches!(statuses, (200, 409) | (409, 200)), "round {round}: {statuses:?}");
    }
}
