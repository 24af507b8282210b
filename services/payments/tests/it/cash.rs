//! What is paid at the counter: owed, collected, void, less; none of it when the order was paid online.
use souk_events::{
    CheckoutId, OrderId,
    common::v1::Money,
    orders::v1::{OrderCancelled, OrderCompleted, OrderPlaced, OrderReduced},
};

use crate::world::World;

fn placed(w: &World, order: OrderId) -> OrderPlaced {
    OrderPlaced {
        order_id: order.to_string(),
        number: "A-1001".into(),
        checkout_id: CheckoutId::new().to_string(),
        customer: w.guest.to_string(),
        total: Some(Money { amount: 1000, currency: "EUR".into() }),
        ..OrderPlaced::default()
    }
}

async fn hear<E: souk_events::Event>(w: &World, fact: &E) {
    let id = w.app.hear(Some(w.tenant), fact).await;
    w.app.handled(id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_is_owed_reduced_and_collected_in_the_books() {
    let w = World::start().await;
    let order = OrderId::new();
    hear(&w, &placed(&w, order)).await;
    hear(&w, &placed(&w, order)).await;
    assert_eq!(w.account("cash_due").await, 1000);
    let total = Some(Money { amount: 600, currency: "EUR".into() });
    hear(&w, &OrderReduced { order_id: order.to_string(), version: 2, total, ..OrderReduced::default() })
        .await;
    assert_eq!(w.account("cash_due").await, 600);
    hear(&w, &OrderCompleted { order_id: order.to_string(), ..OrderCompleted::default() }).await;
    hear(&w, &OrderCompleted { order_id: order.to_string(), ..OrderCompleted::default() }).await;
    assert_eq!((w.account("cash_due").await, w.account("merchant_cash").await), (0, 600));
    let mine = w.app.as_owner(w.tenant).get("/v1/store-payments").await.expect(200).json();
    assert_eq!(
        (mine["items"][0]["cash"].as_bool(), mine["items"][0]["status"].as_str()),
        (Some(true), Some("captured"))
    );
    assert!(w.captured().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_order_owes_nothing_at_the_counter() {
    let w = World::start().await;
    let order = OrderId::new();
    hear(&w, &placed(&w, order)).await;
    hear(&w, &OrderCancelled { order_id: order.to_string(), ..OrderCancelled::default() }).await;
    assert_eq!((w.account("cash_due").await, w.account("merchant").await), (0, 0));
    hear(&w, &OrderCompleted { order_id: order.to_string(), ..OrderCompleted::default() }).await;
    assert_eq!(w.account("merchant_cash").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_paid_online_owes_no_cash() {
    let w = World::start().await;
    let owed = w.owe(&[1000]).await;
    w.pay(&owed).await;
    hear(&w, &placed(&w, owed.orders[0])).await;
    assert_eq!(w.account("cash_due").await, 0);
}
