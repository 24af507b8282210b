//! Paying: once, however often it is pressed, and never after the time is over.
use futures_util::future::join_all;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn paying_on_the_labelled_test_page_captures_once_however_often_it_is_pressed() {
    let w = World::start().await;
    let owed = w.owe(&[1250]).await;
    let page = w.page(&owed).await;
    assert!(w.person().get(&page).await.expect(200).text().contains("nothing real is paid"));
    join_all((0..5).map(|_| async { w.person().form(&page, &[("do", "pay")]).await.expect(303) })).await;
    assert_eq!(w.status(&owed).await, "captured");
    let told = w.captured().await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].order_id, owed.orders[0].to_string());
    assert_eq!((told[0].method.as_str(), told[0].amount.as_ref().unwrap().amount), ("test", 1250));
    // The back button: the page is over and says how it went.
    let back = w.person().get(&page).await.expect(303);
    assert_eq!(back.header("location"), format!("/pay/{}/back", owed.payment));
    let text = w.person().get(back.header("location")).await.expect(200).text();
    assert!(text.contains("Payment received") && text.contains(&format!("/orders/{}", owed.orders[0])));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_card_leaves_the_page_open_and_can_be_followed_by_one_that_pays() {
    let w = World::start().await;
    let owed = w.owe(&[1250]).await;
    let page = w.page(&owed).await;
    let _ = w.person().form(&page, &[("do", "refuse")]).await.expect(303);
    assert!(w.person().get(&page).await.expect(200).text().contains("The card was refused"));
    assert_eq!(w.status(&owed).await, "open");
    let text = w.person().get(&format!("/pay/{}/back", owed.payment)).await.expect(200).text();
    assert!(text.contains("Not paid yet") && !text.contains("Payment received"));
    let _ = w.person().form(&page, &[("do", "pay")]).await.expect(303);
    assert_eq!(w.status(&owed).await, "captured");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_tab_ends_with_its_time_and_nothing_is_paid_after() {
    let w = World::start().await;
    let owed = w.owe(&[1250, 300]).await;
    let page = w.page(&owed).await;
    w.pass(21);
    let _ = w.person().form(&page, &[("do", "pay")]).await.expect(303);
    w.until(&owed, "expired").await;
    assert_eq!(w.expired().await.len(), 2, "each order hears it");
    let _ = w.person().form(&page, &[("do", "pay")]).await.expect(303);
    assert_eq!(w.status(&owed).await, "expired");
    assert!(w.captured().await.is_empty());
    let text = w.person().get(&format!("/pay/{}/back", owed.payment)).await.expect(200).text();
    assert!(text.contains("Nothing was paid"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_opens_the_page_and_the_payment_still_ends() {
    let w = World::start().await;
    let owed = w.owe(&[1250]).await;
    w.pass(21);
    w.until(&owed, "expired").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_is_owed_once_and_something_else_under_its_id_is_refused() {
    let w = World::start().await;
    let mut owed = w.owe(&[1250]).await;
    let first = w.ask(&owed).await;
    assert_eq!(first, w.ask(&owed).await);
    assert_eq!(w.count("(SELECT count(*) FROM intent)").await, 1);
    owed.body["parts"][0]["amount"] = 1.into();
    let _ =
        w.app.as_module("orders").post("/internal/intents", &owed.body).await.problem(409, "payment_differs");
    owed.body["parts"][0]["amount"] = 0.into();
    let _ =
        w.app.as_module("orders").post("/internal/intents", &owed.body).await.problem(409, "nothing_owed");
}

#[tokio::test(flavor = "multi_thread")]
async fn shares_of_several_shops_are_told_each_to_its_own_and_add_up() {
    let w = World::start().await;
    let other = souk_events::TenantId::new();
    let owed = w.owe_to(&[(w.tenant, 1999), (other, 1)]).await;
    w.pay(&owed).await;
    let told = w.captured().await;
    assert_eq!(told.iter().map(|t| t.amount.as_ref().unwrap().amount).sum::<i64>(), 2000);
    assert_eq!(w.account("psp").await, 2000);
    assert_eq!(w.account("merchant").await, -2000);
    let mine = w.app.as_owner(w.tenant).get("/v1/store-payments").await.expect(200).json();
    assert_eq!(mine["items"].as_array().unwrap().len(), 1);
    assert_eq!(mine["items"][0]["amount"]["amount"], 1999);
}
