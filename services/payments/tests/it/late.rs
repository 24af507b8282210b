//! Money that lands when its order is over: noted, shown to the shop, and given back in full, once.
use souk_events::{
    orders::v1::{OrderCancelled, OrderRejected},
    payments::v1::RefundChanged,
};
use souk_testkit::eventually;

use crate::world::World;

/// Pitfall 4 of commerce, after the goods are gone: whether the order was called off, or its time was over.
#[tokio::test(flavor = "multi_thread")]
async fn pitfall_04_money_that_lands_after_the_goods_are_gone_goes_back_in_full_once() {
    for expired in [false, true] {
        let w = World::with_stripe().await;
        let owed = w.owe(&[1000]).await;
        let _ = w.page(&owed).await;
        let (session, order) = (w.stripe().sessions().pop().unwrap(), owed.orders[0].to_string());
        if expired {
            w.change("UPDATE attempt SET state = 'closed', ended_at = created_at; UPDATE intent SET state = 'expired', ended_at = created_at").await;
        }
        // Stripe is away: it does not close the page while the order ends.
        w.stripe().fail_next(1_000_000);
        let fact = OrderCancelled { order_id: order.clone(), ..OrderCancelled::default() };
        let id = w.app.hear(Some(w.tenant), &fact).await;
        w.app.handled(id).await;
        assert!(w.stripe().pay(&session));
        w.stripe().fail_next(0);
        for event in w.stripe().events() {
            w.tell(&event).await;
            w.tell(&event).await;
        }
        w.until(&owed, "refunded").await;
        w.pass(11);
        let text = w.person().get(&format!("/pay/{}/back", owed.payment)).await.expect(200).text();
        assert!(text.contains("The money goes back") && !text.contains("Payment received"));
        let fact = OrderRejected { order_id: order.clone(), ..OrderRejected::default() };
        let id = w.app.hear(Some(w.tenant), &fact).await;
        w.app.handled(id).await;
        w.quiet().await;
        let back = w.stripe().refunds();
        assert_eq!(back.iter().map(|r| r["amount"].as_i64()).collect::<Vec<_>>(), [Some(1000)], "{expired}");
        let told = w.app.told::<RefundChanged>().await;
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].status.as_str(), told[0].order_id.as_str()), ("refunded", order.as_str()));
        assert_eq!((w.account("psp").await, w.account("merchant").await), (0, 0));
        let owner = w.app.as_owner(w.tenant);
        let mine = eventually("it is given back", || async {
            let mine = owner.get(&format!("/v1/store-payments/{order}")).await.expect(200).json();
            (mine["refunds"][0]["status"] == "succeeded").then_some(mine)
        })
        .await;
        assert_eq!(mine["refunds"].as_array().unwrap().len(), 1);
        assert_eq!(mine["refunds"][0]["reason"], "late");
        assert!(owner.get("/dashboard/payments").await.expect(200).text().contains(&order));
        let text = owner.get(&format!("/dashboard/payments/{order}")).await.expect(200).text();
        assert!(text.contains("Paid after the order had ended"));
    }
}
