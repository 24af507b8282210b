//! Twilio tells statuses in any order, more than once, and what failed is told once.
use souk_events::whatsapp::v1::MessageUndelivered;
use souk_testkit::eventually;

use crate::shop::{AWA, Shop, notice, reply};

#[tokio::test(flavor = "multi_thread")]
async fn a_late_status_takes_nothing_back() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    let answer = reply(&asked, "wl.joined", &[("code", "A12"), ("rank", "2")]);
    shop.want(answer.clone()).await;
    shop.stands(&answer.request_id, "accepted").await;
    let sent = shop.twilio.sent().remove(0);
    for (status, stands) in [
        ("delivered", "delivered"),
        ("sent", "delivered"),
        ("undelivered", "delivered"),
        ("read", "read"),
        ("read", "read"),
    ] {
        assert_eq!(shop.twilio.tell(&sent, status, "").await.as_u16(), 204);
        assert_eq!(shop.standing(&answer.request_id).await.0, stands, "after {status}");
    }
    assert!(shop.app.told::<MessageUndelivered>().await.is_empty());
    let fields = [("MessageSid", sent.sid.as_str()), ("MessageStatus", "failed")];
    let forged = shop.twilio.post_signed_by("forged", sent.field("StatusCallback"), &fields).await;
    assert_eq!(forged.as_u16(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_did_not_arrive_is_told_once() {
    let shop = Shop::open().await;
    shop.twilio.tell_statuses();
    let gone = "whatsapp:+33600003003";
    let asked = shop.write(gone, "A12").await;
    let promoted =
        notice(&asked, "hold", "wl.promoted", &[("code", "A12"), ("minutes", "5"), ("total", "15 €")]);
    shop.want(promoted.clone()).await;
    assert_eq!(shop.stands(&promoted.request_id, "failed").await.2, "63003");
    let sent = shop.twilio.sent().remove(0);
    assert_eq!(shop.twilio.tell(&sent, "failed", "63003").await.as_u16(), 204);
    let told = shop.app.told::<MessageUndelivered>().await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].state.as_str(), told[0].request_id.as_str()),
        ("failed", promoted.request_id.as_str())
    );
    let fine = reply(&shop.write(AWA, "A12").await, "wl.joined", &[("code", "A12"), ("rank", "2")]);
    shop.want(fine.clone()).await;
    eventually("it is delivered", || async {
        (shop.standing(&fine.request_id).await.0 == "delivered").then_some(())
    })
    .await;
}
