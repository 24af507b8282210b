//! Money goes back: by hand, by itself when an order ends or shrinks, never twice, never more than came.
use serde_json::json;
use souk_events::{
    TenantId,
    common::v1::Money,
    orders::v1::{OrderCancelled, OrderReduced, OrderRejected},
    payments::v1::RefundChanged,
};
use souk_kit::token::Role;
use souk_testkit::eventually;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_11_a_partial_refund_of_one_shop_does_not_touch_the_other() {
    let w = World::start().await;
    let other = TenantId::new();
    let owed = w.owe_to(&[(w.tenant, 1000), (other, 500)]).await;
    w.pay(&owed).await;
    let owner = w.app.as_owner(w.tenant);
    let path = format!("/v1/store-payments/{}/refunds", owed.orders[0]);
    let tired = w.app.as_tired_owner(w.tenant);
    let _ = tired.post_once(&path, "one", json!({"amount": 400})).await.problem(403, "step_up_required");
    let page = format!("/dashboard/payments/{}", owed.orders[0]);
    let asked = tired.form(&page, &[("amount", "4,00"), ("key", "k")]).await.expect(303);
    let back = format!("{}?amount=4%2C00", page);
    let back: String = url::form_urlencoded::byte_serialize(back.as_bytes()).collect();
    assert_eq!(asked.header("location"), format!("/confirm?next={back}"));
    assert!(owner.get(&format!("{page}?amount=4%2C00")).await.expect(200).text().contains("value=\"4,00\""));
    let _ = owner.post_once(&path, "one", json!({"amount": 400})).await.expect(201);
    let again = owner.post_once(&path, "one", json!({"amount": 400})).await.expect(201);
    assert_eq!(again.header("idempotent-replayed"), "true");
    let _ =
        owner.post_once(&path, "one", json!({"amount": 401})).await.problem(422, "idempotency_key_reused");
    let _ = owner.post_once(&path, "two", json!({"amount": 601})).await.problem(409, "refund_too_much");
    let mine = owner.get(&format!("/v1/store-payments/{}", owed.orders[0])).await.expect(200).json();
    assert_eq!(
        (mine["status"].as_str(), mine["refunded"]["amount"].as_i64()),
        (Some("partly_refunded"), Some(400))
    );
    let theirs =
        w.app.as_owner(other).get(&format!("/v1/store-payments/{}", owed.orders[1])).await.expect(200).json();
    assert_eq!(
        (theirs["status"].as_str(), theirs["refunded"]["amount"].as_i64()),
        (Some("captured"), Some(0))
    );
    let _ = owner.post_once(&path, "rest", json!({})).await.expect(201);
    let mine = owner.get(&format!("/v1/store-payments/{}", owed.orders[0])).await.expect(200).json();
    assert_eq!(mine["status"], "refunded");
    assert_eq!(w.account("psp").await, 500);
    assert_eq!(w.app.told::<RefundChanged>().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_ends_after_it_was_paid_is_refunded_by_itself_once() {
    let w = World::start().await;
    let owed = w.owe(&[1000]).await;
    w.pay(&owed).await;
    let fact = OrderRejected { order_id: owed.orders[0].to_string(), ..OrderRejected::default() };
    for _ in 0..2 {
        let id = w.app.hear(Some(w.tenant), &fact).await;
        w.app.handled(id).await;
    }
    w.until(&owed, "refunded").await;
    w.quiet().await;
    assert_eq!(w.app.told::<RefundChanged>().await.len(), 1);
    assert_eq!(w.account("psp").await, 0);
    assert_eq!(w.account("merchant").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_lands_after_its_order_ended_goes_back_by_itself() {
    let w = World::start().await;
    let owed = w.owe(&[1000, 200]).await;
    let page = w.page(&owed).await;
    let fact = OrderCancelled { order_id: owed.orders[0].to_string(), ..OrderCancelled::default() };
    let id = w.app.hear(Some(w.tenant), &fact).await;
    w.app.handled(id).await;
    let _ = w.person().form(&page, &[("do", "pay")]).await.expect(303);
    w.until(&owed, "partly_refunded").await;
    assert_eq!(w.account("psp").await, 200, "the other order stays paid");
}

#[tokio::test(flavor = "multi_thread")]
async fn pieces_taken_off_an_order_are_paid_back_also_when_told_twice() {
    let w = World::start().await;
    let owed = w.owe(&[1000]).await;
    w.pay(&owed).await;
    let total = Some(Money { amount: 700, currency: "EUR".into() });
    let fact =
        OrderReduced { order_id: owed.orders[0].to_string(), version: 3, total, ..OrderReduced::default() };
    for _ in 0..2 {
        let id = w.app.hear(Some(w.tenant), &fact).await;
        w.app.handled(id).await;
    }
    let told = w.app.told::<RefundChanged>().await;
    assert_eq!(told.iter().map(|t| t.amount.as_ref().unwrap().amount).collect::<Vec<_>>(), [300]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unpaid_payment_closes_when_all_its_orders_ended() {
    let w = World::start().await;
    let owed = w.owe(&[1000]).await;
    let _ = w.page(&owed).await;
    let fact = OrderCancelled { order_id: owed.orders[0].to_string(), ..OrderCancelled::default() };
    let id = w.app.hear(Some(w.tenant), &fact).await;
    w.app.handled(id).await;
    w.until(&owed, "expired").await;
    assert_eq!(w.account("psp").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_came_back_is_owed_again() {
    let w = World::with_stripe().await;
    w.stripe().refund_slowly();
    let owed = w.owe(&[1000]).await;
    let _ = w.page(&owed).await;
    assert!(w.stripe().pay(&w.stripe().sessions()[0]));
    let _ = w.person().get(&format!("/pay/{}/back", owed.payment)).await.expect(200);
    let owner = w.app.as_owner(w.tenant);
    let path = format!("/v1/store-payments/{}", owed.orders[0]);
    let _ = owner.post_once(&format!("{path}/refunds"), "k", json!({"amount": 400})).await.expect(201);
    let refund = eventually("Stripe has it", || async { w.stripe().refunds().pop() }).await;
    let reference = refund["id"].as_str().unwrap().to_owned();
    eventually("it is known here", || async {
        (w.count(&format!("(SELECT count(*) FROM refund WHERE reference = '{reference}')")).await == 1)
            .then_some(())
    })
    .await;
    w.stripe().move_refund(&reference, "failed");
    w.tell(w.stripe().events().last().unwrap()).await;
    eventually("it failed", || async {
        w.app.told::<RefundChanged>().await.pop().filter(|t| t.state == "failed")
    })
    .await;
    let mine = owner.get(&path).await.expect(200).json();
    assert_eq!(
        (mine["status"].as_str(), mine["refunds"][0]["status"].as_str()),
        (Some("captured"), Some("failed"))
    );
    assert_eq!(w.account("psp").await, 1000);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_managers_of_the_shop_give_money_back() {
    let w = World::start().await;
    let owed = w.owe(&[1000]).await;
    let path = format!("/v1/store-payments/{}/refunds", owed.orders[0]);
    let _ = w.app.as_owner(w.tenant).post_once(&path, "k", json!({})).await.problem(409, "not_captured");
    w.pay(&owed).await;
    let _ = w
        .app
        .as_staff(w.tenant, Role::Seller)
        .post_once(&path, "k", json!({}))
        .await
        .problem(403, "forbidden");
    let _ = w.app.as_owner(TenantId::new()).post_once(&path, "k", json!({})).await.problem(404, "not_found");
}
