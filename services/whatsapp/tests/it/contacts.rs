//! STOP and START: at this shop only, answered once a day, checked when a message is asked for and when it goes.
use chrono::TimeDelta;
use serde_json::json;
use souk_events::{
    ops::v1::ModuleSwitched,
    whatsapp::v1::{ContactOptedIn, ContactOptedOut, MessageUndelivered, OptWord},
};

use crate::shop::{AWA, Shop, notice, reply};

#[tokio::test(flavor = "multi_thread")]
async fn stop_holds_back_reminders_and_lets_answers_and_orders_through() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    let stop = shop.write(AWA, "Stop.").await;
    assert_eq!(stop.opt_word(), OptWord::Stop);
    assert!(
        shop.texts(AWA, 1).await[0].starts_with("C’est noté")
            || shop.texts(AWA, 1).await[0].starts_with("C'est noté")
    );
    shop.write(AWA, "ARRÊTER").await;
    assert_eq!(shop.app.told::<ContactOptedOut>().await.len(), 1);

    let reminder =
        notice(&asked, "hold", "rsv.reminder", &[("codes", "A12"), ("minutes", "2"), ("todo", "")]);
    shop.want(reminder.clone()).await;
    assert_eq!(shop.stands(&reminder.request_id, "suppressed").await.2, "opted_out");
    let order = notice(&asked, "order", "order.delivered", &[("order", "VF-0001")]);
    shop.want(order.clone()).await;
    shop.stands(&order.request_id, "accepted").await;
    let answer = reply(&shop.write(AWA, "B7").await, "wl.joined", &[("code", "B7"), ("rank", "2")]);
    shop.want(answer).await;
    let texts = shop.texts(AWA, 3).await;
    assert!(texts[2].contains("START"), "a hint goes with the first answer: {}", texts[2]);
    let undelivered = shop.app.told::<MessageUndelivered>().await;
    assert_eq!(undelivered.len(), 1);
    assert_eq!(
        (undelivered[0].state.as_str(), undelivered[0].request_id.as_str()),
        ("suppressed", reminder.request_id.as_str())
    );

    shop.owner().put("/v1/whatsapp/settings", json!({ "stop_policy": "silent" })).await.expect(204);
    let silent = notice(&asked, "order", "order.delivered", &[("order", "VF-0002")]);
    shop.want(silent.clone()).await;
    shop.stands(&silent.request_id, "suppressed").await;

    let start = shop.write(AWA, "START").await;
    assert_eq!(start.opt_word(), OptWord::Start);
    assert_eq!(shop.app.told::<ContactOptedIn>().await.len(), 1);
    let again = notice(&asked, "hold", "rsv.reminder", &[("codes", "A12"), ("minutes", "2"), ("todo", "")]);
    shop.want(again.clone()).await;
    shop.stands(&again.request_id, "accepted").await;
    assert_eq!(shop.texts(AWA, 5).await.len(), 5, "one answer to two STOPs");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_that_comes_before_a_message_is_due_still_holds_it_back() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    let due = shop.start + TimeDelta::minutes(3);
    let mut reminder =
        notice(&asked, "hold", "rsv.reminder", &[("codes", "A12"), ("minutes", "2"), ("todo", "")]);
    reminder.not_before = due.to_rfc3339();
    shop.want(reminder.clone()).await;
    shop.write(AWA, "STOP").await;
    shop.advance(TimeDelta::minutes(4));
    assert_eq!(shop.stands(&reminder.request_id, "suppressed").await.2, "opted_out");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_blocked_the_number_and_sends_start_gets_reminders_again() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    let answer = reply(&asked, "wl.joined", &[("code", "A12"), ("rank", "2")]);
    shop.want(answer.clone()).await;
    shop.stands(&answer.request_id, "accepted").await;
    let sent = shop.twilio.sent().remove(0);
    assert_eq!(shop.twilio.tell(&sent, "failed", "63014").await.as_u16(), 204);
    let params: &[(&str, &str)] = &[("codes", "A12"), ("minutes", "2"), ("todo", "")];
    let held_back = notice(&asked, "hold", "rsv.reminder", params);
    shop.want(held_back.clone()).await;
    shop.stands(&held_back.request_id, "suppressed").await;
    shop.write(AWA, "START").await;
    let again = notice(&asked, "hold", "rsv.reminder", params);
    shop.want(again.clone()).await;
    shop.stands(&again.request_id, "accepted").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_reservations_is_off_a_customer_is_told_once_an_hour() {
    let shop = Shop::open().await;
    let off = ModuleSwitched {
        module: "reservations".to_owned(),
        tenant_id: shop.tenant.to_string(),
        on: false,
        revision: 1,
    };
    let heard = shop.app.hear(None, &off).await;
    shop.app.handled(heard).await;
    shop.write(AWA, "A12").await;
    shop.write(AWA, "A13").await;
    assert!(shop.texts(AWA, 1).await[0].contains("Chez Awa"));
    shop.advance(TimeDelta::minutes(61));
    shop.write(AWA, "A14").await;
    assert_eq!(shop.texts(AWA, 2).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_module_is_off_for_a_merchant_its_messages_wait() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    let mut reminder =
        notice(&asked, "hold", "rsv.reminder", &[("codes", "A12"), ("minutes", "2"), ("todo", "")]);
    reminder.not_before = (shop.start + TimeDelta::minutes(3)).to_rfc3339();
    shop.want(reminder.clone()).await;
    shop.switch(Some(shop.tenant), (false, 1)).await;
    shop.advance(TimeDelta::minutes(4));
    souk_testkit::eventually("it was looked at", || async {
        (shop.standing(&reminder.request_id).await.2 == "module_off").then_some(())
    })
    .await;
    assert_eq!(shop.twilio.tried(AWA), 0);
    shop.switch(Some(shop.tenant), (true, 2)).await;
    shop.advance(TimeDelta::seconds(11));
    shop.stands(&reminder.request_id, "accepted").await;
}
